import { describe, expect, it } from 'vitest';
import type { Commander } from '../alert/index.js';
import { defaultMatterSettings as settings } from '../case/index.js';
import { decideMajorMatter, majorMatterTier, type MajorMatter, type MajorMatterRequest } from './index.js';

const as = (account: string, role: 'supervision_officer' | 'bureau_leader'): Commander => ({
  kind: 'user',
  account,
  roles: [role],
  organisation: '120000',
});
const officer = as('officer', 'supervision_officer');
const leader = as('leader', 'bureau_leader');
const grounds = { caseId: 'case', possibleLoss: '12000.00', investigated: false };
const propose = (more: Partial<typeof grounds> = {}) =>
  decideMajorMatter(
    { id: 'm', number: '津要2026-0001', grounds: { ...grounds, ...more } },
    { command: 'propose', revision: 0, reason: '疑似冒领养老金', suspicion: 'fraud' },
    { now: '2026-10-20T02:00:00Z', by: officer, settings },
  ).majorMatter;
const step = (one: MajorMatter, request: Omit<MajorMatterRequest, 'revision'>, by: Commander, day = '2026-10-21') =>
  decideMajorMatter(one, { revision: one.revision, ...request }, { now: `${day}T02:00:00Z`, by, settings }).majorMatter;

describe('a major matter', () => {
  it.each([
    ['9999.99', false, null],
    ['10000', false, 'ordinary'],
    ['499999.99', false, 'ordinary'],
    ['500000.00', false, 'higher'],
    ['9999.99', true, 'ordinary'],
    [null, true, 'ordinary'],
    [null, false, null],
  ])('a possible loss of %s, investigated %s: %s', (possibleLoss, investigated, tier) => {
    expect(majorMatterTier({ possibleLoss, investigated }, settings)).toBe(tier);
  });

  it('is proposed with its kind of suspicion and its report, by the office, from the threshold on', () => {
    expect(propose()).toMatchObject({
      state: 'proposed',
      tier: 'ordinary',
      amount: '12000.00',
      report: '疑似冒领养老金',
    });
    expect(() => propose({ possibleLoss: '9000' })).toThrow('MAJOR_MATTER_BELOW_THRESHOLD');
  });

  it('is signed by the bureau leader alone, with account and time', () => {
    expect(() => step(propose(), { command: 'sign' }, officer)).toThrow('NOT_ALLOWED');
    expect(step(propose(), { command: 'sign' }, leader)).toMatchObject({
      state: 'signed',
      signedBy: 'leader',
      signedAt: '2026-10-21T02:00:00Z',
    });
    expect(() => step(propose(), { command: 'refuse' }, leader)).toThrow('REASON_REQUIRED');
    expect(step(propose(), { command: 'refuse', reason: '金额待核' }, leader).state).toBe('refused');
  });

  it('goes out only once it is signed, with its number, to whom and when', () => {
    const report = {
      command: 'report' as const,
      reason: '已报出',
      reportedTo: '人社部',
      reportNumber: '津要〔2026〕1号',
    };
    expect(() => step(propose(), report, officer)).toThrow('MATTER_STEP_NOT_POSSIBLE');
    const signed = step(propose(), { command: 'sign' }, leader);
    expect(() => step(signed, { ...report, reportNumber: ' ' }, officer)).toThrow('reportNumber');
    expect(() => step(signed, { ...report, on: '2026-10-20' }, officer)).toThrow('"on"');
    expect(step(signed, report, officer, '2026-10-22')).toMatchObject({ state: 'reported', reportedOn: '2026-10-22' });
  });
});

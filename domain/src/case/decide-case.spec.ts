import { describe, expect, it } from 'vitest';
import type { Commander } from '../alert/index.js';
import { matterNumber, decideCase, possibleLoss, type Case, type CaseAlert, type CaseRequest } from './index.js';

const now = '2026-10-20T01:00:00Z';
const officer: Commander = {
  kind: 'user',
  account: 'officer',
  roles: ['supervision_officer'],
  organisation: '120000',
};
const anAlert = (number: string, more: Partial<CaseAlert & { caseId: string | null }> = {}) => ({
  id: number,
  number,
  state: 'received' as const,
  amount: '100',
  caseId: null,
  ...more,
});
const standing = decide(
  { id: 'case-1', number: '津案2026-0001' },
  { command: 'open', revision: 0, ...aNewCase() },
).case;

function aNewCase() {
  return { title: '某企业集中补缴', summary: '三名职工同日补缴', reason: '同一单位', alerts: [anAlert('1')] };
}
function decide(
  one: Case | { id: string; number: string },
  request: CaseRequest,
  { by = officer, holds = [] }: { by?: Commander; holds?: CaseAlert[] } = {},
) {
  return decideCase(one, request, { now, by, holds });
}
/** The call that is to be refused. */
const asked =
  (request: Partial<CaseRequest> & Pick<CaseRequest, 'command'>, more?: Parameters<typeof decide>[2]) => () =>
    decide(standing, { revision: 0, ...request }, more);

describe('a case', () => {
  it('is opened with a title, a summary, a reason and its first alerts', () => {
    expect(standing).toMatchObject({ state: 'open', revision: 0, openedBy: 'officer', number: '津案2026-0001' });
    const opened = decide({ id: 'case-2', number: 'n' }, { command: 'open', revision: 0, ...aNewCase() });
    expect(opened.joined.map(({ number }) => number)).toEqual(['1']);
    expect(opened.event).toMatchObject({ type: 'open', reason: '同一单位', details: { alerts: ['1'] } });
    const nameless = { ...aNewCase(), title: ' ' };
    expect(() => decide({ id: 'x', number: 'n' }, { command: 'open', revision: 0, ...nameless })).toThrow('title');
  });

  it('is no business of an agency, a leader or the product itself', () => {
    for (const role of ['agency_head', 'bureau_leader'] as const)
      expect(
        asked({ command: 'join', reason: 'r', alerts: [anAlert('2')] }, { by: { ...officer, roles: [role] } }),
      ).toThrow('NOT_ALLOWED');
    expect(asked({ command: 'close', reason: 'r' }, { by: { kind: 'system' } })).toThrow('NOT_ALLOWED');
  });

  it('takes an alert that is in no case, with a reason; one of another case is refused', () => {
    const joined = decide(standing, { command: 'join', revision: 0, reason: '同一人', alerts: [anAlert('2')] });
    expect(joined).toMatchObject({ case: { revision: 1 }, joined: [{ number: '2' }], event: { type: 'join' } });
    expect(asked({ command: 'join', alerts: [anAlert('2')] })).toThrow('REASON_REQUIRED');
    expect(asked({ command: 'join', reason: 'r', alerts: [anAlert('2', { caseId: 'other' })] })).toThrow(
      'CASE_ALERT_TAKEN',
    );
    expect(asked({ command: 'join', reason: 'r', alerts: [anAlert('2', { caseId: 'case-1' })] })).toThrow('alerts');
  });

  it('lets an alert of its own go, and no other', () => {
    const own = anAlert('1', { caseId: 'case-1' });
    expect(decide(standing, { command: 'leave', revision: 0, reason: '另案', alerts: [own] }).left).toEqual([own]);
    expect(asked({ command: 'leave', reason: 'r', alerts: [anAlert('9')] })).toThrow('MATTER_STEP_NOT_POSSIBLE');
  });

  it('is handled by its opener until another officer takes it over', () => {
    const other = { ...officer, account: 'other' } as Commander;
    const renamed = decide(standing, { command: 'change', revision: 0, title: '新名称' }, { by: other }).case;
    expect(renamed).toMatchObject({ title: '新名称', summary: standing.summary, officer: 'officer' });
    expect(decide(renamed, { command: 'change', revision: 1, takeOver: true }, { by: other }).case.officer).toBe(
      'other',
    );
  });

  it('a stale edit is refused', () => {
    expect(asked({ command: 'change', revision: 3, title: 't' })).toThrow('MATTER_CHANGED');
  });

  it('counts as its possible loss what was stated with a reason, else the sum of its alerts', () => {
    const alerts = [
      anAlert('1', { amount: '8412.50' }),
      anAlert('2', { amount: null }),
      anAlert('3', { amount: '0.5' }),
    ];
    expect(possibleLoss(standing, alerts)).toBe('8413');
    const nothing = [anAlert('4', { state: 'dismissed' }), anAlert('5', { state: 'withdrawn' })];
    expect(possibleLoss(standing, [...alerts, ...nothing])).toBe('8413');
    expect(possibleLoss(standing, [])).toBe(null);
    expect(asked({ command: 'state_loss', loss: '5' })).toThrow('REASON_REQUIRED');
    const stated = decide(standing, { command: 'state_loss', revision: 0, loss: '20000', reason: '审计认定' }).case;
    expect(possibleLoss(stated, alerts)).toBe('20000');
    const again = decide(stated, { command: 'state_loss', revision: 1, loss: null, reason: '撤销认定' }).case;
    expect([possibleLoss(again, alerts), again.lossReason]).toEqual(['8413', null]);
  });

  it('keeps since when and by whom it is investigated; not from tomorrow on', () => {
    const investigation = { on: '2026-10-19', body: '市公安局' };
    expect(
      decide(standing, { command: 'state_investigation', revision: 0, reason: '立案通知', investigation }).case,
    ).toMatchObject({ investigationOn: '2026-10-19', investigationBody: '市公安局' });
    expect(
      asked({
        command: 'state_investigation',
        reason: 'r',
        investigation: { ...investigation, on: '2026-10-21' },
      }),
    ).toThrow('investigation');
  });

  it('is closed once all its alerts have ended, and can be opened again', () => {
    const close: CaseRequest = { command: 'close', revision: 0, reason: '全部办结' };
    expect(() => decide(standing, close, { holds: [anAlert('1')] })).toThrow('CASE_ALERTS_OPEN');
    const closed = decide(standing, close, { holds: [anAlert('1', { state: 'closed' })] }).case;
    expect(closed).toMatchObject({ state: 'closed', closedAt: now });
    expect(() => decide(closed, { command: 'join', revision: 1, reason: 'r', alerts: [anAlert('2')] })).toThrow(
      'MATTER_STEP_NOT_POSSIBLE',
    );
    expect(decide(closed, { command: 'reopen', revision: 1, reason: '新情况' }).case).toMatchObject({
      state: 'open',
      closedAt: null,
    });
  });

  it('has a number that people say on the phone', () => {
    expect(matterNumber('津案', 2026, 1)).toBe('津案2026-0001');
  });
});

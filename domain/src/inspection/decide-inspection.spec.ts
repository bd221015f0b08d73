import { describe, expect, it } from 'vitest';
import type { Commander } from '../alert/index.js';
import { builtInCalendar as calendar } from '../calendar/index.js';
import { defaultMatterSettings as settings } from '../case/index.js';
import type { Role } from '../identity/index.js';
import {
  decideInspection,
  fillInspectionCalendar,
  inspectionClocks,
  type Inspection,
  type InspectionContext,
  type InspectionMember,
  type InspectionPlan,
  type InspectionRequest,
} from './index.js';

const who = (account: string, role: Role, organisation = '120000'): Commander => ({
  kind: 'user',
  account,
  roles: [role],
  organisation,
});
const handler = who('handler', 'agency_handler', '120101');
const officer = who('officer', 'supervision_officer');
const head = who('head', 'supervision_head');
const member = (account: string, more: Partial<InspectionMember> = {}): InspectionMember => ({
  account,
  organisation: '120000',
  leads: account === 'officer',
  interested: false,
  ...more,
});
const team = [member('officer'), member('second')];
const plan: InspectionPlan = {
  kind: 'on_site',
  title: '和平区死亡冒领专项核查',
  agency: '120101',
  scope: '2026 年 1 月至 9 月企业养老待遇发放',
  startOn: '2026-10-20',
  endOn: '2026-10-23',
  carryInReason: null,
};
function step(
  one: Inspection | null,
  day: string,
  request: Partial<InspectionRequest> & Pick<InspectionRequest, 'command'>,
  more: Partial<InspectionContext> = {},
): Inspection {
  return decideInspection(
    one ?? { id: 'i', number: '津检2026-0001' },
    { revision: one?.revision ?? 0, ...request },
    { now: `${day}T02:00:00Z`, by: officer, calendar, settings, team, records: 1, ...more },
  ).inspection;
}
const planned = step(null, '2026-09-29', { command: 'plan', plan });
const approved = step(planned, '2026-09-29', { command: 'approve' }, { by: head });
const notified = step(approved, '2026-10-10', { command: 'notify' });
const under = step(notified, '2026-10-20', { command: 'begin' });
const ended = step(under, '2026-10-23', { command: 'end' });
const drafted = step(ended, '2026-11-02', { command: 'draft', reason: '发现 3 笔应停未停。' });
const received = step(drafted, '2026-11-03', { command: 'receive' });

describe('an on-site inspection', () => {
  it('is planned with its scope, and approved by the head of the unit, never by who wrote the plan', () => {
    expect(planned).toMatchObject({ state: 'planned', revision: 0 });
    expect(() => step(planned, '2026-09-29', { command: 'approve' })).toThrow('NOT_ALLOWED');
    const own = step(null, '2026-09-29', { command: 'plan', plan }, { by: head });
    expect(() => step(own, '2026-09-29', { command: 'approve' }, { by: head })).toThrow('NEEDS_ANOTHER_PERSON');
    expect(() => step(null, '2026-09-29', { command: 'plan', plan: { ...plan, scope: ' ' } })).toThrow('scope');
    expect(() => step(null, '2026-10-21', { command: 'plan', plan })).toThrow('startOn');
  });

  it.each([
    ['one member', [member('officer')]],
    ['nobody who leads', [member('a'), member('b')]],
    ['a member who has not declared', [member('officer'), member('b', { interested: null })]],
    ['a member with an interest', [member('officer'), member('b', { interested: true })]],
    ['a member of the inspected agency', [member('officer'), member('b', { organisation: '120101' })]],
  ])('is not approved with %s (豫7)', (_, unfit) => {
    expect(() => step(planned, '2026-09-29', { command: 'approve' }, { by: head, team: unfit })).toThrow(
      'INSPECTION_TEAM_INCOMPLETE',
    );
  });

  it('is decided on by nobody who carries it out (豫8), and its team is fixed by the approval', () => {
    const withHead = { by: head, team: [...team, member('head')] };
    for (const command of ['approve', 'refuse'] as const)
      expect(() => step(planned, '2026-09-29', { command, reason: '由我来定' }, withHead)).toThrow(
        'INSPECTION_APPROVER_IN_TEAM',
      );
    const leader = who('leader', 'bureau_leader');
    expect(step(planned, '2026-09-29', { command: 'approve' }, { ...withHead, by: leader }).state).toBe('approved');
    expect(() => step(approved, '2026-09-30', { command: 'revise', plan })).toThrow('MATTER_STEP_NOT_POSSIBLE');
  });

  it('is announced seven working days before, counted back over the holiday', () => {
    expect(notified).toMatchObject({ state: 'notified', notifiedOn: '2026-10-10' });
    expect(() => step(approved, '2026-10-12', { command: 'notify' })).toThrow('INSPECTION_NOTICE_SHORT');
    expect(() => step(approved, '2026-10-20', { command: 'begin' })).toThrow('notice');
  });

  it('begins without an earlier notice where that was approved, since telling would spoil it', () => {
    const sudden = { ...plan, carryInReason: '防止销毁台账' };
    const carried = step(
      step(null, '2026-10-19', { command: 'plan', plan: sudden }),
      '2026-10-19',
      { command: 'approve' },
      { by: who('leader', 'bureau_leader') },
    );
    expect(step(carried, '2026-10-20', { command: 'begin' })).toMatchObject({
      state: 'under_way',
      notifiedOn: '2026-10-20',
    });
    // Carried in unannounced, but never before somebody approved it.
    expect(() => step(carried, '2026-10-20', { command: 'begin', on: '2026-10-18' })).toThrow('lacks');
  });

  it('does not begin before its first day, and ends with at least one work record', () => {
    expect(() => step(notified, '2026-10-19', { command: 'begin' })).toThrow('lacks');
    expect(() => step(under, '2026-10-23', { command: 'end' }, { records: 0 })).toThrow('records');
  });

  it('has its draft within ten working days of the end, thirty where that is said to be special', () => {
    expect(ended.draftDueOn).toBe('2026-11-06');
    const special = step(under, '2026-10-23', { command: 'end', specialReason: '跨省取证' });
    expect(special.draftDueOn).toBe('2026-12-04');
    expect(drafted).toMatchObject({ state: 'drafted', draft: '发现 3 笔应停未停。' });
  });

  it('hears the agency for seven working days after the receipt; silence is no objection', () => {
    expect(received.objectionDueOn).toBe('2026-11-12');
    expect(() => step(received, '2026-11-12', { command: 'confirm', confirmedBy: 'silent' })).toThrow('objectionDueOn');
    const silent = step(received, '2026-11-13', { command: 'confirm', confirmedBy: 'silent' });
    expect(silent).toMatchObject({ confirmedOn: '2026-11-12', rectificationDueOn: '2026-12-14' });
    expect(() => step(received, '2026-11-13', { command: 'object', reason: '有异议' })).toThrow('objectionDueOn');
    expect(() => step(drafted, '2026-11-12', { command: 'confirm', confirmedBy: 'stated' })).toThrow('receipt');
  });

  it('checks again what the agency disputes, and hears it anew on the amended draft', () => {
    const objected = step(received, '2026-11-10', { command: 'object', reason: '其中 1 笔已停发' });
    const amended = step(objected, '2026-11-13', { command: 'amend', reason: '改为 2 笔。' });
    expect(amended).toMatchObject({ state: 'drafted', draft: '改为 2 笔。', receivedOn: null, objectionDueOn: null });
    expect(step(amended, '2026-11-16', { command: 'receive' }).objectionDueOn).toBe('2026-11-25');
  });

  it('is rectified within a month of the written statement, and finished with the form returned', () => {
    const confirmed = step(received, '2026-11-09', { command: 'confirm', confirmedBy: 'stated' });
    expect(confirmed.rectificationDueOn).toBe('2026-12-09');
    const rectifying = step(confirmed, '2026-11-09', { command: 'require_rectification' });
    expect(rectifying.state).toBe('rectifying');
    expect(() => step(rectifying, '2026-12-08', { command: 'finish' })).toThrow('REASON_REQUIRED');
    expect(step(rectifying, '2026-12-08', { command: 'finish', reason: '已停发并追回' })).toMatchObject({
      state: 'finished',
      finishedOn: '2026-12-08',
    });
  });

  it('waits with its date where the calendar lacks the year', () => {
    const late = step(received, '2026-11-05', { command: 'confirm', confirmedBy: 'stated', on: '2026-11-05' });
    const long = { ...ended, endedOn: '2026-12-25' };
    expect(late.rectificationDueOn).toBe('2026-12-07');
    const [, draft] = inspectionClocks({ ...long, draftDueOn: null }, { calendar, settings, today: '2026-12-28' });
    expect(draft).toMatchObject({ clock: 'draft', dueOn: null, waitingForCalendar: true });
  });

  it('gets the dates that waited once the calendar of the year is there, and keeps those that are fixed', () => {
    const waiting = { ...ended, endedOn: '2026-12-25', draftDueOn: null, revision: 7 };
    expect(fillInspectionCalendar(waiting, { calendar, settings })).toBeNull();
    const year = { year: 2027, papers: [], daysOff: ['2027-01-01'], workingDays: [] };
    const longer = { version: 'with-2027', years: [...calendar.years, year] };
    expect(fillInspectionCalendar(waiting, { calendar: longer, settings })).toMatchObject({
      draftDueOn: '2027-01-11',
      calendarVersion: 'with-2027',
      revision: 8,
    });
    const heard = { ...received, receivedOn: '2026-12-25', objectionDueOn: null };
    expect(fillInspectionCalendar(heard, { calendar: longer, settings })).toMatchObject({
      draftDueOn: received.draftDueOn,
      objectionDueOn: '2027-01-06',
    });
    const agreed = { ...received, state: 'rectifying' as const, confirmedOn: '2026-12-04', rectificationDueOn: null };
    expect(fillInspectionCalendar(agreed, { calendar: longer, settings })?.rectificationDueOn).toBe('2027-01-04');
    expect(fillInspectionCalendar(received, { calendar: longer, settings })).toBeNull();
    expect(fillInspectionCalendar({ ...waiting, state: 'cancelled' }, { calendar: longer, settings })).toBeNull();
  });

  it('shows each clock with what it counts from', () => {
    const clocks = inspectionClocks(received, { calendar, settings, today: '2026-11-10' });
    expect(clocks.map(({ clock, countedFrom, dueOn, running }) => [clock, countedFrom, dueOn, running])).toEqual([
      ['notice', '2026-10-20', '2026-10-10', false],
      ['draft', '2026-10-23', '2026-11-06', false],
      ['objection', '2026-11-03', '2026-11-12', true],
    ]);
    expect(clocks[2]!.workingDaysLeft).toBe(2);
  });

  it('is cancelled with a reason until it has ended', () => {
    expect(step(under, '2026-10-21', { command: 'cancel', reason: '并入省级检查' }).state).toBe('cancelled');
    expect(() => step(ended, '2026-10-24', { command: 'cancel', reason: 'r' })).toThrow('MATTER_STEP_NOT_POSSIBLE');
  });
});

describe('what the inspected agency says itself', () => {
  const refused = (by: Commander, request: Parameters<typeof step>[2]) => () =>
    step(received, '2026-11-05', request, { by });

  it('counts as what came on paper, but for another agency', () => {
    expect(step(drafted, '2026-11-03', { command: 'receive' }, { by: handler })).toEqual(received);
    expect(step(received, '2026-11-05', { command: 'object', reason: '1 笔已停发' }, { by: handler })).toMatchObject({
      state: 'objected',
      objectedOn: '2026-11-05',
    });
    const stranger = who('stranger', 'agency_handler', '120102');
    expect(refused(stranger, { command: 'object', reason: '不是我们' })).toThrow('NOT_ALLOWED');
  });

  it('is said today and in words: neither dated back, nor its own silence', () => {
    expect(refused(handler, { command: 'object', reason: '已停发', on: '2026-11-04' })).toThrow('NOT_ALLOWED');
    expect(refused(handler, { command: 'confirm', confirmedBy: 'silent' })).toThrow('NOT_ALLOWED');
    expect(refused(handler, { command: 'cancel', reason: '不查了' })).toThrow('NOT_ALLOWED');
    const both: Commander = {
      kind: 'user',
      account: 'both',
      roles: ['agency_handler', 'supervision_officer'],
      organisation: '120101',
    };
    expect(refused(both, { command: 'object', reason: '两边都是' })).toThrow('NOT_ALLOWED');
  });
});

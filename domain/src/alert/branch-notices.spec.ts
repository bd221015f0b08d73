import { describe, expect, it } from 'vitest';
import { builtInCalendar as calendar, type Calendar } from '../calendar/index.js';
import { anAlert } from './an-alert.js';
import {
  branchReminders,
  decide,
  decideBranch,
  defaultAlertSettings as settings,
  fillBranchCalendar,
  lastDayPastBy,
  moveBranchDeadline,
  reminders,
  type Alert,
  type Branch,
  type BranchRequest,
  type Commander,
} from './index.js';

const as = (role: 'supervision_officer' | 'bureau_leader' | 'agency_handler'): Commander => ({
  kind: 'user',
  account: role,
  roles: [role],
  organisation: role === 'agency_handler' ? '120101' : 'bureau',
});
const now = '2026-10-20T01:00:00Z';
const step = (alert: Alert, branch: Branch | null, request: Omit<BranchRequest, 'revision'>, by: Commander) =>
  decideBranch(
    alert,
    branch ?? { id: 'b1' },
    { revision: alert.revision, ...request },
    { now, by, calendar, settings },
  );
const refusal = (code: string) => expect.objectContaining({ code });

describe('what the agency learns of a branch', () => {
  const alert = anAlert({ state: 'answered', problemType: 'P8', dispatchedAt: '2026-10-01T01:00:00Z' });

  it('is a field check with its findings, not its announcement', () => {
    const opened = step(
      alert,
      null,
      { kind: 'field_check', command: 'open', reason: '线索' },
      as('supervision_officer'),
    );
    const approved = step(
      opened.alert,
      opened.branch,
      { kind: 'field_check', command: 'approve' },
      as('bureau_leader'),
    );
    const concluded = step(
      approved.alert,
      approved.branch,
      { kind: 'field_check', command: 'conclude', reason: '属实' },
      as('supervision_officer'),
    );
    expect(
      [opened, approved, concluded].map(({ branch, events }) => [branch.agencyMaySee, events[0]!.agencyMaySee]),
    ).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ]);
  });

  it('is nothing of a field check that was taken back', () => {
    const opened = step(
      alert,
      null,
      { kind: 'field_check', command: 'open', reason: '线索' },
      as('supervision_officer'),
    );
    const cancelled = step(
      opened.alert,
      opened.branch,
      { kind: 'field_check', command: 'cancel', reason: '并入专项' },
      as('supervision_officer'),
    );
    expect(cancelled).toMatchObject({ branch: { agencyMaySee: false }, events: [{ agencyMaySee: false }] });
  });
});

describe('a plan of recovery', () => {
  const alert = anAlert({ state: 'rectified', dispatchedAt: '2026-10-01T01:00:00Z' });
  const plan = (until: string | undefined, amount: unknown) =>
    step(
      alert,
      null,
      { kind: 'recovery_plan', command: 'open', reason: '分期', until, details: { amount } },
      as('agency_handler'),
    );

  it('says how much comes back and by when', () => {
    expect(plan('2027-06-30', '100.50').branch.details).toMatchObject({ until: '2027-06-30', amount: '100.50' });
    for (const [until, amount] of [
      [undefined, '1'],
      ['2026-10-20', '1'],
      ['2027-06-30', '0.00'],
      ['2027-06-30', '1.005'],
      ['2027-06-30', undefined],
    ] as const)
      expect(() => plan(until, amount)).toThrowError(refusal('BRANCH_INCOMPLETE'));
  });
});

it('an alert with a proposal beside it is not dismissed over its head', () => {
  const alert = anAlert({ state: 'screened', openBranches: ['field_check'] });
  expect(() =>
    decide(
      alert,
      { command: 'dismiss', revision: 0, reason: '不成立' },
      { now, by: as('supervision_officer'), calendar, settings },
    ),
  ).toThrowError(refusal('ALERT_BRANCH_OPEN'));
});

describe('notices about opinions and orders', () => {
  const branch = (named: Partial<Branch>): Branch => ({
    id: 'b1',
    alertId: 'a1',
    agency: '120101',
    kind: 'consultation',
    state: 'received',
    openedBy: null,
    openedAt: '2026-10-16T01:00:00Z',
    department: 'pension',
    autoReceiptOn: '2026-10-20',
    receivedOn: '2026-10-16',
    dueOn: '2026-11-16',
    calendarVersion: 'v',
    endedAt: null,
    agencyMaySee: true,
    details: {},
    ...named,
  });
  const kinds = (of: Branch, day: string) =>
    branchReminders(of, `${day}T02:00:00Z`, calendar, settings).map(({ kind }) => kind);

  it('remind before the last day, and go up to the head of supervision only', () => {
    expect(kinds(branch({}), '2026-11-10')).toEqual([]);
    expect(kinds(branch({}), '2026-11-11')).toEqual(['remind']);
    expect(kinds(branch({}), '2026-11-17')).toEqual(['breach']);
    expect(kinds(branch({}), '2026-11-19')).toEqual(['breach']);
    expect(kinds(branch({}), '2026-11-25')).toEqual(['breach', 'escalate_supervision_head']);
    expect(kinds(branch({ kind: 'supervise_order', state: 'issued' }), '2026-11-17')).toEqual(['breach']);
  });

  it('are none for what is over, and for what has no date to be kept by somebody', () => {
    expect(kinds(branch({ endedAt: now }), '2026-11-25')).toEqual([]);
    expect(kinds(branch({ dueOn: null }), '2026-11-25')).toEqual([]);
    expect(kinds(branch({ kind: 'extension', state: 'approved' }), '2026-11-25')).toEqual([]);
  });

  it('the last day that is so many working days past is the one that the notices themselves count to', () => {
    for (const distance of [3, 7])
      for (let day = 1; day <= 30; day += 1) {
        const today = `2026-10-${String(day).padStart(2, '0')}`;
        const last = lastDayPastBy(distance, today, calendar)!;
        const alert = (answerDueOn: string) => anAlert({ state: 'received', receivedOn: '2026-08-03', answerDueOn });
        const told = (due: string) =>
          reminders(alert(due), `${today}T02:00:00Z`, calendar, settings).some(
            ({ kind }) => kind === (distance === 3 ? 'escalate_agency_head' : 'escalate_supervision_head'),
          );
        expect(told(last), `${today} ${last}`).toBe(true);
        const next = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
        expect(told(next), `${today} ${next}`).toBe(false);
      }
  });

  it('a consultation whose dates waited for a calendar gets them once, and the receipt is never later than the automatic one', () => {
    const short: Calendar = { version: 'short', years: calendar.years.filter(({ year }) => year < 2026) };
    const waiting = branch({
      openedAt: '2026-01-14T02:00:00Z',
      autoReceiptOn: null,
      receivedOn: '2026-01-19',
      dueOn: null,
    });
    const alert = anAlert({ state: 'answered', dispatchedAt: '2026-01-04T02:00:00Z' });
    const fill = (of: Branch, days: Calendar) => fillBranchCalendar(alert, of, { now, calendar: days, settings });
    expect(fill(waiting, short)).toBeNull();
    const filled = fill(waiting, calendar)!;
    expect(filled.branch).toMatchObject({ autoReceiptOn: '2026-01-16', receivedOn: '2026-01-16', dueOn: '2026-02-24' });
    expect(filled.event).toMatchObject({ type: 'calendar_filled', details: { clock: 'opinion', dueOn: '2026-02-24' } });
    expect(fill(filled.branch, calendar)).toBeNull();
  });

  it('an opinion that is due ahead follows a revised calendar, and one that is past stays', () => {
    const longer: Calendar = {
      version: 'revised',
      years: calendar.years.map((year) =>
        year.year === 2026 ? { ...year, daysOff: [...year.daysOff, '2026-11-16'] } : year,
      ),
    };
    const alert = anAlert({ state: 'answered', dispatchedAt: '2026-10-01T02:00:00Z' });
    const move = (of: Branch, today: string) => moveBranchDeadline(alert, of, { now, today, calendar: longer });
    const moved = move(branch({}), '2026-11-10')!;
    expect(moved.branch).toMatchObject({ dueOn: '2026-11-17', calendarVersion: 'revised' });
    expect(moved.event).toMatchObject({
      type: 'deadline_moved',
      details: { before: '2026-11-16', dueOn: '2026-11-17' },
    });
    expect(move(branch({}), '2026-11-17')).toBeNull();
    expect(move(branch({ endedAt: now }), '2026-11-10')).toBeNull();
  });
});

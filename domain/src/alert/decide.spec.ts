import { describe, expect, it } from 'vitest';
import { builtInCalendar as calendar, type Calendar } from '../calendar/index.js';
import type { Answer } from '../feedback/index.js';
import { roles, type Role } from '../identity/index.js';
import { anAlert } from './an-alert.js';
import {
  alertCommands,
  alertStates,
  availableCommands,
  clocksOf,
  decide,
  defaultAlertSettings,
  fillCalendar,
  needsSecondReview,
  overdueWorkingDays,
  reminders,
  transitionFor,
  alertTransitions,
  turnOf,
  workingDaysLeft,
  wouldBeDueOn,
  type Alert,
  type AlertCommand,
  type Commander,
} from './index.js';

/** Nothing is drawn for a second review, whatever its number. */
const settings = { ...defaultAlertSettings, secondReviewPercent: 0 };
const officer: Commander = { kind: 'user', account: 'officer', roles: ['supervision_officer'], organisation: 'bureau' };
const handler: Commander = { kind: 'user', account: 'somebody', roles: ['agency_handler'], organisation: '120101' };
const system: Commander = { kind: 'system' };
const regular: Answer = {
  problemType: 'P4',
  explanation: '补发上年度待遇,凭证齐全',
  fields: {},
  confirmedAmount: null,
  recoveredAmount: null,
  attachments: ['a1'],
};

interface More {
  by?: Commander;
  reason?: string;
  answer?: Answer;
  calendar?: Calendar;
  revision?: number;
  percent?: number;
}
function attempt(alert: Alert, command: AlertCommand, now: string, more: More = {}) {
  const transition = alertTransitions.find((one) => one.command === command)!;
  const usual =
    transition.by === 'system'
      ? system
      : (transition.by as readonly Role[]).includes('agency_handler')
        ? handler
        : officer;
  return decide(
    alert,
    {
      command,
      revision: more.revision ?? alert.revision,
      reason: more.reason ?? (transition.reasonRequired ? '理由' : undefined),
      answer: more.answer ?? (command === 'answer' ? regular : undefined),
    },
    {
      now,
      by: more.by ?? usual,
      calendar: more.calendar ?? calendar,
      settings: { ...settings, secondReviewPercent: more.percent ?? 0 },
    },
  );
}
const after = (alert: Alert, command: AlertCommand, now: string, more?: More) =>
  attempt(alert, command, now, more).alert;
const dispatched = (now = '2026-08-18T10:00:00+08:00', more?: More) =>
  after(after(anAlert(), 'screen', now, more), 'dispatch', now, more);
const received = (now = '2026-09-02T10:00:00+08:00') => after(dispatched('2026-09-01T10:00:00+08:00'), 'receive', now);
const refusal = (code: string) => expect.objectContaining({ code });

describe('the transitions table', () => {
  it('has one row at most for a state and a command', () => {
    for (const state of alertStates)
      for (const command of alertCommands)
        expect(
          alertTransitions.filter((one) => one.command === command && one.from.includes(state)).length,
        ).toBeLessThan(2);
  });

  it('has a row for every command and reaches every state', () => {
    expect(new Set(alertTransitions.map((one) => one.command))).toEqual(new Set(alertCommands));
    expect(new Set(alertTransitions.flatMap((one) => one.to ?? []))).toEqual(new Set(alertStates));
  });

  it('refuses every command that the table does not name in a state', () => {
    for (const state of alertStates)
      for (const command of alertCommands)
        if (!transitionFor(state, command))
          expect(
            () => attempt(anAlert({ state }), command, '2026-09-01T00:00:00Z'),
            `${command} on ${state}`,
          ).toThrowError(refusal('ALERT_COMMAND_NOT_POSSIBLE'));
  });

  it('lets nobody but the listed roles do anything', () => {
    const ofTheOffice: AlertCommand[] = [
      ...(['screen', 'dismiss', 'dispatch', 'return', 'cover_new_hits', 'close'] as const),
      ...(['order_rectification', 'return_rectification'] as const),
      ...(['submit_for_second_review', 'object_to_closing', 'reopen_by_hand'] as const),
    ];
    const working: Record<string, AlertCommand[]> = {
      supervision_officer: ofTheOffice,
      supervision_head: ofTheOffice,
      agency_handler: ['receive', 'answer', 'report_rectification'],
      agency_head: ['receive', 'answer', 'report_rectification'],
    };
    for (const role of roles)
      for (const { command, from } of alertTransitions) {
        if (working[role]?.includes(command)) continue;
        const by: Commander = { kind: 'user', account: 'somebody', roles: [role], organisation: '120101' };
        expect(
          () => attempt(anAlert({ state: from[0]! }), command, '2026-09-01T00:00:00Z', { by }),
          `${command} as ${role}`,
        ).toThrowError(refusal('NOT_ALLOWED'));
      }
  });
});

describe('deciding a command', () => {
  it('an alert goes the straight path from raised to closed, one event a step', () => {
    let alert = anAlert();
    const steps: [AlertCommand, string, string][] = [
      ['screen', '2026-08-18T09:00:00+08:00', 'screened'],
      ['dispatch', '2026-08-18T10:00:00+08:00', 'dispatched'],
      ['receive', '2026-08-19T09:00:00+08:00', 'received'],
      ['answer', '2026-09-01T09:00:00+08:00', 'answered'],
      ['close', '2026-09-02T09:00:00+08:00', 'closed'],
    ];
    for (const [command, now, state] of steps) {
      const decision = attempt(alert, command, now);
      expect(decision.events).toMatchObject([{ type: command, fromState: alert.state, toState: state, at: now }]);
      expect(decision.alert).toMatchObject({ state, revision: alert.revision + 1 });
      alert = decision.alert;
    }
    expect(alert).toMatchObject({ closedOn: '2026-09-02', answeredLate: false, problemType: 'P4', answerRound: 1 });
  });

  it('does not change the alert that it is given', () => {
    const alert = Object.freeze(anAlert());
    expect(after(alert, 'screen', '2026-08-18T09:00:00+08:00')).not.toBe(alert);
  });

  it('a stale edit is refused', () => {
    expect(() => attempt(anAlert({ revision: 3 }), 'screen', '2026-08-18T00:00:00Z', { revision: 2 })).toThrowError(
      refusal('ALERT_CHANGED'),
    );
  });

  it('returning and dismissing need a reason that is not blank', () => {
    expect(() => attempt(anAlert(), 'dismiss', '2026-08-18T00:00:00Z', { reason: '  ' })).toThrowError(
      refusal('REASON_REQUIRED'),
    );
    expect(() =>
      attempt(anAlert({ state: 'answered' }), 'return', '2026-08-18T00:00:00Z', { reason: '' }),
    ).toThrowError(refusal('REASON_REQUIRED'));
  });

  it('another agency may neither sign nor answer', () => {
    const by: Commander = { kind: 'user', account: 'somebody', roles: ['agency_head'], organisation: '120102' };
    expect(() => attempt(dispatched(), 'receive', '2026-08-19T00:00:00Z', { by })).toThrowError(refusal('NOT_ALLOWED'));
    expect(() => attempt(received(), 'answer', '2026-09-03T00:00:00Z', { by })).toThrowError(refusal('NOT_ALLOWED'));
  });

  it('who answers does not review, even with both roles', () => {
    const by: Commander = {
      kind: 'user',
      account: 'somebody',
      roles: ['agency_head', 'supervision_officer'],
      organisation: '120101',
    };
    expect(() => attempt(anAlert({ state: 'answered' }), 'close', '2026-09-03T00:00:00Z', { by })).toThrowError(
      refusal('NOT_ALLOWED'),
    );
    expect(() => attempt(received(), 'answer', '2026-09-03T00:00:00Z', { by })).toThrowError(refusal('NOT_ALLOWED'));
    expect(availableCommands(received(), { account: 'a', roles: by.roles }, settings)).toEqual([]);
  });

  it('the agency sees no event before the dispatch', () => {
    expect(attempt(anAlert(), 'screen', '2026-08-18T00:00:00Z').events[0]!.agencyMaySee).toBe(false);
    expect(attempt(anAlert({ state: 'screened' }), 'dispatch', '2026-08-18T00:00:00Z').events[0]!.agencyMaySee).toBe(
      true,
    );
  });

  it('hits found after the answer forbid closing until the officer says that it covers them, with a reason', () => {
    const alert = anAlert({
      state: 'answered',
      newSinceAnswer: true,
      answeredAt: '2026-09-01T00:00:00Z',
      answerRound: 1,
    });
    expect(() => attempt(alert, 'close', '2026-09-02T00:00:00Z')).toThrowError(refusal('ALERT_HAS_NEW_HITS'));
    const covered = after(alert, 'cover_new_hits', '2026-09-02T00:00:00Z', { reason: '同一原因' });
    expect(covered).toMatchObject({ state: 'answered', newSinceAnswer: false });
    expect(after(covered, 'close', '2026-09-03T00:00:00Z').state).toBe('closed');
    expect(() => attempt(covered, 'cover_new_hits', '2026-09-03T00:00:00Z')).toThrowError(
      refusal('ALERT_COMMAND_NOT_POSSIBLE'),
    );
  });

  it('an answer after a return covers the hits found meanwhile', () => {
    const alert = anAlert({
      state: 'answered',
      newSinceAnswer: true,
      answeredAt: '2026-09-01T00:00:00Z',
      answerRound: 1,
    });
    const answered = after(after(alert, 'return', '2026-09-02T00:00:00Z'), 'answer', '2026-09-03T00:00:00Z');
    expect(answered).toMatchObject({ newSinceAnswer: false, answerRound: 2 });
  });

  it('an incomplete answer is refused with what is missing', () => {
    expect(() =>
      attempt(received(), 'answer', '2026-09-03T00:00:00Z', { answer: { ...regular, attachments: [] } }),
    ).toThrowError(
      expect.objectContaining({
        code: 'ANSWER_INCOMPLETE',
        details: { missing: [{ name: 'attachments', problem: 'missing' }] },
      }),
    );
  });

  it('P11 asks for more time: once, and before the last day is past', () => {
    const answer: Answer = { ...regular, problemType: 'P11', fields: { plan: '入户核查', planDate: '2026-10-30' } };
    const inTime = '2026-09-03T00:00:00Z';
    expect(after(received(), 'answer', inTime, { answer })).toMatchObject({ problemType: 'P11', answeredLate: false });
    expect(() => attempt({ ...received(), extensionAsked: true }, 'answer', inTime, { answer })).toThrowError(
      refusal('PROBLEM_TYPE_NOT_OFFERED'),
    );
    expect(() => attempt(received(), 'answer', '2026-10-09T00:00:00Z', { answer })).toThrowError(
      refusal('PROBLEM_TYPE_NOT_OFFERED'),
    );
  });

  it('an answer P11 ends nothing', () => {
    const waiting = anAlert({ state: 'answered', problemType: 'P11' });
    for (const command of ['close', 'order_rectification', 'submit_for_second_review'] as const)
      expect(() => attempt(waiting, command, '2026-09-03T00:00:00Z')).toThrowError(
        refusal('ALERT_COMMAND_NOT_POSSIBLE'),
      );
  });

  it('a second return warns the head of supervision, the first and the third do not', () => {
    const types = (alert: Alert) => attempt(alert, 'return', '2026-09-03T00:00:00Z').events.map(({ type }) => type);
    const answered = anAlert({ state: 'answered' });
    expect(types(answered)).toEqual(['return']);
    expect(types({ ...answered, returnCount: 1 })).toEqual(['return', 'second_return']);
    expect(types({ ...answered, returnCount: 2 })).toEqual(['return']);
  });

  it('what is to be rectified has a month, its report is returned for ten working days, then closed', () => {
    const ordered = after(
      anAlert({ state: 'answered', problemType: 'P5' }),
      'order_rectification',
      '2026-01-31T02:00:00Z',
    );
    expect(ordered).toMatchObject({ state: 'rectifying', rectificationDueOn: '2026-02-28' });
    const reported = attempt(ordered, 'report_rectification', '2026-03-02T02:00:00Z');
    expect(reported.events[0]!.details).toMatchObject({ late: true });
    const back = after(reported.alert, 'return_rectification', '2026-03-03T02:00:00Z');
    expect(back).toMatchObject({ state: 'rectifying', rectificationDueOn: '2026-03-17' });
    const again = after(back, 'report_rectification', '2026-03-10T02:00:00Z');
    expect(after(again, 'close', '2026-03-11T02:00:00Z')).toMatchObject({ state: 'closed', closedOn: '2026-03-11' });
  });

  it('an alert with money to recover closes when it is recovered, or by an approved plan', () => {
    const alert = anAlert({ state: 'answered', problemType: 'P5' });
    const close = (remaining: string, planApproved: boolean) =>
      decide(
        alert,
        { command: 'close', revision: 0, recovery: { remaining, planApproved } },
        { now: '2026-09-03T00:00:00Z', by: officer, calendar, settings },
      ).alert.state;
    expect(() => close('0.01', false)).toThrowError(refusal('ALERT_RECOVERY_OPEN'));
    expect(close('0.01', true)).toBe('closed');
    expect(close('0.00', false)).toBe('closed');
    expect(close('-3.00', false)).toBe('closed');
  });

  it('a drawn P4 is closed by another officer than the one who submitted it, or comes back', () => {
    const alert = anAlert({ state: 'answered', problemType: 'P4', answerRound: 1 });
    const now = '2026-09-03T00:00:00Z';
    expect(() => attempt(alert, 'close', now, { percent: 100 })).toThrowError(refusal('ALERT_COMMAND_NOT_POSSIBLE'));
    expect(() => attempt(alert, 'submit_for_second_review', now)).toThrowError(refusal('ALERT_COMMAND_NOT_POSSIBLE'));
    const submitted = after(alert, 'submit_for_second_review', now, { percent: 100 });
    for (const command of ['close', 'object_to_closing'] as const)
      expect(() => attempt(submitted, command, now)).toThrowError(refusal('NEEDS_ANOTHER_PERSON'));
    const by: Commander = { ...officer, account: 'another' };
    expect(after(submitted, 'close', now, { by, percent: 100 }).state).toBe('closed');
    expect(after(submitted, 'object_to_closing', now, { by })).toMatchObject({ state: 'answered', submittedBy: null });
  });

  it('about the set share of P4 answers is drawn, and no other answer', () => {
    const drawn = (problemType: 'P4' | 'P5', secondReviewPercent: number) =>
      Array.from({ length: 2000 }, (_, i) => `津预2026-${String(i).padStart(6, '0')}`).filter((number) =>
        needsSecondReview({ number, answerRound: 1, problemType }, { secondReviewPercent }),
      ).length;
    expect(drawn('P4', 10)).toBeGreaterThan(140);
    expect(drawn('P4', 10)).toBeLessThan(260);
    expect([drawn('P4', 0), drawn('P4', 100), drawn('P5', 100)]).toEqual([0, 2000, 0]);
  });

  it('whoever reopens by hand says why, and the alert is sent anew', () => {
    const closed = anAlert({ state: 'closed', closedOn: '2026-09-03', answerDueOn: '2026-09-01' });
    expect(after(closed, 'reopen_by_hand', '2026-09-05T00:00:00Z')).toMatchObject({
      state: 'screened',
      closedOn: null,
      answerDueOn: null,
    });
    expect(() => attempt(closed, 'reopen_by_hand', '2026-09-05T00:00:00Z', { reason: ' ' })).toThrowError(
      refusal('REASON_REQUIRED'),
    );
  });

  it('whoever raised an alert by hand does not get round its screening by reopening it', () => {
    const buried = anAlert({ state: 'dismissed', raisedBy: 'officer', closedOn: '2026-09-03' });
    const at = '2026-09-05T00:00:00Z';
    expect(() => attempt(buried, 'reopen_by_hand', at)).toThrowError(refusal('NEEDS_ANOTHER_PERSON'));
    const offered = (account: string) =>
      availableCommands(buried, { roles: ['supervision_officer'], account }, settings).map(({ command }) => command);
    expect([offered('officer'), offered('second')]).toEqual([[], ['reopen_by_hand']]);
    const second: Commander = {
      kind: 'user',
      account: 'second',
      roles: ['supervision_officer'],
      organisation: 'bureau',
    };
    expect(attempt(buried, 'reopen_by_hand', at, { by: second }).alert.state).toBe('screened');
    const screened = { ...buried, screenedAt: '2026-09-02T00:00:00Z' };
    expect(attempt(screened, 'reopen_by_hand', at).alert.state).toBe('screened');
  });

  it('a reopened alert starts without clocks and keeps counting its answers', () => {
    const closed = after(after(received(), 'answer', '2026-09-03T00:00:00Z'), 'close', '2026-09-04T00:00:00Z');
    expect(after(closed, 'reopen', '2026-09-05T00:00:00Z')).toMatchObject({
      state: 'raised',
      number: closed.number,
      answerDueOn: null,
      answeredAt: null,
      closedAt: null,
      problemType: null,
      answerRound: 1,
    });
  });
});

describe('the clocks of an alert', () => {
  it('dispatch fixes the automatic receipt on the second working day after', () => {
    expect(dispatched('2026-09-30T10:00:00+08:00')).toMatchObject({
      autoReceiptOn: '2026-10-09',
      calendarVersion: calendar.version,
    });
  });

  it('a signed receipt fixes the answer one month later, rolled', () => {
    expect(received('2026-09-02T10:00:00+08:00')).toMatchObject({
      receivedOn: '2026-09-02',
      answerDueOn: '2026-10-08',
    });
  });

  it('an automatic receipt counts from its nominal date, not from the run of the sweep', () => {
    const alert = dispatched('2026-08-31T10:00:00+08:00');
    expect(alert.autoReceiptOn).toBe('2026-09-02');
    expect(() => attempt(alert, 'auto_receive', '2026-09-01T23:59:59+08:00')).toThrowError(
      refusal('ALERT_COMMAND_NOT_POSSIBLE'),
    );
    expect(after(alert, 'auto_receive', '2026-09-20T03:00:00+08:00')).toMatchObject({
      receivedOn: '2026-09-02',
      answerDueOn: '2026-10-08',
    });
  });

  it('a signature after the automatic date gains no time', () => {
    const alert = dispatched('2026-08-31T10:00:00+08:00');
    expect(after(alert, 'receive', '2026-09-20T03:00:00+08:00')).toMatchObject({
      receivedOn: '2026-09-02',
      answerDueOn: '2026-10-08',
    });
  });

  it('an answer on the last day until 24:00 in Shanghai is on time', () => {
    expect(after(received(), 'answer', '2026-10-08T23:59:59+08:00').answeredLate).toBe(false);
    expect(after(received(), 'answer', '2026-10-08T15:59:59Z').answeredLate).toBe(false);
  });

  it('an answer after the deadline is accepted and marked late', () => {
    const { alert, events } = attempt(received(), 'answer', '2026-10-09T00:00:00+08:00');
    expect(alert).toMatchObject({ state: 'answered', answeredLate: true });
    expect(events[0]!.details).toMatchObject({ round: 1, late: true, dueOn: '2026-10-08' });
  });

  it('a return opens ten working days of its own; the first answer alone decides whether it was on time', () => {
    const answered = after(received(), 'answer', '2026-09-10T10:00:00+08:00');
    const returned = after(answered, 'return', '2026-09-30T10:00:00+08:00');
    expect(returned).toMatchObject({ returnDueOn: '2026-10-20', answerDueOn: '2026-10-08', answeredLate: false });
    expect(clocksOf(returned, calendar, settings).map(({ clock, running, dueOn }) => [clock, running, dueOn])).toEqual([
      ['auto_receipt', false, '2026-09-03'],
      ['answer', false, '2026-10-08'],
      ['return', true, '2026-10-20'],
    ]);
    const again = attempt(returned, 'answer', '2026-10-21T10:00:00+08:00');
    expect(again.alert).toMatchObject({ answeredLate: false, answeredAt: answered.answeredAt, answerRound: 2 });
    expect(again.events[0]!.details).toMatchObject({ late: true, dueOn: '2026-10-20' });
  });

  it('a missing calendar year blocks nothing: the date stays empty, waits, and is filled when the calendar comes', () => {
    const alert = dispatched('2026-12-31T10:00:00+08:00');
    expect(alert).toMatchObject({ state: 'dispatched', autoReceiptOn: null, waitingForCalendar: true });
    const signed = after(alert, 'receive', '2027-01-05T10:00:00+08:00');
    expect(signed).toMatchObject({ state: 'received', answerDueOn: null, waitingForCalendar: true });
    const answered = after(signed, 'answer', '2027-02-20T10:00:00+08:00');
    expect(answered).toMatchObject({ state: 'answered', answeredLate: null, waitingForCalendar: true });
    expect(fillCalendar(answered, { now: '2027-02-21T00:00:00Z', calendar, settings })).toBeNull();

    const later: Calendar = {
      version: 'imported-2027',
      years: [...calendar.years, { year: 2027, papers: [], daysOff: ['2027-01-01'], workingDays: [] }],
    };
    const filled = fillCalendar(answered, { now: '2027-02-21T00:00:00Z', calendar: later, settings })!;
    expect(filled.alert).toMatchObject({
      autoReceiptOn: '2027-01-05',
      answerDueOn: '2027-02-05',
      answeredLate: true,
      waitingForCalendar: false,
      calendarVersion: 'imported-2027',
      revision: answered.revision + 1,
    });
    expect(filled.events).toMatchObject([{ type: 'calendar_filled', details: { answerDueOn: '2027-02-05' } }]);
  });

  it('what was rectified before the calendar came still waits for its date, and is told it then, even closed', () => {
    const answered = anAlert({ state: 'answered', problemType: 'P5', answerDueOn: '2026-12-31' });
    const ordered = after(answered, 'order_rectification', '2026-12-10T02:00:00Z');
    const reported = after(ordered, 'report_rectification', '2027-03-01T02:00:00Z');
    expect(reported).toMatchObject({ state: 'rectified', rectificationDueOn: null, waitingForCalendar: true });
    const closed = after(reported, 'close', '2027-03-02T02:00:00Z');
    expect(closed).toMatchObject({ state: 'closed', waitingForCalendar: true });
    const later: Calendar = {
      version: 'imported-2027',
      years: [...calendar.years, { year: 2027, papers: [], daysOff: ['2027-01-01'], workingDays: [] }],
    };
    for (const alert of [reported, closed])
      expect(fillCalendar(alert, { now: '2027-03-03T00:00:00Z', calendar: later, settings })).toMatchObject({
        alert: { rectificationDueOn: '2027-01-11', waitingForCalendar: false },
        events: [{ type: 'calendar_filled', details: { rectificationDueOn: '2027-01-11' } }],
      });
  });

  it('a later calendar moves no date that is fixed', () => {
    expect(fillCalendar(received(), { now: '2026-10-01T00:00:00Z', calendar, settings })).toBeNull();
  });
});

describe('reminders', () => {
  const alert = received();
  it('one is due from three working days before the last day', () => {
    expect(alert.answerDueOn).toBe('2026-10-08');
    expect(reminders(alert, '2026-09-27T23:59:00+08:00', calendar, settings)).toEqual([]);
    expect(reminders(alert, '2026-09-28T00:00:00+08:00', calendar, settings)).toEqual([
      { kind: 'remind', clock: 'answer', dueOn: '2026-10-08' },
    ]);
    expect(reminders(alert, '2026-10-08T23:59:00+08:00', calendar, settings)).toEqual([
      { kind: 'remind', clock: 'answer', dueOn: '2026-10-08' },
    ]);
  });

  it('the breach notice is due from the day after, and a missed reminder is not sent late', () => {
    expect(reminders(alert, '2026-10-09T00:00:00+08:00', calendar, settings)).toEqual([
      { kind: 'breach', clock: 'answer', dueOn: '2026-10-08' },
    ]);
  });

  it('none is due before the receipt, after the answer, or while the date waits', () => {
    for (const named of [{ state: 'dispatched' }, { state: 'answered' }, { answerDueOn: null }] as const)
      expect(reminders({ ...alert, ...named }, '2026-10-20T00:00:00Z', calendar, settings)).toEqual([]);
  });

  it('overdue is counted in working days and only past the last day', () => {
    expect(overdueWorkingDays(alert, '2026-10-08', calendar)).toBe(0);
    expect(overdueWorkingDays(alert, '2026-10-12', calendar)).toBe(3);
    expect(workingDaysLeft(alert, '2026-09-28', calendar)).toBe(3);
    expect(workingDaysLeft(alert, '2026-10-12', calendar)).toBe(-3);
    expect(overdueWorkingDays(after(alert, 'answer', '2026-10-20T00:00:00Z'), '2026-10-21', calendar)).toBe(0);
  });
});

describe('what a person may do now', () => {
  const names = (alert: Alert, role: Role) =>
    availableCommands(alert, { account: 'a', roles: [role] }, settings).map((one) => one.command);
  it('the officer screens and dismisses what was raised, the agency nothing', () => {
    expect(names(anAlert(), 'supervision_officer')).toEqual(['screen', 'dismiss']);
    expect(names(anAlert(), 'agency_handler')).toEqual([]);
    expect(names(anAlert(), 'administrator')).toEqual([]);
  });

  it('every offered command is possible, and every possible one is offered', () => {
    for (const state of alertStates)
      for (const newSinceAnswer of [false, true]) {
        const alert = anAlert({ state, newSinceAnswer, autoReceiptOn: '2026-08-20' });
        const offered = [...names(alert, 'supervision_officer'), ...names(alert, 'agency_handler')].sort();
        const possible = alertCommands.filter((command) => {
          try {
            attempt(alert, command, '2026-09-01T00:00:00Z');
            return alertTransitions.find((one) => one.command === command)!.by !== 'system';
          } catch {
            return false;
          }
        });
        expect(offered).toEqual([...possible].sort());
      }
  });

  it('after an answer with new hits the officer returns it or covers them', () => {
    expect(names(anAlert({ state: 'answered', newSinceAnswer: true }), 'supervision_head')).toEqual([
      'return',
      'cover_new_hits',
    ]);
  });

  it('the button can name the date that it would set', () => {
    expect(wouldBeDueOn(anAlert({ state: 'screened' }), 'dispatch', '2026-08-31T01:00:00Z', calendar, settings)).toBe(
      '2026-10-08',
    );
    expect(wouldBeDueOn(anAlert({ state: 'answered' }), 'return', '2026-02-10T01:00:00Z', calendar, settings)).toBe(
      '2026-03-02',
    );
    expect(wouldBeDueOn(anAlert(), 'screen', '2026-08-31T01:00:00Z', calendar, settings)).toBeNull();
  });

  it('it is the turn of whoever has a button', () => {
    expect(alertStates.map((state) => turnOf(anAlert({ state })))).toEqual([
      'supervision',
      'supervision',
      'agency',
      'agency',
      'supervision',
      'agency',
      'agency',
      'supervision',
      'supervision',
      'nobody',
      'nobody',
      'nobody',
    ]);
  });
});

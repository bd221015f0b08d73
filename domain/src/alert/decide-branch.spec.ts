import { describe, expect, it } from 'vitest';
import { builtInCalendar as calendar, type Calendar } from '../calendar/index.js';
import { roles as allRoles, type Role } from '../identity/index.js';
import { anAlert } from './an-alert.js';
import {
  alertStates,
  availableSteps,
  branchKinds,
  branchStates,
  branchTransitions,
  clocksOf,
  decide,
  decideBranch,
  defaultAlertSettings as settings,
  runningClock,
  type Alert,
  type Branch,
  type BranchDecision,
  type BranchRequest,
  type Commander,
} from './index.js';

const as = (role: Role, organisation: string, account: string = role): Commander => ({
  kind: 'user',
  account,
  roles: [role],
  organisation,
});
const officer = as('supervision_officer', 'bureau');
const head = as('supervision_head', 'bureau');
const leader = as('bureau_leader', 'bureau');
const handler = as('agency_handler', '120101');
const department = as('line_department', 'pension');
const refusal = (code: string) => expect.objectContaining({ code });

function step(
  { alert, branch }: { alert: Alert; branch?: Branch },
  request: Omit<BranchRequest, 'revision'> & { revision?: number },
  by: Commander,
  now: string,
  days: Calendar = calendar,
): BranchDecision {
  return decideBranch(
    alert,
    branch ?? { id: 'b1' },
    { revision: alert.revision, ...request },
    { now, by, calendar: days, settings },
  );
}

describe('what is withheld from the agency', () => {
  const alert = anAlert({ state: 'received', receivedOn: '2026-01-12', answerDueOn: '2026-02-12', revision: 4 });
  const now = '2026-01-14T02:00:00Z';

  it("a field check makes nobody's edit stale before its findings are there", () => {
    const open = step({ alert }, { kind: 'field_check', command: 'open', reason: '线索' }, officer, now);
    const approved = step(open, { kind: 'field_check', command: 'approve' }, leader, now);
    expect([open.alert.revision, approved.alert.revision]).toEqual([4, 4]);
    expect(approved.alert.openBranches).toEqual(['field_check']);
    const concluded = step(approved, { kind: 'field_check', command: 'conclude', reason: '两笔重复' }, officer, now);
    expect(concluded.alert.revision).toBe(5);
  });

  it('an order raises the revision when it is issued', () => {
    const order = { reason: '督办', until: '2026-03-02', details: { addressee: '和平区人社局' } };
    const open = step({ alert }, { kind: 'supervise_order', command: 'open', ...order }, officer, now);
    const approved = step(open, { kind: 'supervise_order', command: 'approve' }, leader, now);
    expect(approved.alert.revision).toBe(4);
    expect(step(approved, { kind: 'supervise_order', command: 'issue' }, officer, now).alert.revision).toBe(5);
  });
});

describe('consultation (津13)', () => {
  const answered = anAlert({ state: 'answered', problemType: 'P3' });
  const ask = (alert = answered, now = '2026-01-14T02:00:00Z') =>
    step({ alert }, { kind: 'consultation', command: 'open', department: 'pension', reason: '政策口径' }, officer, now);

  it('gives the department thirty calendar days from its receipt, rolled to a working day', () => {
    const received = step(ask(), { kind: 'consultation', command: 'receive' }, department, '2026-01-16T02:00:00Z');
    expect(received.branch).toMatchObject({ state: 'received', receivedOn: '2026-01-16', dueOn: '2026-02-24' });
  });

  it('counts as received on the second working day, however late the sweep or the signature comes', () => {
    const late = '2026-02-10T02:00:00Z';
    const swept = step(ask(), { kind: 'consultation', command: 'auto_receive' }, { kind: 'system' }, late);
    expect(swept.branch).toMatchObject({ receivedOn: '2026-01-16', dueOn: '2026-02-24' });
    const signed = step(ask(), { kind: 'consultation', command: 'receive' }, department, late);
    expect(signed.branch.dueOn).toBe('2026-02-24');
    expect(() =>
      step(ask(), { kind: 'consultation', command: 'auto_receive' }, { kind: 'system' }, '2026-01-15T02:00:00Z'),
    ).toThrowError(refusal('ALERT_COMMAND_NOT_POSSIBLE'));
  });

  it("stops no clock of the agency's, and both are there to be shown", () => {
    const alert = anAlert({ state: 'received', receivedOn: '2026-01-12', answerDueOn: '2026-02-12' });
    const asked = ask(alert);
    expect(asked.alert).toMatchObject({ state: 'received', openBranches: ['consultation'], revision: 1 });
    expect(runningClock(asked.alert)).toEqual({ clock: 'answer', dueOn: '2026-02-12' });
  });

  it('ends with a written opinion, which says whether it came late', () => {
    const received = step(ask(), { kind: 'consultation', command: 'receive' }, department, '2026-01-16T02:00:00Z');
    const opinion = (now: string) =>
      step(received, { kind: 'consultation', command: 'conclude', reason: '按原规定办理' }, department, now);
    expect(opinion('2026-02-24T15:59:00Z')).toMatchObject({
      alert: { state: 'answered', openBranches: [] },
      branch: { state: 'concluded', details: { concludeText: '按原规定办理', late: false } },
    });
    expect(opinion('2026-02-24T16:00:00Z').branch.details).toMatchObject({ late: true });
  });

  it('is answered by another person than the one who asks, and only its own department is offered the steps', () => {
    const roles: Role[] = ['supervision_officer', 'line_department'];
    const both: Commander = { kind: 'user', account: 'both', roles, organisation: 'pension' };
    const asked = step(
      { alert: answered },
      { kind: 'consultation', command: 'open', department: 'pension', reason: '政策口径' },
      both,
      '2026-01-14T02:00:00Z',
    );
    const received = step(asked, { kind: 'consultation', command: 'receive' }, both, '2026-01-16T02:00:00Z');
    const opinion = (by: Commander) =>
      step(received, { kind: 'consultation', command: 'conclude', reason: '按原规定' }, by, '2026-01-17T02:00:00Z');
    expect(() => opinion(both)).toThrowError(refusal('NEEDS_ANOTHER_PERSON'));
    expect(opinion(department).branch.state).toBe('concluded');
    const check = step(
      { alert: received.alert },
      { kind: 'field_check', command: 'open', reason: '线索' },
      officer,
      '2026-01-17T02:00:00Z',
    );
    const offered = (organisation: string) =>
      availableSteps(
        check.alert,
        [received.branch, check.branch],
        { account: 'second', roles, organisation },
        '2026-01-17',
      ).flatMap(({ kind, command, branchId }) => (branchId === null ? [] : [`${kind}.${command}`]));
    expect(offered('pension')).toEqual(['consultation.conclude', 'consultation.cancel', 'field_check.cancel']);
    expect(offered('injury')).toEqual(['consultation.cancel', 'field_check.cancel']);
  });

  it('another department neither signs nor answers', () => {
    const other = as('line_department', 'injury');
    expect(() => step(ask(), { kind: 'consultation', command: 'receive' }, other, '2026-01-16T02:00:00Z')).toThrowError(
      refusal('NOT_ALLOWED'),
    );
  });

  it('a year without a calendar leaves the date of the opinion empty and blocks nothing', () => {
    const short: Calendar = { version: 'short', years: calendar.years.filter(({ year }) => year < 2026) };
    const asked = ask(answered, '2025-12-30T02:00:00Z');
    const received = step(
      asked,
      { kind: 'consultation', command: 'receive' },
      department,
      '2025-12-31T02:00:00Z',
      short,
    );
    expect(received.branch).toMatchObject({ state: 'received', dueOn: null });
  });
});

describe('extension', () => {
  const running = anAlert({ state: 'received', receivedOn: '2026-03-05', answerDueOn: '2026-04-07' });
  const ask = (until = '2026-04-20', now = '2026-04-07T15:59:00Z', alert = running) =>
    step({ alert }, { kind: 'extension', command: 'open', until, reason: '入户核查' }, handler, now);

  it('is asked before the last day is past, once, and not further than the setting', () => {
    expect(ask().alert).toMatchObject({ extensionAsked: true, state: 'received' });
    expect(() => ask('2026-04-20', '2026-04-07T16:00:00Z')).toThrowError(refusal('ALERT_COMMAND_NOT_POSSIBLE'));
    expect(() => ask('2026-04-20', undefined, { ...running, extensionAsked: true })).toThrowError(
      refusal('ALERT_COMMAND_NOT_POSSIBLE'),
    );
    expect(() => ask('2026-04-07')).toThrowError(refusal('EXTENSION_DAY_INVALID'));
    expect(() => ask('2026-05-08')).toThrowError(refusal('EXTENSION_DAY_INVALID'));
    expect(ask('2026-05-07').branch.details).toMatchObject({ clock: 'answer', before: '2026-04-07' });
  });

  it('moves the clock to the day that another person grants, rolled; its own date stays beside it', () => {
    const granted = step(ask('2026-04-18'), { kind: 'extension', command: 'approve' }, officer, '2026-04-08T02:00:00Z');
    expect(granted.alert).toMatchObject({ answerDueOn: '2026-04-07', extendedDueOn: '2026-04-20' });
    expect(runningClock(granted.alert)).toEqual({ clock: 'answer', dueOn: '2026-04-20' });
    expect(clocksOf(granted.alert, calendar, settings)).toMatchObject([
      { clock: 'answer', dueOn: '2026-04-07', extendedTo: '2026-04-20' },
    ]);
  });

  it('a refused one changes no date, and cannot be asked again', () => {
    const refused = step(
      ask(),
      { kind: 'extension', command: 'refuse', reason: '不充分' },
      officer,
      '2026-04-08T02:00:00Z',
    );
    expect(runningClock(refused.alert)).toEqual({ clock: 'answer', dueOn: '2026-04-07' });
    expect(refused.alert.extensionAsked).toBe(true);
  });

  it('after an answer P11 it sends the alert back to the agency: granted with the new day, refused as a return', () => {
    const p11 = { ...running, state: 'answered' as const, problemType: 'P11' as const };
    const asked = ask('2026-04-20', undefined, p11);
    const decided = (command: 'approve' | 'refuse') =>
      step(asked, { kind: 'extension', command, reason: '批复' }, officer, '2026-04-08T02:00:00Z').alert;
    expect(decided('approve')).toMatchObject({ state: 'received', extendedDueOn: '2026-04-20' });
    expect(decided('refuse')).toMatchObject({ state: 'returned', returnDueOn: '2026-04-22', returnCount: 0 });
  });

  it('moves the date of a return where that is what runs', () => {
    const back = anAlert({ state: 'returned', answerDueOn: '2026-03-05', returnDueOn: '2026-04-07' });
    const granted = step(
      ask('2026-04-20', undefined, back),
      { kind: 'extension', command: 'approve' },
      head,
      '2026-04-07T02:00:00Z',
    );
    expect(runningClock(granted.alert)).toEqual({ clock: 'return', dueOn: '2026-04-20' });
    expect(granted.alert).toMatchObject({ extendedClock: 'return', answerDueOn: '2026-03-05' });
  });

  it('granted for one return, it does not touch the ten working days of the next', () => {
    const back = anAlert({ state: 'returned', answerDueOn: '2026-03-05', returnDueOn: '2026-04-07' });
    const granted = step(
      ask('2026-04-20', undefined, back),
      { kind: 'extension', command: 'approve' },
      head,
      '2026-04-07T02:00:00Z',
    );
    const answered: Alert = { ...granted.alert, state: 'answered', problemType: 'P4' };
    const again = decide(
      answered,
      { command: 'return', revision: answered.revision, reason: '仍缺凭证' },
      { now: '2026-04-20T02:00:00Z', by: officer, calendar, settings },
    ).alert;
    expect(runningClock(again)).toEqual({ clock: 'return', dueOn: '2026-05-07' });
  });

  it('is not granted for a day that has passed already', () => {
    const grant = (until?: string) =>
      step(ask('2026-04-10'), { kind: 'extension', command: 'approve', until }, officer, '2026-04-13T02:00:00Z');
    expect(() => grant()).toThrowError(refusal('EXTENSION_DAY_INVALID'));
    expect(grant('2026-04-13').alert).toMatchObject({ extendedDueOn: '2026-04-13' });
  });

  it('is not granted once the clock that it was asked for has given way to another, only refused', () => {
    const asked = ask();
    const settledBy = (state: 'answered' | 'returned', more: Partial<Alert> = {}) => ({
      alert: { ...asked.alert, ...more, state },
      branch: asked.branch,
    });
    const now = '2026-04-08T02:00:00Z';
    for (const one of [
      settledBy('answered', { problemType: 'P4' }),
      settledBy('returned', { returnedAt: now, returnDueOn: '2026-04-22' }),
    ]) {
      expect(() => step(one, { kind: 'extension', command: 'approve' }, officer, now)).toThrowError(
        refusal('ALERT_COMMAND_NOT_POSSIBLE'),
      );
      const offered = availableSteps(
        one.alert,
        [one.branch],
        { account: 'officer', roles: ['supervision_officer'], organisation: 'bureau' },
        '2026-04-08',
      );
      expect(offered.filter(({ kind }) => kind === 'extension').map(({ command }) => command)).toEqual(['refuse']);
      expect(step(one, { kind: 'extension', command: 'refuse', reason: '已答复' }, officer, now).alert).toMatchObject({
        state: one.alert.state,
        openBranches: [],
      });
    }
  });
});

describe('field check and supervise order (津14)', () => {
  const alert = anAlert({ state: 'answered', problemType: 'P8' });
  const now = '2026-03-10T02:00:00Z';

  it('go on only with the approval of the bureau leader', () => {
    const proposed = step({ alert }, { kind: 'field_check', command: 'open', reason: '典型问题' }, officer, now);
    for (const by of [officer, head, handler])
      expect(() => step(proposed, { kind: 'field_check', command: 'approve' }, by, now)).toThrowError(
        refusal('NOT_ALLOWED'),
      );
    expect(() => step(proposed, { kind: 'field_check', command: 'conclude', reason: '无' }, officer, now)).toThrowError(
      refusal('ALERT_COMMAND_NOT_POSSIBLE'),
    );
    const approved = step(proposed, { kind: 'field_check', command: 'approve' }, leader, now);
    const concluded = step(approved, { kind: 'field_check', command: 'conclude', reason: '属实' }, officer, now);
    expect(concluded).toMatchObject({ alert: { openBranches: [] }, branch: { state: 'concluded', endedAt: now } });
  });

  it('who proposed does not approve, even as leader', () => {
    const both: Commander = {
      kind: 'user',
      account: 'x',
      roles: ['supervision_head', 'bureau_leader'],
      organisation: 'bureau',
    };
    const proposed = step({ alert }, { kind: 'field_check', command: 'open', reason: '典型问题' }, both, now);
    expect(() => step(proposed, { kind: 'field_check', command: 'approve' }, both, now)).toThrowError(
      refusal('NEEDS_ANOTHER_PERSON'),
    );
  });

  it('an order names its addressee and a day ahead, and is late after it', () => {
    const open = (details: Record<string, unknown>, until: string) =>
      step({ alert }, { kind: 'supervise_order', command: 'open', reason: '核查', until, details }, officer, now);
    expect(() => open({}, '2026-03-31')).toThrowError(refusal('BRANCH_INCOMPLETE'));
    expect(() => open({ addressee: '和平区人社局' }, '2026-03-10')).toThrowError(refusal('BRANCH_INCOMPLETE'));
    const approved = step(
      open({ addressee: '和平区人社局' }, '2026-03-31'),
      { kind: 'supervise_order', command: 'approve' },
      leader,
      now,
    );
    const issued = step(approved, { kind: 'supervise_order', command: 'issue' }, officer, now);
    expect(issued.branch).toMatchObject({ state: 'issued', dueOn: '2026-03-31' });
    const result = step(
      issued,
      { kind: 'supervise_order', command: 'conclude', reason: '已核查' },
      officer,
      '2026-04-01T02:00:00Z',
    );
    expect(result.branch.details).toMatchObject({ addressee: '和平区人社局', late: true });
  });
});

describe('branches together', () => {
  const now = '2026-03-10T02:00:00Z';
  it('one of a kind is open at a time; another kind may join it', () => {
    const one = step(
      { alert: anAlert({ state: 'answered' }) },
      { kind: 'field_check', command: 'open', reason: '一' },
      officer,
      now,
    );
    expect(() =>
      step({ alert: one.alert }, { kind: 'field_check', command: 'open', reason: '二' }, officer, now),
    ).toThrowError(refusal('ALERT_BRANCH_OPEN'));
    const two = step(
      { alert: one.alert },
      { kind: 'consultation', command: 'open', department: 'pension', reason: '三' },
      officer,
      now,
    );
    expect(two.alert.openBranches).toEqual(['consultation', 'field_check']);
  });

  it('a stale step is refused', () => {
    expect(() =>
      step(
        { alert: anAlert({ state: 'answered', revision: 3 }) },
        { kind: 'field_check', command: 'open', reason: '一', revision: 2 },
        officer,
        now,
      ),
    ).toThrowError(refusal('ALERT_CHANGED'));
  });

  it('nobody but the listed roles takes any step', () => {
    for (const { of: kind, command, from, alertIn, by } of branchTransitions)
      for (const role of allRoles) {
        if (by !== 'system' && (by as readonly Role[]).includes(role)) continue;
        const alert = anAlert({ state: alertIn[0]! });
        const branch = from[0] && {
          ...step(
            { alert: anAlert({ state: 'answered' }) },
            { kind: 'field_check', command: 'open', reason: '一' },
            officer,
            now,
          ).branch,
          kind,
          state: from[0],
          department: 'pension',
        };
        const where = role === 'line_department' ? 'pension' : role.startsWith('agency') ? '120101' : 'bureau';
        expect(
          () => step({ alert, ...(branch ? { branch } : {}) }, { kind, command, reason: '理由' }, as(role, where), now),
          `${kind}.${command} as ${role}`,
        ).toThrowError(refusal('NOT_ALLOWED'));
      }
  });

  it('offers what is possible, and only that', () => {
    const asker = (by: Commander) => (by.kind === 'user' ? by : null)!;
    const names = (alert: Alert, branches: Branch[], by: Commander) =>
      availableSteps(alert, branches, asker(by), '2026-03-10').map(({ kind, command }) => `${kind}.${command}`);
    const answered = anAlert({ state: 'answered' });
    expect(names(answered, [], officer)).toEqual(['consultation.open', 'field_check.open', 'supervise_order.open']);
    expect(names(answered, [], leader)).toEqual([]);
    const proposed = step({ alert: answered }, { kind: 'field_check', command: 'open', reason: '一' }, officer, now);
    expect(names(proposed.alert, [proposed.branch], leader)).toEqual(['field_check.approve', 'field_check.refuse']);
    expect(names(anAlert({ state: 'received', answerDueOn: '2026-03-10' }), [], handler)).toContain('extension.open');
    expect(names(anAlert({ state: 'received', answerDueOn: '2026-03-09' }), [], handler)).not.toContain(
      'extension.open',
    );
  });

  it('has one row at most for a branch, a state and a command, and every state of a branch can be left or is its end', () => {
    for (const kind of branchKinds)
      for (const state of [null, ...branchStates]) {
        const rows = branchTransitions.filter(
          ({ of, from }) => of === kind && (state ? from.includes(state) : !from.length),
        );
        expect(new Set(rows.map(({ command }) => command)).size).toBe(rows.length);
      }
    for (const { alertIn } of branchTransitions) for (const state of alertIn) expect(alertStates).toContain(state);
  });
});

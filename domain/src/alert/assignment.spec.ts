import { describe, expect, it } from 'vitest';
import type { Role } from '../identity/index.js';
import type { Alert } from './alert.js';
import {
  assignmentSideOf,
  decideAssignment,
  requireStandIn,
  type AssignmentRequest,
  type Colleague,
  type StandInDays,
} from './assignment.js';
import type { Commander } from './decide.js';

const now = '2026-10-20T01:00:00.000Z';
const alert = { id: 'a', number: '津预2026-000001', agency: '120101', state: 'received', dispatchedAt: now } as Alert;
const person = (roles: Role[], organisation = '120000', account = 'li'): Colleague => ({
  account,
  displayName: '李强',
  roles,
  organisation,
  disabled: false,
});
const by = (role: Role, organisation = '120000'): Commander => ({
  kind: 'user',
  account: 'zhang',
  roles: [role],
  organisation,
});
const officer = by('supervision_officer');
const assign = (change: Partial<AssignmentRequest> = {}, commander = officer, of = alert) =>
  decideAssignment(
    of,
    { to: person(['supervision_officer']), from: null, reason: null, involved: false, ...change },
    commander,
    now,
  );
const from = { account: 'wang', displayName: '王芳' };

describe('giving an alert to somebody', () => {
  it('is written in the timeline, which at the office only the office reads', () => {
    expect(assign()).toMatchObject({
      type: 'assign',
      details: { side: 'office', to: '李强' },
      fromState: 'received',
      toState: 'received',
      agencyMaySee: false,
    });
  });

  it('at the agency is seen by both sides', () => {
    const to = person(['agency_handler'], '120101');
    expect(assign({ to }, by('agency_head', '120101'))).toMatchObject({
      details: { side: 'agency' },
      agencyMaySee: true,
    });
  });

  it('takes it from a colleague only with a reason', () => {
    expect(() => assign({ from })).toThrow('REASON_REQUIRED');
    expect(assign({ from, reason: '调整分工' })).toMatchObject({
      type: 'hand_over',
      reason: '调整分工',
      details: { from: '王芳', to: '李强' },
    });
  });

  it('goes to nobody of the other side, of another agency, who left, or who has it already', () => {
    const handler = (organisation: string) => person(['agency_handler'], organisation);
    expect(() => assign({ to: handler('120101') })).toThrow('ASSIGNEE_NOT_POSSIBLE');
    expect(() => assign({ to: handler('120102') }, by('agency_head', '120101'))).toThrow('ASSIGNEE_NOT_POSSIBLE');
    expect(() => assign({ to: { ...person(['supervision_head']), disabled: true } })).toThrow('disabled');
    expect(() => assign({ from: { account: 'li', displayName: '李强' }, reason: 'x' })).toThrow('same');
  });

  it('goes to nobody whose own operation is questioned', () => {
    expect(() => assign({ involved: true })).toThrow('STAFF_INVOLVED');
  });

  it('is for open alerts, and for the two sides that work on them', () => {
    expect(() => assign({}, officer, { ...alert, state: 'closed' })).toThrow('ALERT_COMMAND_NOT_POSSIBLE');
    expect(() => assign({}, by('bureau_leader'))).toThrow('NOT_ALLOWED');
    expect(() => assign({}, by('agency_handler', '120102'))).toThrow('NOT_ALLOWED');
    expect(assignmentSideOf(['supervision_officer', 'agency_handler'])).toBeNull();
  });
});

describe('standing in for an absent colleague', () => {
  const days: StandInDays = { absent: 'wang', standIn: 'li', fromOn: '2026-10-20', untilOn: '2026-10-30' };
  const enter = (change: Partial<StandInDays> = {}, others: StandInDays[] = []) =>
    requireStandIn({ ...days, ...change }, others, '2026-10-20');

  it('lasts from one day to another that is not over', () => {
    expect(enter()).toBeUndefined();
    expect(enter({ untilOn: '2026-10-20' })).toBeUndefined();
    expect(() => enter({ fromOn: '2026-10-31' })).toThrow('days');
    expect(() => enter({ fromOn: '2026-10-01', untilOn: '2026-10-19' })).toThrow('days');
  });

  it('is one other person at a time, who is there himself', () => {
    expect(() => enter({ standIn: 'wang' })).toThrow('same_person');
    expect(() => enter({ standIn: 'zhao' }, [days])).toThrow('twice');
    expect(() => enter({ absent: 'li', standIn: 'zhao' }, [days])).toThrow('absent_too');
    expect(() => enter({ absent: 'zhao', standIn: 'wang' }, [days])).toThrow('absent_too');
    expect(enter({ fromOn: '2026-10-31', untilOn: '2026-11-02' }, [days])).toBeUndefined();
  });
});

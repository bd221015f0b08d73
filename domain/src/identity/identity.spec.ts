import { describe, expect, test } from 'vitest';
import { findIncompatibleRoles } from './incompatible-roles.js';
import { scopeOf } from './request-context.js';
import { findMisplacedRole } from './role-places.js';
import { roles, type Role } from './roles.js';
import { isSessionLive, sessionExpiresAt, throttledForSeconds } from './session-rules.js';

const together: [Role, Role, boolean][] = [
  ['supervision_officer', 'supervision_head', true],
  ['supervision_officer', 'data_steward', true],
  ['agency_handler', 'agency_head', true],
  ['agency_handler', 'information_institution', true],
  ['agency_handler', 'supervision_officer', false],
  ['agency_head', 'bureau_leader', false],
  ['agency_head', 'line_department', false],
  ['data_steward', 'line_department', false],
  ['administrator', 'supervision_officer', false],
  ['administrator', 'agency_handler', false],
  ['information_institution', 'supervision_head', false],
  ['internal_auditor', 'administrator', false],
  ['internal_auditor', 'supervision_head', false],
];

describe('posts', () => {
  test.each(together)('%s and %s held by one person: %s', (a, b, allowed) => {
    expect(findIncompatibleRoles([a, b]) === null).toBe(allowed);
    expect(findIncompatibleRoles([b, a]) === null).toBe(allowed);
  });
  test('each role alone is compatible with itself', () => {
    for (const role of roles) expect(findIncompatibleRoles([role])).toBeNull();
  });
  test('an agency role is held in an agency, a supervision role in the office', () => {
    expect(findMisplacedRole(['agency_handler'], 'office')).toBe('agency_handler');
    expect(findMisplacedRole(['supervision_officer'], 'agency')).toBe('supervision_officer');
    expect(findMisplacedRole(['agency_handler', 'agency_head'], 'agency')).toBeNull();
  });
  test('roles without a use yet see nothing', () => {
    expect(scopeOf(['internal_auditor'], '120101')).toBe('none');
  });
  test('a department sees what it is consulted on, and never more than another of its roles already gives', () => {
    expect(scopeOf(['line_department'], '120900')).toBe('department:120900');
    expect(scopeOf(['line_department', 'data_steward'], '120900')).toBe('submissions');
    expect(scopeOf(['line_department', 'supervision_officer'], '120000')).toBe('all');
  });
  test('the data steward sees submissions and no alerts', () => {
    expect(scopeOf(['data_steward'], '120000')).toBe('submissions');
    expect(scopeOf(['data_steward', 'supervision_officer'], '120000')).toBe('all');
  });
});

describe('a session', () => {
  const session = { lastSeenAt: '2026-10-20T01:00:00.000Z', endsAt: '2026-10-20T13:00:00.000Z', revokedAt: null };
  test('lives for thirty minutes after the last request', () => {
    expect(isSessionLive(session, '2026-10-20T01:29:59.999Z')).toBe(true);
    expect(isSessionLive(session, '2026-10-20T01:30:00.000Z')).toBe(false);
  });
  test('ends twelve hours after sign-in however busy it is', () => {
    expect(sessionExpiresAt('2026-10-20T12:50:00.000Z', session.endsAt)).toBe(session.endsAt);
    expect(isSessionLive({ ...session, lastSeenAt: '2026-10-20T12:59:00.000Z' }, session.endsAt)).toBe(false);
  });
  test('is over once revoked', () => {
    expect(isSessionLive({ ...session, revokedAt: '2026-10-20T01:00:00.000Z' }, '2026-10-20T01:00:01.000Z')).toBe(
      false,
    );
  });
});

describe('sign-in after failures', () => {
  const at = (minute: number) => `2026-10-20T01:${String(minute).padStart(2, '0')}:00.000Z`;
  test('is free for five attempts in a quarter of an hour, then waits until the oldest of them is past', () => {
    const attempts = [at(0), at(1), at(2), at(3)];
    expect(throttledForSeconds(attempts, at(4))).toBe(0);
    expect(throttledForSeconds([...attempts, at(4)], at(5))).toBe(600);
    expect(throttledForSeconds([...attempts, at(4)], at(15))).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { findCloseObstacle, requireDecider, type MonthToClose } from './month-close.js';

const ready: MonthToClose = {
  period: '202608',
  today: '2026-10-10',
  lockOn: '2026-10-09',
  standing: null,
  run: { active: false, finished: true, undone: [], stale: [], unchecked: [] },
};
const obstacle = (changes: Partial<Omit<MonthToClose, 'run'>>, run: Partial<MonthToClose['run']> = {}) =>
  findCloseObstacle({ ...ready, ...changes, run: { ...ready.run, ...run } })?.code;

describe('closing a month', () => {
  it('is possible from the day after the lock day on, once everything was evaluated', () => {
    expect(findCloseObstacle(ready)).toBeNull();
    expect(obstacle({ today: '2026-10-09' })).toBe('MONTH_NOT_LOCKED');
  });

  it.each([
    ['it is closed already', { standing: 'closed' }, {}, 'MONTH_ALREADY_CLOSED'],
    ['a proposal stands', { standing: 'proposed' }, {}, 'MONTH_CLOSE_PROPOSED'],
    ['the calendar cannot tell the lock day', { lockOn: null }, {}, 'CALENDAR_YEAR_MISSING'],
    ['a run is under way', {}, { active: true }, 'EVALUATION_RUNNING'],
    ['it was never run', {}, { finished: false }, 'MONTH_NOT_EVALUATED'],
    ['an indicator failed', {}, { undone: ['DY01'] }, 'MONTH_NOT_EVALUATED'],
    ['data came after the last run', {}, { stale: ['CW01'] }, 'MONTH_NOT_EVALUATED'],
    ['rules wait to be checked', {}, { unchecked: ['120101'] }, 'MONTH_NOT_EVALUATED'],
  ] as const)('is not possible while %s', (_, changes, run, code) => {
    expect(obstacle(changes, run)).toBe(code);
  });

  it('is decided by another person than the one who proposed it, and once', () => {
    expect(() => requireDecider({ state: 'proposed', proposedBy: 'a' }, 'a')).toThrow('NEEDS_ANOTHER_PERSON');
    expect(() => requireDecider({ state: 'closed', proposedBy: 'a' }, 'b')).toThrow('MONTH_CLOSE_SETTLED');
    expect(() => requireDecider({ state: 'proposed', proposedBy: 'a' }, 'b')).not.toThrow();
  });
});

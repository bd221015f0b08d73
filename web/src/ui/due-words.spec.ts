import { describe, expect, it } from 'vitest';
import { dueWords } from './due-words.js';

describe('what a due date says', () => {
  it('counts working days left', () => {
    expect(dueWords('2026-10-30', 5, false, '2026-10-23')).toEqual({ kind: 'left', n: 5 });
  });

  it('is due today on its day', () => {
    expect(dueWords('2026-10-30', 0, false, '2026-10-30')).toEqual({ kind: 'today', n: 0 });
  });

  it('counts working days overdue', () => {
    expect(dueWords('2026-10-16', -2, false, '2026-10-20')).toEqual({ kind: 'overdue', n: 2 });
  });

  it('a date that passed over a weekend is overdue although no working day has gone by', () => {
    expect(dueWords('2026-10-30', 0, false, '2026-10-31')).toEqual({ kind: 'justOverdue', n: 0 });
  });

  it('a year without a calendar leaves the date open', () => {
    expect(dueWords(null, null, true, '2026-12-30')).toEqual({ kind: 'waiting', n: 0 });
  });

  it('a stopped clock says nothing beside its date', () => {
    expect(dueWords('2026-10-30', null, false, '2026-10-31')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  builtInCalendar as calendar,
  submissionDueIn,
  submissionLockedIn,
  submissionTermOf,
  type Terms,
} from './index.js';

describe('the terms of submission', () => {
  const terms: Terms = {
    calendar,
    submissionTerms: [{ from: '202606', dueDay: 10, roll: false, lockWorkingDays: 5 }],
  };

  it('hold from their period on; earlier due days never move', () => {
    expect(submissionDueIn(terms, '202605')).toBe('2026-06-15');
    expect(submissionDueIn(terms, '202606')).toBe('2026-07-10');
    expect(submissionTermOf(terms, '202712').dueDay).toBe(10);
  });

  it('without any, the data is due on the rolled 15th and the month is locked ten working days later', () => {
    const initial = { calendar, submissionTerms: [] };
    expect(submissionDueIn(initial, '202601')).toBe('2026-02-24');
    expect(submissionLockedIn(initial, '202601')).toBe('2026-03-09');
    expect(submissionLockedIn(initial, '202608')).toBe('2026-09-29');
    expect(submissionLockedIn(terms, '202606')).toBe('2026-07-17');
  });

  it('a lock that reaches into a year without a calendar waits, the due day stands', () => {
    const initial = { calendar, submissionTerms: [] };
    expect(submissionDueIn(initial, '202611')).toBe('2026-12-15');
    expect(
      submissionLockedIn(
        { ...initial, submissionTerms: [{ from: '202601', dueDay: 15, roll: true, lockWorkingDays: 15 }] },
        '202611',
      ),
    ).toBeNull();
    expect(submissionDueIn(initial, '202612')).toBeNull();
  });

  it('a due day that had passed when a calendar was revised stays', () => {
    const fixed: Terms = {
      calendar,
      submissionTerms: [],
      fixedDue: [{ period: '202601', dueOn: '2026-02-16', lockedOn: null }],
    };
    expect(submissionDueIn(fixed, '202601')).toBe('2026-02-16');
    expect(submissionLockedIn(fixed, '202601')).toBe('2026-03-06');
    expect(submissionDueIn(fixed, '202602')).toBe('2026-03-16');
  });
});

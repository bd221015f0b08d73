import { describe, expect, it } from 'vitest';
import { builtInCalendar as calendar } from '../calendar/index.js';
import { submissionNoticeOn } from './index.js';

const terms = { calendar, submissionTerms: [] };

describe('notices about a month that is owed', () => {
  // The data of 202609 is due on Thursday 2026-10-15; 10-10 is a Saturday that is worked.
  it.each([
    ['2026-10-10', null],
    ['2026-10-12', 'three_working_days'],
    ['2026-10-13', 'three_working_days'],
    ['2026-10-14', 'one_working_day'],
    ['2026-10-15', 'one_working_day'],
    ['2026-10-16', 'breach'],
    ['2026-10-29', 'breach'],
    ['2026-10-30', null],
  ])('on %s: %s', (today, kind) => {
    expect(submissionNoticeOn(terms, '202609', today)?.kind ?? null).toBe(kind);
  });

  it('reminds across a holiday by working days', () => {
    // Due on 2026-02-24, the first working day after Spring Festival; the eve is Saturday 02-14, worked.
    expect(submissionNoticeOn(terms, '202601', '2026-02-11')).toBeNull();
    expect(submissionNoticeOn(terms, '202601', '2026-02-12')?.kind).toBe('three_working_days');
    expect(submissionNoticeOn(terms, '202601', '2026-02-14')?.kind).toBe('one_working_day');
    expect(submissionNoticeOn(terms, '202601', '2026-02-24')?.kind).toBe('one_working_day');
  });

  it('is silent while the calendar lacks the year', () => {
    expect(submissionNoticeOn(terms, '202612', '2027-01-15')).toBeNull();
  });
});

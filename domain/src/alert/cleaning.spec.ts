import { describe, expect, it } from 'vitest';
import { builtInCalendar, defaultSubmissionTerm } from '../calendar/index.js';
import {
  afterCleaningCheck,
  judgeCleaning,
  monthToResubmit,
  nextSubmissionDue,
  sameFindings,
  type FieldFinding,
  type IndicatorFinding,
} from './cleaning.js';

const gone: IndicatorFinding = { state: 'gone', period: '202610' };
const still: IndicatorFinding = { state: 'still', period: '202610', hits: 2 };
const notYet: IndicatorFinding = { state: 'unknown', reason: 'not_evaluated_yet', period: '202609' };
const byHand: IndicatorFinding = { state: 'not_asked' };
const carries: FieldFinding = { state: 'carries', period: '202610', found: 'S1' };
const differs: FieldFinding = { state: 'differs', period: '202610', found: null };
const rowGone: FieldFinding = { state: 'unknown', reason: 'record_gone', period: '202610' };
const noField: FieldFinding = { state: 'not_asked' };

describe('what a check of a data task comes to', () => {
  it.each([
    ['the hits are gone and the record carries the value', gone, carries, 'corrected'],
    ['the hits are gone and no record was named', gone, noField, 'corrected'],
    ['the alert was raised by hand and the record carries the value', byHand, carries, 'corrected'],
    ['the hits are still there', still, carries, 'not_corrected'],
    ['the record differs, whatever the run says', notYet, differs, 'not_corrected'],
    ['the hits are gone but the record was not changed', gone, differs, 'not_corrected'],
    ['the record is gone: nothing shows the correction', gone, rowGone, 'cannot_check'],
    ['no run has read the new data yet', notYet, carries, 'cannot_check'],
    ['nothing could be asked at all', byHand, noField, 'cannot_check'],
  ] as const)('%s', (_, indicator, field, outcome) => {
    expect(judgeCleaning({ indicator, field })).toBe(outcome);
  });

  it('it comes back once for the same data, and closes itself whenever the data show it', () => {
    expect(afterCleaningCheck('not_corrected', true)).toEqual({
      state: 'reopened',
      comesBack: true,
      worthKeeping: true,
    });
    expect(afterCleaningCheck('not_corrected', false)).toEqual({ state: null, comesBack: false, worthKeeping: false });
    expect(afterCleaningCheck('corrected', false).state).toBe('done');
  });

  it('a second check that finds the same is no news, in whatever order it is told', () => {
    const again = { state: 'unknown', period: '202610', reason: 'record_gone' } as const;
    expect(sameFindings({ indicator: gone, field: rowGone }, { indicator: gone, field: again })).toBe(true);
    expect(sameFindings({ indicator: gone, field: rowGone }, { indicator: still, field: rowGone })).toBe(false);
  });

  it('what cannot be checked is kept and leaves the task open', () => {
    expect(afterCleaningCheck('cannot_check', true)).toEqual({ state: null, comesBack: false, worthKeeping: true });
  });
});

describe('the submission that has to show it', () => {
  const terms = { calendar: builtInCalendar, submissionTerms: [defaultSubmissionTerm] };
  it('is the first month whose last day is not over and that was not sent yet', () => {
    expect(nextSubmissionDue(terms, '2026-10-10T02:00:00Z', [])).toEqual({ period: '202609', dueOn: '2026-10-15' });
    expect(nextSubmissionDue(terms, '2026-10-10T02:00:00Z', ['202609'])).toEqual({
      period: '202610',
      dueOn: '2026-11-16',
    });
    expect(nextSubmissionDue(terms, '2026-10-19T02:00:00Z', []).period).toBe('202610');
  });

  it('has no last day yet where the calendar lacks the year', () => {
    expect(nextSubmissionDue(terms, '2026-12-20T02:00:00Z', [])).toEqual({ period: '202612', dueOn: null });
  });

  it('is the same month again for a fact of one month, which no later run looks at', () => {
    const alert = { indicator: 'DY23', period: '202609' };
    expect(monthToResubmit(alert, { hitIs: 'fact' })).toBe('202609');
    expect(monthToResubmit(alert, { hitIs: 'state' })).toBeNull();
    expect(monthToResubmit({ ...alert, period: null }, { hitIs: 'fact' })).toBeNull();
    expect(monthToResubmit({ ...alert, indicator: 'HAND' }, undefined)).toBeNull();
  });
});

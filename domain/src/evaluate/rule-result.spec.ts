import { describe, expect, it } from 'vitest';
import { concludeRule, type RuleSummary } from './rule-result.js';

const scope = { agency: '120101', line: '110', outcome: 'evaluated' as const, fallbacks: [] };
const summary: RuleSummary = {
  verdict: 'broken',
  compared: 3,
  left: '5.000000',
  right: '4.000000',
  difference: '1.000000',
  missing: null,
};

describe('the result of a rule', () => {
  it('is not checkable while a needed dataset is missing, and names it', () => {
    const missing = { agency: '120101', line: '110', dataset: 'finance' };
    const reasons = [{ code: 'DATASET_MISSING' as const, datasets: [missing] }];
    expect(concludeRule({ agency: '120101', line: '110', outcome: 'not_evaluated', reasons }, undefined)).toMatchObject(
      {
        state: 'not_checkable',
        reason: 'dataset_missing',
        reasonDetails: { reasons },
        compared: 0,
      },
    );
  });

  it('holds, with nothing compared, where the query has nothing to say', () => {
    expect(concludeRule(scope, undefined)).toMatchObject({ state: 'holds', reason: null, compared: 0 });
  });

  it('is the query’s, with both sums and the difference', () => {
    expect(concludeRule(scope, summary)).toMatchObject({ state: 'broken', left: '5.000000', difference: '1.000000' });
  });

  it('is not checkable where the deciding field is empty everywhere, and names the field', () => {
    const undecided: RuleSummary = { ...summary, verdict: 'not_checkable', missing: 'base' };
    expect(concludeRule(scope, undecided)).toMatchObject({ reason: 'field_missing', reasonDetails: { field: 'base' } });
  });
});

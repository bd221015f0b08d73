import { describe, expect, it } from 'vitest';
import { planBatches } from './batch-plan.js';

const rows = [{ state: 'raised' }, { state: 'screened' }, { state: 'answered' }] as const;

describe('what can be done to several alerts at once', () => {
  it('offers each command for the alerts whose state allows it', () => {
    expect(planBatches(rows, ['supervision_officer'])).toEqual([
      { command: 'screen', rows: [{ state: 'raised' }] },
      { command: 'dispatch', rows: [{ state: 'screened' }] },
      { command: 'dismiss', rows: [{ state: 'raised' }, { state: 'screened' }] },
    ]);
  });

  it('offers nothing to those who only read', () => {
    expect(planBatches(rows, ['bureau_leader'])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { ScopeDecision } from './decide-scopes.js';
import { type HashedIndicator, inputHasher, type RunInputs } from './input-hash.js';

interface EvaluationInputs extends RunInputs {
  indicator: HashedIndicator;
  scopes: readonly ScopeDecision[];
}

const file = { table: 'person', agency: '120101', line: '110', period: '202610', version: 1, sha256: 'aa' };
const year = (number: number, daysOff: string[] = [`${number}-10-01`]) => ({
  year: number,
  papers: [],
  daysOff,
  workingDays: [],
});
const inputs: EvaluationInputs = {
  indicator: {
    code: 'DQ06',
    version: 1,
    hash: 'ff',
    readsAsOf: false,
    needs: [
      {
        dataset: 'business',
        tables: ['person'],
        lookBack: 2,
      },
      { system: ['submission'] },
    ],
  },
  period: '202610',
  dueOn: '2026-11-16',
  asOf: '2026-11-17',
  calendar: { years: [year(2026)] },
  files: [file, { ...file, period: '202609', sha256: 'bb' }],
  system: {
    submission: [
      { agency: '120101', state: 'accepted' },
      { agency: '120102', state: 'accepted' },
    ],
  },
  scopes: [{ agency: '120101', line: '110', outcome: 'evaluated', fallbacks: [] }],
};
const hash = (parts: Partial<EvaluationInputs> = {}): string => {
  const all = { ...inputs, ...parts };
  return inputHasher(all, (text) => text)(all.indicator, all.scopes);
};

describe('the hash of an evaluation’s inputs', () => {
  it('is the same whatever the order of files and rows', () => {
    const reordered = {
      files: [...inputs.files].reverse(),
      system: {
        submission: [
          { state: 'accepted', agency: '120102' },
          { state: 'accepted', agency: '120101' },
        ],
      },
    };
    expect(hash(reordered)).toBe(hash());
  });

  it('is the same when the calendar of a year is imported that the run cannot reach', () => {
    expect(hash({ calendar: { years: [year(2026), year(2027)] } })).toBe(hash());
    expect(hash({ period: '202611', calendar: { years: [year(2026), year(2027)] } })).not.toBe(
      hash({ period: '202611' }),
    );
  });

  it('is the same when a file or a system table changes that the indicator does not read', () => {
    const files = [...inputs.files, { ...file, table: 'voucher' }, { ...file, period: '202608' }];
    expect(hash({ files })).toBe(hash());
    expect(hash({ system: { ...inputs.system, submission_check: [{ agency: '120101' }] } })).toBe(hash());
  });

  it.each<[string, Partial<EvaluationInputs>]>([
    ['a resubmitted file', { files: [{ ...file, version: 2, sha256: 'cc' }, inputs.files[1]!] }],
    ['a file more in the look-back', { files: [...inputs.files, { ...file, agency: '120102' }] }],
    ['a submission more', { system: { submission: [{ agency: '120101', state: 'refused' }] } }],
    ['another version of the indicator', { indicator: { ...inputs.indicator, version: 2 } }],
    ['another holiday', { calendar: { years: [year(2026, ['2026-10-02'])] } }],
    ['another due date', { dueOn: '2026-11-15' }],
    ['a scope that is no longer evaluated', { scopes: [] }],
  ])('differs with %s', (_, parts) => {
    expect(hash(parts)).not.toBe(hash());
  });

  it('holds of a system table the periods that the indicator looks back on', () => {
    const row = { agency: '120101', period: '202608', table_name: 'person', rows: '12' };
    const rows = (period: string) => ({ submission_table: [{ ...row, period }] });
    const of = (lookBack?: number) => ({
      ...inputs.indicator,
      needs: [{ system: ['submission_table'], lookBack }] as const,
    });
    expect(hash({ indicator: of(2), system: rows('202608') })).toBe(hash({ indicator: of(2), system: {} }));
    expect(hash({ indicator: of(3), system: rows('202608') })).not.toBe(hash({ indicator: of(3), system: {} }));
    expect(hash({ indicator: of(), system: rows('202601') })).not.toBe(hash({ indicator: of(), system: {} }));
  });

  it('holds the file that a lawfully lacking full table falls back to', () => {
    const fallbacks = [{ table: 'person', agency: '120101', line: '110', from: '202601' }];
    const scopes: EvaluationInputs['scopes'] = [{ agency: '120101', line: '110', outcome: 'evaluated', fallbacks }];
    const older = { ...file, period: '202601', sha256: 'dd' };
    expect(hash({ scopes, files: [older] })).not.toBe(hash({ scopes, files: [{ ...older, sha256: 'ee' }] }));
  });

  it('follows the day of evaluation only for an indicator that asks for it', () => {
    expect(hash({ asOf: '2026-11-18' })).toBe(hash());
    const indicator = { ...inputs.indicator, readsAsOf: true };
    expect(hash({ indicator, asOf: '2026-11-18' })).not.toBe(hash({ indicator }));
  });
});

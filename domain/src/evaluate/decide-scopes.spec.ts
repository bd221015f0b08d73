import { describe, expect, it } from 'vitest';
import { decideScopes, isEvaluated, type AcceptedSubmission, type ScopeOptions } from './decide-scopes.js';
import type { IndicatorNeed } from './indicator-definition.js';

const business: IndicatorNeed = { dataset: 'business', tables: ['person', 'benefit_payment'], lookBack: 24 };
const finance: IndicatorNeed = { dataset: 'finance', tables: ['voucher'], lookBack: 1 };
const control: IndicatorNeed = { dataset: 'control', tables: ['operation_log'], lookBack: 2 };
const external: IndicatorNeed = { dataset: 'external', tables: ['death'], lookBack: 1 };
const tables: Record<string, string[]> = {
  business: ['person', 'benefit_payment'],
  finance: ['voucher'],
  control: ['staff', 'operation_log'],
  external: ['death'],
};

const sent = (agency: string, line: string, dataset: string, parts: Partial<AcceptedSubmission> = {}) => ({
  agency,
  line,
  dataset,
  period: '202610',
  tables: tables[dataset]!,
  ...parts,
});
interface Indicated {
  needs: IndicatorNeed[];
  lines?: string[];
  agencies?: string[];
  reach?: 'region';
  controlApart?: boolean;
}
const decide = (parts: Partial<ScopeOptions> & Indicated) =>
  decideScopes({
    indicator: {
      needs: parts.needs,
      lines: parts.lines ?? 'ALL',
      agencies: parts.agencies,
      reach: parts.reach ?? 'agency',
      controlApart: parts.controlApart,
    },
    period: '202610',
    present: [],
    accepted: [],
    expected: [],
    region: '120000',
    fullTables: new Set(['person', 'staff', 'death']),
    ...parts,
  });

describe('where an indicator runs', () => {
  it('is at the agencies of its version alone; elsewhere nothing is missing', () => {
    const accepted = [sent('120101', '110', 'business'), sent('120102', '110', 'business')];
    const present = [{ agency: '120103', line: '110' }];
    expect(decide({ needs: [business], agencies: ['120101', '120103'], accepted, present })).toMatchObject([
      { agency: '120101', outcome: 'evaluated' },
      { agency: '120103', outcome: 'not_evaluated' },
    ]);
  });

  it('is each line and control data beside them, each with its own datasets, where control data is judged apart', () => {
    const accepted = [sent('120101', '110', 'business'), sent('120102', '000', 'control')];
    const present = [
      { agency: '120101', line: '000' },
      { agency: '120102', line: '110' },
    ];
    const decisions = decide({ needs: [business, control], controlApart: true, accepted, present });
    expect(decisions.map(({ agency, line, outcome }) => [agency, line, outcome])).toEqual([
      ['120101', '110', 'evaluated'],
      ['120102', '110', 'not_evaluated'],
      ['120101', '000', 'not_evaluated'],
      ['120102', '000', 'evaluated'],
    ]);
    const missing = decisions.flatMap((one) => (one.outcome === 'not_evaluated' ? one.reasons : []));
    expect(missing).toEqual([
      { code: 'DATASET_MISSING', datasets: [{ agency: '120102', line: '110', dataset: 'business' }] },
      { code: 'DATASET_MISSING', datasets: [{ agency: '120101', line: '000', dataset: 'control' }] },
    ]);
  });

  it('is each agency and line whose needed datasets were accepted', () => {
    const accepted = [
      sent('120101', '110', 'business'),
      sent('120101', '110', 'finance'),
      sent('120102', '110', 'business'),
    ];
    expect(decide({ needs: [business, finance], accepted })).toEqual([
      { agency: '120101', line: '110', outcome: 'evaluated', fallbacks: [] },
      {
        agency: '120102',
        line: '110',
        outcome: 'not_evaluated',
        reasons: [
          {
            code: 'DATASET_MISSING',
            datasets: [
              {
                agency: '120102',
                line: '110',
                dataset: 'finance',
              },
            ],
          },
        ],
      },
    ]);
  });

  it('is also shown where nothing at all came but something was expected or known', () => {
    const decisions = decide({
      needs: [business],
      expected: [{ agency: '120101', line: '110', dataset: 'business' }],
      present: [{ agency: '120102', line: '170' }],
    });
    expect(decisions.map(({ agency, line, outcome }) => [agency, line, outcome])).toEqual([
      ['120101', '110', 'not_evaluated'],
      ['120102', '170', 'not_evaluated'],
    ]);
  });

  it('is only on the lines that the indicator names', () => {
    const accepted = [sent('120101', '110', 'business'), sent('120101', '210', 'business')];
    expect(decide({ needs: [business], lines: ['110'], accepted }).map(({ line }) => line)).toEqual(['110']);
  });

  it('is nowhere while the region has no external data of M, an earlier month notwithstanding', () => {
    const accepted = [sent('120101', '110', 'business'), sent('120000', '000', 'external', { period: '202609' })];
    expect(decide({ needs: [business, external], accepted })).toEqual([
      {
        agency: '120101',
        line: '110',
        outcome: 'not_evaluated',
        reasons: [
          {
            code: 'DATASET_MISSING',
            datasets: [
              {
                agency: '120000',
                line: '000',
                dataset: 'external',
              },
            ],
          },
        ],
      },
    ]);
    expect(decide({ needs: [business, external], accepted: [...accepted, sent('120000', '000', 'external')] })).toEqual(
      [{ agency: '120101', line: '110', outcome: 'evaluated', fallbacks: [] }],
    );
  });

  it('is line 000 of each agency for control data, never the region itself', () => {
    const accepted = [
      sent('120101', '000', 'control'),
      sent('120101', '110', 'business'),
      sent('120000', '000', 'external'),
    ];
    expect(decide({ needs: [control], lines: ['000'], accepted })).toEqual([
      { agency: '120101', line: '000', outcome: 'evaluated', fallbacks: [] },
    ]);
  });
});

describe('a table that the package of M lawfully lacks', () => {
  const lacking = sent('120101', '110', 'business', { tables: ['benefit_payment'] });

  it('is taken from the latest earlier package when it is a full table', () => {
    const accepted = [
      lacking,
      sent('120101', '110', 'business', { period: '202607' }),
      sent('120101', '110', 'business', { period: '202608' }),
      sent('120101', '110', 'business', { period: '202609', tables: ['benefit_payment'] }),
      sent('120102', '110', 'business', { period: '202609' }),
    ];
    expect(decide({ needs: [business], accepted })[0]).toEqual({
      agency: '120101',
      line: '110',
      outcome: 'evaluated',
      fallbacks: [
        {
          table: 'person',
          agency: '120101',
          line: '110',
          from: '202608',
        },
      ],
    });
  });

  it('keeps the indicator from running when no earlier package has the full table', () => {
    expect(decide({ needs: [business], accepted: [lacking] })[0]).toMatchObject({
      outcome: 'not_evaluated',
      reasons: [{ code: 'TABLE_MISSING', tables: ['person'] }],
    });
  });

  it('holds nothing this month when it is a period table', () => {
    const accepted = [sent('120101', '110', 'business', { tables: ['person'] })];
    expect(decide({ needs: [business], accepted })[0]).toMatchObject({ outcome: 'evaluated', fallbacks: [] });
  });
});

describe('an indicator across agencies or lines', () => {
  const expected = ['120101', '120102', '120103'].map((agency) => ({ agency, line: '110', dataset: 'business' }));

  it('runs on those that are there and says how many of how many', () => {
    const accepted = [sent('120101', '110', 'business'), sent('120103', '110', 'business')];
    const decisions = decide({ needs: [business], reach: 'region', accepted, expected });
    expect(decisions).toMatchObject([
      { agency: '120101', outcome: 'partial', present: 2, of: 3 },
      { agency: '120102', outcome: 'not_evaluated' },
      { agency: '120103', outcome: 'partial', present: 2, of: 3 },
    ]);
    expect(isEvaluated(decisions, { agency: '120101', line: '110' })).toBe(true);
    expect(isEvaluated(decisions, { agency: '120102', line: '110' })).toBe(false);
    expect(isEvaluated(decisions, { agency: '120104', line: '110' })).toBe(false);
  });

  it('is not partial when all are there', () => {
    const accepted = expected.map(({ agency }) => sent(agency, '110', 'business'));
    const decisions = decide({ needs: [business], reach: 'region', accepted, expected });
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['evaluated', 'evaluated', 'evaluated']);
  });
});

describe('an indicator on the system’s own records', () => {
  const needs: IndicatorNeed[] = [{ system: ['submission', 'expected_submission'] }];

  it('runs wherever something is expected, the control and external datasets too', () => {
    const expected = [
      { agency: '120101', line: '110', dataset: 'business' },
      { agency: '120101', line: '110', dataset: 'finance' },
      { agency: '120101', line: '000', dataset: 'control' },
      { agency: '120000', line: '000', dataset: 'external' },
    ];
    expect(decide({ needs, expected }).map(({ agency, line, outcome }) => [agency, line, outcome])).toEqual([
      ['120000', '000', 'evaluated'],
      ['120101', '000', 'evaluated'],
      ['120101', '110', 'evaluated'],
    ]);
  });

  it('is once at every agency and at the office for what was done with alerts, list or not', () => {
    const records: IndicatorNeed[] = [{ system: ['supervision_alert'] }];
    const present = [{ agency: '120102', line: '110' }];
    const expected = [{ agency: '120101', line: '110', dataset: 'business' }];
    const placesOf = (agencies?: string[]) =>
      decide({ needs: records, lines: ['000'], agencies, present, expected }).map(({ agency, line, outcome }) =>
        [agency, line, outcome].join(' '),
      );
    expect(placesOf()).toEqual(['120000 000 evaluated', '120101 000 evaluated', '120102 000 evaluated']);
    expect(placesOf(['120102'])).toEqual(['120102 000 evaluated']);
  });

  it('is not evaluated when there is no list and nothing came earlier', () => {
    expect(decide({ needs, present: [{ agency: '120101', line: '110' }] })).toEqual([
      { agency: '120101', line: '110', outcome: 'not_evaluated', reasons: [{ code: 'NO_EXPECTED_LIST' }] },
    ]);
  });
});

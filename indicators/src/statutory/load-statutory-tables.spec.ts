import { describe, expect, it } from 'vitest';
import { DomainError } from '@fundwatch/domain';
import { addPeriods } from '@fundwatch/domain/calendar';
import { statutoryTables } from '@fundwatch/domain/evaluate';
import { loadStatutoryTables, parseStatutoryTable } from './load-statutory-tables.js';

const file = (rows: string, table = 'unemployment_months') => `
table: ${table}
title: { zh: 最长领取月数, en: Longest benefit }
source: { title: 社会保险法, reference: 第四十六条 }
validFrom: '2011-07-01'
validTo: null
rows: ${rows}`;

function problemsOf(source: string): unknown {
  try {
    parseStatutoryTable(source);
  } catch (error) {
    if (error instanceof DomainError) return error.details['problems'];
    throw error;
  }
  return [];
}

describe('the statutory tables', () => {
  it('are all there, each with its source', async () => {
    const contents = await loadStatutoryTables();
    expect([...contents.keys()].sort()).toEqual([...statutoryTables].sort());
    for (const { source } of contents.values()) expect(source.reference).not.toBe('');
  });

  it('entitle to 12, 18 and 24 months of unemployment benefit', async () => {
    const rows = (await loadStatutoryTables()).get('unemployment_months')?.rows;
    expect(rows?.map((row) => [row['paid_from'], row['paid_to'], row['months']])).toEqual([
      ['12', '59', '12'],
      ['60', '119', '18'],
      ['120', null, '24'],
    ]);
  });

  it('ask for 180 contribution months to 2029, six more a year from 2030, 240 from 2039', async () => {
    const rows = (await loadStatutoryTables()).get('minimum_contribution')?.rows ?? [];
    const monthsIn = (year: string) =>
      rows.find((row) => row['year_from']! <= year && (row['year_to'] ?? '9999') >= year)?.['months'];
    expect(['2026', '2029', '2030', '2035', '2038', '2039', '2050'].map(monthsIn)).toEqual([
      '180',
      '180',
      '186',
      '216',
      '234',
      '240',
      '240',
    ]);
  });

  it.each([
    ['M60', '196412', '202412'],
    ['M60', '196501', '202502'],
    ['M60', '196505', '202507'],
    ['M60', '196705', '202801'],
    ['M60', '197608', '203907'],
    ['M60', '197609', '203909'],
    ['F55', '197104', '202608'],
    ['F55', '198109', '203909'],
    ['F50', '197501', '202502'],
    ['F50', '197503', '202505'],
    ['F50', '198410', '203909'],
    ['F50', '198411', '203911'],
    ['F50', '199002', '204502'],
  ])('retire %s born in %s in %s', async (group, birth, month) => {
    const rows = (await loadStatutoryTables()).get('retirement_age')?.rows ?? [];
    const fitting = rows.filter(
      (row) => row['retire_class'] === group && row['birth_from']! <= birth && row['birth_to']! >= birth,
    );
    expect(fitting).toHaveLength(1);
    const [{ original_months, delay_months } = {}] = fitting;
    expect(addPeriods(birth, Number(original_months) + Number(delay_months))).toBe(month);
  });

  it('hold the chart of accounts whole: 34 heads in five classes', async () => {
    const rows = (await loadStatutoryTables()).get('account')?.rows ?? [];
    expect(rows).toHaveLength(34);
    expect(new Set(rows.map((row) => row['class'])).size).toBe(5);
  });
});

describe('reading a statutory table', () => {
  it('gives each row the days between which it holds, its own before those of the table', () => {
    const { rows } = parseStatutoryTable(
      file(`[{ paid_from: 12, paid_to: null, months: 12, valid_to: '2020-12-31' }, { paid_from: 60, months: 18 }]`),
    );
    expect(rows).toEqual([
      { paid_from: '12', paid_to: null, months: '12', valid_from: '2011-07-01', valid_to: '2020-12-31' },
      { paid_from: '60', paid_to: null, months: '18', valid_from: '2011-07-01', valid_to: null },
    ]);
  });

  it('says which row, column and value is wrong', () => {
    expect(problemsOf(file(`[{ paid_from: 12, months: 12 }, { paid_from: many, months: null, extra: 1 }]`))).toEqual([
      'row 2: no column extra',
      'row 2: paid_from: many is no integer',
      'row 2: months is empty',
    ]);
    expect(problemsOf(file('[]', 'no_such_table'))).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { datasets, exchangeTable, exchangeTables, tablesOf, totalledFields } from './exchange-standard.js';

describe('the exchange standard', () => {
  it('has 37 tables with 290 fields, each table in one dataset', () => {
    expect(exchangeTables).toHaveLength(37);
    expect(exchangeTables.flatMap((table) => table.fields)).toHaveLength(290);
    expect(datasets.flatMap((dataset) => tablesOf(dataset.code))).toHaveLength(37);
  });

  it('knows of every field what the loader needs', () => {
    for (const table of exchangeTables) {
      const names = table.fields.map((field) => field.name);
      expect(names, table.name).toEqual(expect.arrayContaining([...table.primaryKey]));
      for (const field of table.fields) {
        expect(['string', 'number', 'integer', 'date', 'datetime', 'yearmonth', 'boolean']).toContain(field.type);
        expect(field.type === 'number', `${table.name}.${field.name}`).toBe(field.precision !== undefined);
        expect(field.type === 'yearmonth', `${table.name}.${field.name}`).toBe(field.pattern !== undefined);
      }
    }
  });

  it('keeps control totals of number fields only', () => {
    expect(totalledFields(exchangeTable('benefit_payment')).map((field) => field.name)).toEqual(['amount']);
    expect(totalledFields(exchangeTable('bank_return'))).toEqual([]);
  });

  it('marks ids, names and birth dates as personal', () => {
    const personal = exchangeTable('person').fields.filter((field) => field.personal);
    expect(personal.map((field) => field.name)).toEqual(
      expect.arrayContaining(['id_number', 'other_id', 'name', 'birth_date']),
    );
  });
});

import { expect, test } from 'vitest';
import { exchangeTable } from './exchange-standard.js';
import { subjectKinds, subjectTables } from './subject-tables.js';

const fieldsOf = (table: string) => exchangeTable(table).fields.map(({ name }) => name);

test.each(subjectKinds)('every table that tells of a %s has the columns that it is found by', (kind) => {
  for (const { table, columns, through } of subjectTables[kind]) {
    const wanted = through ? [...columns, through.key] : columns;
    expect(wanted.length, table).toBeGreaterThan(0);
    expect(fieldsOf(table), table).toEqual(expect.arrayContaining([...wanted]));
    if (through) expect(fieldsOf(through.table), through.table).toContain(through.key);
  }
});

test.each(subjectKinds)(
  'no column that tells of a %s is personal, so that its number may stand in an address',
  (kind) => {
    for (const { table, columns } of subjectTables[kind])
      for (const field of exchangeTable(table).fields)
        if (columns.includes(field.name)) expect(field.personal, `${table}.${field.name}`).toBe(false);
  },
);

test('what is found through another table follows one that is found by the subject itself', () => {
  for (const kind of subjectKinds)
    for (const { through } of subjectTables[kind])
      if (through)
        expect(subjectTables[kind].find(({ table }) => table === through.table)?.columns.length).toBeGreaterThan(0);
});

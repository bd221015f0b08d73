import { expect, it } from 'vitest';
import { exchangeTable } from './exchange-standard.js';
import { subjectLookups } from './subject-lookups.js';
import { subjectTables } from './subject-tables.js';

it.each(subjectLookups.map((one) => [one.by, one.table, one] as const))(
  'who is looked for by %s in %s is found by columns that the table has, in a table that is sent whole',
  (_by, name, { kind, columns, gives }) => {
    const table = exchangeTable(name);
    const fields = table.fields.map((field) => field.name);
    expect(fields).toEqual(expect.arrayContaining([...columns, gives]));
    expect(table.mode).toBe('full');
    // The number is the one that the subject's page is about.
    expect(subjectTables[kind].some((one) => one.table === name && one.columns.includes(gives))).toBe(true);
  },
);

import { describe, expect, it } from 'vitest';
import { resolveSource, type SourceTable } from './resolve-source.js';
import { checkSourceMapping, standardMapping, tableWithCodes, type SourceMapping } from './source-mapping.js';

const table = (name: string, ...columns: string[]): SourceTable => ({
  name,
  columns: columns.map((column) => ({ name: column, type: 'text', readable: true })),
});
const lead = ['agency', 'line', 'period', 'version'];
const mapping = (more: Partial<SourceMapping>): SourceMapping => ({ ...standardMapping, ...more });
const personOf = (found: SourceTable[], more: Partial<SourceMapping> = {}) =>
  resolveSource(mapping(more), found).tables.find(({ name }) => name === 'person')!;
const waysOf = (resolved: { columns: { field: string; column: string; by: string }[] }) =>
  Object.fromEntries(resolved.columns.map(({ field, column, by }) => [field, `${by} ${column}`]));

describe('an exchange database held against the standard', () => {
  it('is read by the standard’s names where it has them', () => {
    const person = personOf([table('person', ...lead, 'person_no', 'name', 'AAC001')]);
    expect(waysOf(person)).toMatchObject({ agency: 'name agency', person_no: 'name person_no', name: 'name name' });
    expect(person.unused).toEqual(['AAC001']);
  });
  it('is read by the sector’s codes, in upper or lower case, where names are missing', () => {
    expect(waysOf(personOf([table('person', ...lead, 'AAC001', 'aac003')]))).toMatchObject({
      person_no: 'code AAC001',
      name: 'code aac003',
    });
  });
  it('is not guessed where two columns differ in case only', () => {
    const person = personOf([table('person', ...lead, 'AAC001', 'aac001', 'Aac001')]);
    expect(waysOf(person)).not.toHaveProperty('person_no');
    expect(person.problems).toContainEqual(
      expect.objectContaining({ code: 'column_ambiguous', table: 'person', column: 'person_no' }),
    );
  });
  it('is read by the mapping before anything else', () => {
    const person = personOf([table('T_PERSON', 'ORG', ...lead.slice(1), 'person_no', 'PNO')], {
      lead: { columns: { agency: 'ORG' } },
      tables: { person: { table: 'T_PERSON', columns: { person_no: 'PNO' } } },
    });
    expect(person.table).toBe('T_PERSON');
    expect(waysOf(person)).toMatchObject({ agency: 'mapping ORG', person_no: 'mapping PNO' });
  });
  it('names each required field that it lacks, and each mapped column that is not there', () => {
    const { problems } = personOf([table('person', ...lead, 'name')], {
      tables: { person: { columns: { sex: 'XB' } } },
    });
    expect(problems.map(({ code, column }) => [code, column])).toEqual(
      expect.arrayContaining([
        ['column_missing', 'person_no'],
        ['mapped_column_missing', 'sex'],
      ]),
    );
  });
  it('without a table, or with one that may not be read, says so', () => {
    expect(personOf([]).problems).toMatchObject([{ code: 'table_missing', table: 'person' }]);
    const locked = { name: 'person', columns: [{ name: 'person_no', type: 'text', readable: false }] };
    expect(personOf([locked]).problems).toMatchObject([{ code: 'table_unreadable' }]);
  });
});

describe('a mapping', () => {
  it('that names only what the standard has is sound', () => {
    const sound = mapping({
      lead: { codes: { line: { '01': '110' }, agency: { A1: '120101' } } },
      tables: { person: { codes: { sex: { '1': '1' } } }, submission: { columns: { sent_at: 'FSSJ' } } },
    });
    expect(checkSourceMapping(mapping({ tables: { person: { codes: { sex: { m: 'nonsense' } } } } }))).toMatchObject([
      { code: 'code_target_unknown', table: 'person', column: 'sex', value: 'nonsense' },
    ]);
    expect(checkSourceMapping(sound)).toEqual([]);
  });
  it('with names that the standard lacks is told each of them', () => {
    const wrong = mapping({
      tables: { persons: {}, person: { columns: { gender: 'XB' }, codes: { birth_date: { a: 'b' } } } },
    });
    expect(checkSourceMapping(wrong).map(({ code, column }) => [code, column])).toEqual([
      ['table_unknown', null],
      ['field_unknown', 'gender'],
      ['codes_not_for_field', 'birth_date'],
    ]);
  });
  it('makes its targets the code list of a field that has none', () => {
    const { fields } = tableWithCodes('benefit_payment', { item: { '101': 'basic_pension' } });
    expect(fields.find(({ name }) => name === 'item')!.enum).toEqual(['basic_pension']);
  });
});

import { z } from 'zod';
import { datasets, exchangeTable, exchangeTables, lines, type ExchangeTable } from './exchange-standard.js';

/** Fields that stand before every table of an exchange database: which submission a row belongs to. */
export const leadFields = ['agency', 'line', 'period', 'version'] as const;
/** Fields of the table that lists the submissions. */
export const submissionFields = [
  'agency',
  'line',
  'dataset',
  'period',
  'version',
  'sent_by',
  'sent_at',
  'resources',
] as const;
/** The list of submissions, beside the tables of the standard. */
export const submissionTable = 'submission';

// PostgreSQL's own limit of a name is 63 bytes; longer names could never be found.
const nameShape = z
  .string()
  .min(1)
  .max(63)
  .refine((name) => !name.includes('\0'), 'NUL');
const codesShape = z
  .record(z.string().max(200), z.string().max(200))
  .refine((codes) => Object.keys(codes).length <= 500, '最多 500 个代码 / at most 500 codes');

/** How one table of a source is named and coded there; what is left out follows the standard. */
export const tableMappingShape = z.object({
  table: nameShape.optional(),
  /** Field of the standard → column of the source. */
  columns: z.record(z.string(), nameShape).optional(),
  /** Field → value of the source → value of the standard. */
  codes: z.record(z.string(), codesShape).optional(),
});
export type TableMapping = z.output<typeof tableMappingShape>;

/** How an exchange database differs from the standard. */
export const sourceMappingShape = z.object({
  schema: nameShape.default('exchange'),
  /** The leading columns of every table that does not name its own. */
  lead: tableMappingShape.omit({ table: true }).default({}),
  /** By table of the standard, or `submission`. */
  tables: z.record(z.string(), tableMappingShape).default({}),
});
export type SourceMapping = z.output<typeof sourceMappingShape>;

/** A source that keeps to the standard. */
export const standardMapping: SourceMapping = { schema: 'exchange', lead: {}, tables: {} };

/** What is wrong with a mapping, or with the source that it is held against. */
export interface MappingProblem {
  code: MappingProblemCode;
  /** Table of the standard; null = the source as a whole. */
  table: string | null;
  /** Field of the standard, or column of the source. */
  column: string | null;
  value: string | null;
  reason: { zh: string; en: string };
}

/** `{table}`, `{column}`, `{value}` and `{found}` are filled in. */
const problemTexts = {
  table_unknown: { zh: '标准中没有表 {table}', en: 'The standard has no table {table}' },
  field_unknown: { zh: '表 {table} 没有字段 {column}', en: 'Table {table} has no field {column}' },
  codes_not_for_field: {
    zh: '字段 {column} 不是代码字段，不能对照代码',
    en: 'The field {column} holds no codes and cannot be mapped by value',
  },
  code_target_unknown: {
    zh: '字段 {column} 的代码表中没有“{value}”：应为 {found}',
    en: 'The field {column} has no code "{value}": expected {found}',
  },
  schema_missing: { zh: '源库中没有模式 {found}', en: 'The source has no schema {found}' },
  table_missing: { zh: '源库中没有表 {found}', en: 'The source has no table {found}' },
  table_unreadable: { zh: '账号无权读取表 {found}', en: 'The account may not read the table {found}' },
  column_missing: { zh: '缺少必填字段 {column}', en: 'The required field {column} is missing' },
  column_unreadable: { zh: '账号无权读取列 {found}', en: 'The account may not read the column {found}' },
  mapped_column_missing: {
    zh: '字段 {column} 对照的列 {found} 不存在',
    en: 'The column {found}, mapped to the field {column}, does not exist',
  },
  column_ambiguous: {
    zh: '字段 {column} 有多列可对应（{found}），请在对照中指定',
    en: 'Several columns could be the field {column} ({found}); name one in the mapping',
  },
  code_unmapped: {
    zh: '字段 {column} 的值“{value}”不在代码表中，也没有对照',
    en: 'The value "{value}" of the field {column} is neither a code of the standard nor mapped',
  },
} as const;
export type MappingProblemCode = keyof typeof problemTexts;

/** Builds a problem with both texts. */
export function mappingProblem(
  code: MappingProblemCode,
  place: { table?: string; column?: string; value?: string; found?: string } = {},
): MappingProblem {
  const { table = null, column = null, value = null } = place;
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(place[name as keyof typeof place] ?? ''));
  const { zh, en } = problemTexts[code];
  return { code, table, column, value, reason: { zh: fill(zh), en: fill(en) } };
}

/** A field that a mapping can name. */
export interface MappableField {
  name: string;
  required: boolean;
  /** The sector's code. */
  code?: string;
  /** Whether its values may be mapped, and to what (null = to any text). */
  codes: false | readonly string[] | null;
}

const submissionMappable: readonly MappableField[] = submissionFields.map((name) => ({
  name,
  required: true,
  codes: codesOfLead(name),
}));
const leadMappable = submissionMappable.filter(({ name }) => (leadFields as readonly string[]).includes(name));
const mappable = new Map<string, readonly MappableField[]>([
  [submissionTable, submissionMappable],
  ...exchangeTables.map((table): [string, readonly MappableField[]] => [
    table.name,
    [...leadMappable, ...table.fields.map(mappableField)],
  ]),
]);

/** The fields of a table of the standard, leading columns first, or of `submission`; undefined outside both. */
export function mappableFields(table: string): readonly MappableField[] | undefined {
  return mappable.get(table);
}

function mappableField({ name, required, code, type, enum: allowed }: ExchangeTable['fields'][number]): MappableField {
  const codes = type === 'boolean' ? ['true', 'false'] : type === 'string' ? (allowed ?? null) : false;
  return { name, required, codes, ...(code ? { code } : {}) };
}

function codesOfLead(name: string): MappableField['codes'] {
  if (name === 'line') return lines.map(({ code }) => code);
  if (name === 'dataset') return datasets.map(({ code }) => code);
  return name === 'agency' ? null : false;
}

/** What is wrong with a mapping by itself: names and codes that the standard does not have. */
export function checkSourceMapping(mapping: SourceMapping): MappingProblem[] {
  const parts: [string, TableMapping, readonly MappableField[] | undefined][] = [
    ['lead', mapping.lead, leadMappable],
    ...Object.entries(mapping.tables).map(
      ([table, own]): [string, TableMapping, readonly MappableField[] | undefined] => [table, own, mappable.get(table)],
    ),
  ];
  return parts.flatMap(([table, own, fields]) => {
    if (!fields) return [mappingProblem('table_unknown', { table })];
    const named = [...Object.keys(own.columns ?? {}), ...Object.keys(own.codes ?? {})];
    const unknown = named
      .filter((column) => !fields.some(({ name }) => name === column))
      .map((column) => mappingProblem('field_unknown', { table, column }));
    return [...unknown, ...fields.flatMap((field) => checkCodes(table, field, own.codes?.[field.name]))];
  });
}

function checkCodes(table: string, field: MappableField, codes: Record<string, string> | undefined): MappingProblem[] {
  const { name: column, codes: allowed } = field;
  if (!codes) return [];
  if (allowed === false) return [mappingProblem('codes_not_for_field', { table, column })];
  if (allowed === null) return [];
  return Object.values(codes)
    .filter((value) => !allowed.includes(value))
    .map((value) => mappingProblem('code_target_unknown', { table, column, value, found: allowed.join(', ') }));
}

/** The table with the codes that a mapping leads to as its code list: what is mapped to nothing is then refused. */
export function tableWithCodes(name: string, codes: Readonly<Record<string, Record<string, string>>>): ExchangeTable {
  const table = exchangeTable(name);
  const fields = table.fields.map((field) => {
    const own = codes[field.name];
    if (!own || field.enum || field.type !== 'string') return field;
    return { ...field, enum: [...new Set(Object.values(own))] };
  });
  return { ...table, fields };
}

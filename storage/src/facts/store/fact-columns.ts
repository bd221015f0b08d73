import { type ExchangeField, exchangeTables } from '@fundwatch/domain/collect';
import {
  statutoryColumns,
  statutoryTables,
  type IndicatorParameter,
  type StatutoryColumnType,
  type SystemTable,
} from '@fundwatch/domain/evaluate';

/** A column and its type, in words that both engines read alike. */
export interface FactColumn {
  name: string;
  type: string;
}

const ownership: readonly FactColumn[] = [
  { name: 'agency', type: 'text' },
  { name: 'line', type: 'text' },
  { name: 'period', type: 'text' },
];

const simpleTypes = {
  string: 'text',
  integer: 'bigint',
  date: 'date',
  datetime: 'timestamp',
  yearmonth: 'text',
  boolean: 'boolean',
} as const;

/** The SQL type of a field of the exchange standard; a datetime is Shanghai wall-clock time. */
export function fieldType(field: ExchangeField): string {
  return field.type === 'number' ? `decimal(${field.precision},${field.scale})` : simpleTypes[field.type];
}

/** Columns of every table of the exchange standard as an indicator sees it: agency, line, period, then its fields. */
export const exchangeColumns: ReadonlyMap<string, readonly FactColumn[]> = new Map(
  exchangeTables.map((table) => [
    table.name,
    [...ownership, ...table.fields.map((field) => ({ name: field.name, type: fieldType(field) }))],
  ]),
);

const submissionKey: readonly FactColumn[] = [
  { name: 'agency', type: 'text' },
  { name: 'line', type: 'text' },
  { name: 'dataset', type: 'text' },
  { name: 'period', type: 'text' },
];

const statutoryTypes: Readonly<Record<StatutoryColumnType, string>> = {
  text: 'text',
  integer: 'integer',
  money: 'decimal(38,2)',
  ratio: 'decimal(38,6)',
  period: 'text',
  year: 'text',
};

const statutory = Object.fromEntries(
  statutoryTables.map((table) => [
    `statutory_${table}`,
    [
      ...statutoryColumns[table].map(({ name, type }) => ({ name, type: statutoryTypes[type] })),
      { name: 'valid_from', type: 'date' },
      { name: 'valid_to', type: 'date' },
    ],
  ]),
) as unknown as Record<`statutory_${(typeof statutoryTables)[number]}`, readonly FactColumn[]>;

/** Columns of the tables that the product makes out of its own records (first-twelve.md "System tables"), and statutory ones. */
export const systemColumns: Readonly<Record<SystemTable, readonly FactColumn[]>> = {
  ...statutory,
  submission: [
    ...submissionKey,
    { name: 'version', type: 'integer' },
    { name: 'state', type: 'text' },
    { name: 'sent_at', type: 'timestamp' },
    { name: 'arrived_at', type: 'timestamp' },
    { name: 'accepted_at', type: 'timestamp' },
  ],
  submission_table: [
    ...submissionKey,
    { name: 'version', type: 'integer' },
    { name: 'state', type: 'text' },
    { name: 'table_name', type: 'text' },
    { name: 'rows', type: 'bigint' },
    { name: 'content_hash', type: 'text' },
  ],
  submission_total: [
    ...submissionKey,
    { name: 'version', type: 'integer' },
    { name: 'table_name', type: 'text' },
    { name: 'column_name', type: 'text' },
    { name: 'total', type: 'decimal(38,6)' },
  ],
  expected_submission: submissionKey,
  submission_check: [
    ...submissionKey,
    { name: 'version', type: 'integer' },
    { name: 'check_code', type: 'text' },
    { name: 'table_name', type: 'text' },
    { name: 'row_no', type: 'bigint' },
    { name: 'column_name', type: 'text' },
    { name: 'value', type: 'text' },
    { name: 'reason', type: 'text' },
  ],
  external_feed: [
    { name: 'agency', type: 'text' },
    { name: 'feed', type: 'text' },
    { name: 'period', type: 'text' },
    { name: 'version', type: 'integer' },
    { name: 'rows', type: 'bigint' },
    { name: 'loaded_at', type: 'timestamp' },
  ],
  rule_result: [
    ...ownership,
    { name: 'rule', type: 'text' },
    { name: 'state', type: 'text' },
    { name: 'left_value', type: 'decimal(38,6)' },
    { name: 'right_value', type: 'decimal(38,6)' },
    { name: 'difference', type: 'decimal(38,6)' },
    { name: 'tolerance', type: 'decimal(38,6)' },
    { name: 'broken_rows', type: 'bigint' },
    { name: 'unit', type: 'text' },
  ],
  working_day: [
    { name: 'day', type: 'date' },
    { name: 'is_working', type: 'boolean' },
  ],
  supervision_alert: [
    { name: 'agency', type: 'text' },
    { name: 'line', type: 'text' },
    { name: 'alert_number', type: 'text' },
    { name: 'indicator', type: 'text' },
    { name: 'severity', type: 'text' },
    { name: 'state', type: 'text' },
    { name: 'dispatched_at', type: 'timestamp' },
    { name: 'received_on', type: 'date' },
    { name: 'due_on', type: 'date' },
    { name: 'answered_at', type: 'timestamp' },
    { name: 'returns', type: 'integer' },
    { name: 'returned_at', type: 'timestamp' },
    { name: 'return_due_on', type: 'date' },
    { name: 'answered_again_at', type: 'timestamp' },
  ],
  supervision_export: [
    { name: 'agency', type: 'text' },
    { name: 'account', type: 'text' },
    { name: 'exports', type: 'integer' },
    { name: 'rows', type: 'bigint' },
  ],
};

/** The one row that says which month is evaluated. */
export const runColumns: readonly FactColumn[] = [
  { name: 'period', type: 'text' },
  { name: 'first_day', type: 'date' },
  { name: 'last_day', type: 'date' },
  { name: 'due_on', type: 'date' },
  { name: 'as_of', type: 'date' },
];

const parameterTypes: Readonly<Record<IndicatorParameter['type'], string>> = {
  integer: 'integer',
  money: 'decimal(38,2)',
  ratio: 'decimal(38,6)',
  text: 'text',
};

/** The statement that makes `facts.parameter`: one typed row; an indicator without parameters gets one empty column. */
export function parameterTable(parameters: readonly Pick<IndicatorParameter, 'name' | 'type' | 'value'>[]): string {
  const columns = parameters.map(
    ({ name, type, value }) => `cast(${quoteText(value)} as ${parameterTypes[type]}) as ${quoteName(name)}`,
  );
  return `create table facts.parameter as select ${columns.join(', ') || 'cast(null as text) as none'}`;
}

/** A text literal of SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name of SQL, kept as it is written. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `name type, name type`, for `create table`. */
export function declareColumns(columns: readonly FactColumn[]): string {
  return columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(', ');
}

/** `cast(name as type) as name, …`, for a view over untyped or foreign columns. */
export function castColumns(columns: readonly FactColumn[]): string {
  return columns.map(({ name, type }) => `cast(${quoteName(name)} as ${type}) as ${quoteName(name)}`).join(', ');
}

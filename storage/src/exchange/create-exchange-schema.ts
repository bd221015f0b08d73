import { exchangeTables, type ExchangeField, type ExchangeTable } from '@fundwatch/domain/collect';
import type { ClientBase } from 'pg';

/** The schema that the exchange standard names. */
export const exchangeSchema = 'exchange';

/** Creates what is missing of an exchange database: the 37 tables of the standard and `submission`. */
export async function createExchangeSchema(client: ClientBase): Promise<void> {
  await client.query(exchangeSchemaSql());
}

/** The statements of `createExchangeSchema`. */
export function exchangeSchemaSql(): string {
  return [
    `create schema if not exists ${exchangeSchema}`,
    `create table if not exists ${exchangeSchema}.submission (
       agency text not null, line text not null, dataset text not null, period char(6) not null,
       version integer not null, sent_by text not null, sent_at timestamptz not null, resources jsonb not null,
       primary key (agency, line, dataset, period, version))`,
    ...exchangeTables.flatMap(tableSql),
  ].join(';\n');
}

// Only the leading columns are held by constraints: what is wrong in the fields is for the receiver to report.
function tableSql(table: ExchangeTable): string[] {
  const fields = table.fields.map((field) => `${field.name} ${columnType(field)}`);
  return [
    `create table if not exists ${exchangeSchema}.${table.name} (
       agency text not null, line text not null, period char(6) not null, version integer not null,
       ${fields.join(', ')})`,
    `create index if not exists ${table.name}_submission
       on ${exchangeSchema}.${table.name} (period, agency, line, version)`,
  ];
}

const columnTypes: Record<ExchangeField['type'], string> = {
  string: 'text',
  integer: 'integer',
  number: 'numeric',
  date: 'date',
  datetime: 'timestamptz',
  yearmonth: 'char(6)',
  boolean: 'boolean',
};

function columnType(field: ExchangeField): string {
  return field.type === 'number' ? `numeric(${field.precision}, ${field.scale})` : columnTypes[field.type];
}

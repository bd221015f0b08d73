import type { DuckDBConnection } from '@duckdb/node-api';
import type { ExchangeTable } from '@fundwatch/domain/collect';
import { identifier, literal } from '../load/sql-text.js';
import { fieldType } from '../store/fact-columns.js';
import { withFactFiles, type ReadLimits } from './with-fact-files.js';

/** So many differing rows of each kind are kept, the first by primary key; the counts count all. */
export const keptDifferences = 100;

const kinds = ['changed', 'added', 'removed'] as const;

export interface ComparedRow {
  kind: (typeof kinds)[number];
  /** Primary key, column by column, as text. */
  key: Record<string, string | null>;
  /** Of a changed row the columns that differ, of an added or removed one all that have a value. */
  before: Record<string, string | null> | null;
  after: Record<string, string | null> | null;
}

export interface ComparedTable {
  added: number;
  removed: number;
  changed: number;
  /** Changed rows first, then added, then removed, each by primary key. */
  rows: ComparedRow[];
}

export interface TableVersions {
  table: ExchangeTable;
  /** Absolute paths; null = the table is empty in that version. */
  before: string | null;
  after: string | null;
}

/**
 * What one version of a table changed against another, by primary key. Empty key cells are a value of their own.
 * Only keys and row hashes are joined, so that ten million rows fit the memory limit (what doesn't spills).
 * Error: FACT_FILE_DAMAGED.
 */
export async function compareFactTables(versions: TableVersions, limits: ReadLimits): Promise<ComparedTable> {
  const paths = [versions.before, versions.after].filter((path) => path !== null);
  return withFactFiles(paths, limits, async (duckdb) => {
    const counts = await findDifferences(duckdb, versions);
    return { ...counts, rows: await readDifferences(duckdb, versions) };
  });
}

async function findDifferences(
  duckdb: DuckDBConnection,
  { table, before, after }: TableVersions,
): Promise<Record<ComparedRow['kind'], number>> {
  const keys = table.primaryKey.map(identifier);
  const side = (path: string | null) =>
    `(select ${keys.join(', ')}, true as "is here", ${rowHash(table)} as "row hash" from ${source(table, path)})`;
  const key = `{${keys.map((name) => `${name}: coalesce(o.${name}, n.${name})`).join(', ')}}`;
  await duckdb.run(
    `create temp table found as
     select kind, count(*) as n, min(key, ${keptDifferences}) as firsts from (
       select case when n."is here" is null then 'removed' when o."is here" is null then 'added'
           when o."row hash" <> n."row hash" then 'changed' end as kind, ${key} as key
       from ${side(before)} o full join ${side(after)} n on ${sameKey(table, 'o', 'n')}
     ) where kind is not null group by kind`,
  );
  const reader = await duckdb.runAndReadAll('select kind, n from found');
  const found = new Map(reader.getRows().map(([kind, n]) => [String(kind), Number(n)]));
  return { changed: found.get('changed') ?? 0, added: found.get('added') ?? 0, removed: found.get('removed') ?? 0 };
}

async function readDifferences(
  duckdb: DuckDBConnection,
  { table, before, after }: TableVersions,
): Promise<ComparedRow[]> {
  const fields = table.fields.map(({ name }) => name);
  const keys = table.primaryKey.map((name) => `key.${identifier(name)} as ${identifier(name)}`);
  await duckdb.run(
    `create temp table wanted as select kind, row_number() over () as place, ${keys.join(', ')}
     from (select kind, unnest(firsts) as key from found)`,
  );
  for (const [name, path] of [
    ['old_rows', before],
    ['new_rows', after],
  ] as const)
    await duckdb.run(
      `create temp table ${name} as select r.* from ${source(table, path)} r semi join wanted w on ${sameKey(table, 'r', 'w')}`,
    );
  const texts = (alias: string) => fields.map((name) => `cast(${alias}.${identifier(name)} as varchar)`);
  const reader = await duckdb.runAndReadAll(
    `select w.kind, ${[...texts('o'), ...texts('n')].join(', ')}
     from wanted w left join old_rows o on ${sameKey(table, 'w', 'o')} left join new_rows n on ${sameKey(table, 'w', 'n')}
     order by list_position([${kinds.map(literal).join(', ')}], w.kind), w.place`,
  );
  return reader.getRows().map(([kind, ...values]) => {
    const texts = values as (string | null)[];
    return describeRow(
      table,
      kind as ComparedRow['kind'],
      fields,
      texts.slice(0, fields.length),
      texts.slice(fields.length),
    );
  });
}

function describeRow(
  table: ExchangeTable,
  kind: ComparedRow['kind'],
  fields: readonly string[],
  old: readonly (string | null)[],
  now: readonly (string | null)[],
): ComparedRow {
  const standing = kind === 'removed' ? old : now;
  const key = Object.fromEntries(table.primaryKey.map((name) => [name, standing[fields.indexOf(name)] ?? null]));
  const pick = (values: readonly (string | null)[]) =>
    Object.fromEntries(
      fields.flatMap((name, i): [string, string | null][] => {
        if (table.primaryKey.includes(name)) return [];
        if (kind === 'changed') return old[i] === now[i] ? [] : [[name, values[i] ?? null]];
        return values[i] === null ? [] : [[name, values[i]!]];
      }),
    );
  return { kind, key, before: kind === 'added' ? null : pick(old), after: kind === 'removed' ? null : pick(now) };
}

function source(table: ExchangeTable, path: string | null): string {
  if (path !== null) return `read_parquet(${literal(path)}, hive_partitioning = false)`;
  const columns = table.fields.map((field) => `cast(null as ${fieldType(field)}) as ${identifier(field.name)}`);
  return `(select ${columns.join(', ')} where false)`;
}

function sameKey(table: ExchangeTable, left: string, right: string): string {
  return table.primaryKey
    .map(identifier)
    .map((name) => `${left}.${name} is not distinct from ${right}.${name}`)
    .join(' and ');
}

/** Each cell with its length before it, so that no two different rows are written alike. */
function rowHash(table: ExchangeTable): string {
  const cells = table.fields
    .filter(({ name }) => !table.primaryKey.includes(name))
    .map(({ name }) => `cast(${identifier(name)} as varchar)`)
    .map((text) => `coalesce(strlen(${text}) || ':' || ${text}, '-')`);
  return cells.length ? `md5_number(concat(${cells.join(', ')}))` : '0';
}

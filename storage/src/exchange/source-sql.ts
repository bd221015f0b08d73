import type { ResolvedColumn, ResolvedTable } from '@fundwatch/domain/collect';
import pg from 'pg';

/** `"schema"."table"` of a resolved table. */
export function relationSql(schema: string, table: ResolvedTable): string {
  if (table.table === null) throw new Error(`${table.name} is not in the source`);
  return `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table.table)}`;
}

/** The column that a field is read from; throws when there is none. */
export function columnOf(table: ResolvedTable, field: string): ResolvedColumn {
  const column = table.columns.find((one) => one.field === field);
  if (!column) throw new Error(`${table.name} has no column for ${field}`);
  return column;
}

/** A text expression with the source's values turned into the standard's; what is not mapped stays as it is. */
export function mappedSql(text: string, codes: Record<string, string> | null): string {
  const pairs = Object.entries(codes ?? {});
  if (pairs.length === 0) return text;
  const branches = pairs.map(([from, to]) => `when ${pg.escapeLiteral(from)} then ${pg.escapeLiteral(to)}`);
  return `case ${text} ${branches.join(' ')} else ${text} end`;
}

/** Rows whose field has this value of the standard: the source's own values are compared, so that its indexes serve. */
export function isSql(table: ResolvedTable, field: string, value: string): string {
  const { column, codes } = columnOf(table, field);
  const mapped = Object.entries(codes ?? {}).filter(([, to]) => to === value);
  const values = [...mapped.map(([from]) => from), ...(codes && value in codes ? [] : [value])];
  if (values.length === 0) return 'false';
  return `${pg.escapeIdentifier(column)} in (${values.map((one) => pg.escapeLiteral(one)).join(', ')})`;
}

import { mappableFields, type ResolvedTable } from '@fundwatch/domain/collect';
import pg, { type ClientBase } from 'pg';
import { relationSql } from './source-sql.js';

/** Values of a code field that a source holds, as they stand there. */
export interface SourceCodes {
  field: string;
  values: string[];
}

/** So many rows of a table are looked at, and so many values of a field are told. */
const sampledRows = 50_000;
const mostValues = 50;

/** The values of the code fields in the first rows of a table: enough to see a code that the mapping forgot. */
export async function findSourceCodes(
  client: ClientBase,
  schema: string,
  resolved: ResolvedTable,
): Promise<SourceCodes[]> {
  const coded = resolved.columns.filter(({ field, codes }) => {
    const allowed = mappableFields(resolved.name)?.find(({ name }) => name === field)?.codes;
    return codes !== null || Array.isArray(allowed);
  });
  if (resolved.table === null || coded.length === 0) return [];
  const cells = coded.map(({ column }, i) => `${pg.escapeIdentifier(column)}::text as v${i}`);
  const lists = coded.map((_, i) => `(array_agg(distinct v${i}))[1:${mostValues}] as v${i}`);
  const { rows } = await client.query<Record<string, (string | null)[] | null>>(
    `select ${lists.join(', ')} from (select ${cells.join(', ')} from ${relationSql(schema, resolved)} limit ${sampledRows}) as sample`,
  );
  return coded.map(({ field }, i) => ({
    field,
    values: (rows[0]?.[`v${i}`] ?? []).flatMap((value) => value?.trim() || []),
  }));
}

import type { SourceTable } from '@fundwatch/domain/collect';
import type { ClientBase } from 'pg';

/** Tables and views of a schema with their columns, as far as the catalogue shows them; null when there is no such schema. */
export async function readSourceTables(client: ClientBase, schema: string): Promise<SourceTable[] | null> {
  const { rows } = await client.query<{ table: string | null; name: string; type: string; readable: boolean }>(
    `select c.relname::text as "table", a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
            has_schema_privilege(n.oid, 'usage') and has_column_privilege(c.oid, a.attnum, 'select') as readable
       from pg_namespace n
       left join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm', 'f')
       left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = $1
      order by c.relname collate "C", a.attnum`,
    [schema],
  );
  if (rows.length === 0) return null;
  const tables = new Map<string, { name: string; columns: SourceTable['columns'][number][] }>();
  for (const { table, name, type, readable } of rows) {
    if (table === null || name === null) continue;
    const known = tables.get(table) ?? { name: table, columns: [] };
    known.columns.push({ name, type, readable });
    tables.set(table, known);
  }
  return [...tables.values()];
}

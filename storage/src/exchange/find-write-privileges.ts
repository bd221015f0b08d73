import type { ClientBase } from 'pg';

/**
 * What the account of a source may change there, in words that a person can act on: 'superuser', 'create in exchange',
 * 'write exchange.person'. Empty: it reads only, as it should.
 */
export async function findWritePrivileges(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ privilege: string }>(
    `select 'superuser' as privilege from pg_roles where rolname = current_user and rolsuper
     union all
     select 'create role' from pg_roles where rolname = current_user and rolcreaterole and not rolsuper
     union all
     select 'create in ' || nspname from pg_namespace where nspname = $1 and has_schema_privilege(oid, 'create')
     union all
     (select 'write ' || n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind in ('r', 'p', 'v', 'f')
         and (has_table_privilege(c.oid, 'insert') or has_table_privilege(c.oid, 'update')
           or has_table_privilege(c.oid, 'delete') or has_table_privilege(c.oid, 'truncate')
           or has_any_column_privilege(c.oid, 'insert') or has_any_column_privilege(c.oid, 'update'))
       order by c.relname collate "C")`,
    [schema],
  );
  const found = rows.map(({ privilege }) => privilege);
  // A superuser may do everything; the rest of the list says nothing more.
  return found.includes('superuser') ? ['superuser'] : found.slice(0, mostNamed);
}

const mostNamed = 20;

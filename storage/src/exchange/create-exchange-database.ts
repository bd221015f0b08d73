import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createExchangeSchema } from './create-exchange-schema.js';
import { withExchangeClient } from './with-exchange-client.js';

export interface ExchangeDatabase {
  /** As the agencies: writes submissions. */
  writerUrl: string;
  /** As the supervision side: reads only. */
  readerUrl: string;
}

/** Makes an exchange database anew on the server of `adminUrl`, with a reader that may not write. What stood there is gone. */
export async function createExchangeDatabase(adminUrl: string, name: string): Promise<ExchangeDatabase> {
  const reader = `${name}_reader`;
  const password = randomBytes(18).toString('base64url');
  await withExchangeClient(adminUrl, async (client) => {
    const [database, role] = [pg.escapeIdentifier(name), pg.escapeIdentifier(reader)];
    await client.query(`drop database if exists ${database} with (force)`);
    await client.query(`create database ${database} template template0`);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [reader]);
    if (rowCount === 0) await client.query(`create role ${role} login`);
    await client.query(`alter role ${role} password ${pg.escapeLiteral(password)}`);
  });
  const writer = new URL(adminUrl);
  writer.pathname = `/${name}`;
  await withExchangeClient(writer.href, async (client) => {
    await createExchangeSchema(client);
    await client.query(`grant usage on schema exchange to ${pg.escapeIdentifier(reader)}`);
    await client.query(`grant select on all tables in schema exchange to ${pg.escapeIdentifier(reader)}`);
  });
  const readerUrl = new URL(writer.href);
  readerUrl.username = reader;
  readerUrl.password = password;
  return { writerUrl: writer.href, readerUrl: readerUrl.href };
}

import { DomainError } from '@fundwatch/domain';
import pg from 'pg';
import { createDataSource } from './data-source.js';
import { refuseNewerSchema } from './migrate.js';
import { createDatabase, type Database } from './with-context.js';

/** Connects as the application's login role. @throws DomainError SCHEMA_NEWER_THAN_CODE */
export async function openDatabase(
  url: string,
  options: { poolSize?: number; applicationName?: string } = {},
): Promise<Database> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await refuseNewerSchema(client);
  } finally {
    await client.end();
  }
  const source = createDataSource(url, options);
  try {
    await source.initialize();
  } catch (error) {
    throw new DomainError('INTERNAL', { what: 'database' }, { cause: error });
  }
  return createDatabase(source);
}

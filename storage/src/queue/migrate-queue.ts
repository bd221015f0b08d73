import { runMigrations } from 'bullmq';
import pg from 'pg';

/** The queue's own schema; BullMQ's default name, which a pool that is handed to it must use. */
export const QUEUE_SCHEMA = 'bullmq';

/** Brings the queue's tables up to date and lets the application's login role use them. Needs a client of its own. */
export async function migrateQueue(client: pg.Client, appRole: string): Promise<void> {
  await runMigrations(client as never, QUEUE_SCHEMA);
  const role = pg.escapeIdentifier(appRole);
  await client.query(`grant usage on schema ${QUEUE_SCHEMA} to ${role}`);
  await client.query(`grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${role}`);
  await client.query(`grant usage, select, update on all sequences in schema ${QUEUE_SCHEMA} to ${role}`);
  await client.query(`grant execute on all functions in schema ${QUEUE_SCHEMA} to ${role}`);
}

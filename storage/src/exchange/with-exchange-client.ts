import { DomainError } from '@fundwatch/domain';
import pg from 'pg';

/**
 * How long a source may keep us waiting. A table of ten million rows is one statement, so that one is generous; a lock
 * and a forgotten transaction are not, and a peer that is gone is noticed by keep-alive.
 */
const patience = {
  connectionTimeoutMillis: 10_000,
  statement_timeout: 2 * 3_600_000,
  lock_timeout: 60_000,
  idle_in_transaction_session_timeout: 15 * 60_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 30_000,
} as const;

/**
 * A connection to an exchange database for as long as `use` runs. The password never reaches an error or a log.
 * @throws DomainError EXCHANGE_SOURCE_UNREACHABLE when it cannot be opened
 */
export async function withExchangeClient<T>(
  url: string,
  use: (client: pg.Client) => Promise<T>,
  { statementTimeoutMs = patience.statement_timeout }: { statementTimeoutMs?: number } = {},
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    ...patience,
    statement_timeout: statementTimeoutMs,
    application_name: 'fundwatch-collect',
  });
  // Without a listener a connection that breaks while idle would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new DomainError(
      'EXCHANGE_SOURCE_UNREACHABLE',
      { problem: (error as Error).message || String(error) },
      { cause: error },
    );
  }
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

import { DomainError } from '@fundwatch/domain';
import pg from 'pg';

/**
 * A connection to an exchange database for as long as `use` runs. The password never reaches an error or a log.
 * @throws DomainError EXCHANGE_SOURCE_UNREACHABLE when it cannot be opened
 */
export async function withExchangeClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
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

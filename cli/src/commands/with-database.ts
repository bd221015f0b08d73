import type { CliConfig } from '../config.js';
import { openHomeDatabase, readHome, writeHome, type HomeDatabase } from '../home/index.js';

/**
 * Runs a command on the configured database: attached to what runs on this home, or with a PostgreSQL started for
 * its own duration; the schema is brought up to date first. The server is stopped when nobody else uses it.
 */
export async function withDatabase<T>(config: CliConfig, use: (database: HomeDatabase) => Promise<T>): Promise<T> {
  // A home that a command was run on is not empty: a later start must not fill it with the demonstration.
  if (!readHome(config.home)) writeHome(config.home, { demonstration: 'none' });
  const database = await openHomeDatabase(config);
  try {
    await database.migrate();
    return await use(database);
  } finally {
    await database.server?.stop();
  }
}

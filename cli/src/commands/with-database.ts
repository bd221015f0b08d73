import type { CliConfig } from '../config.js';
import { openHomeDatabase, readHome, writeHome, type HomeDatabase } from '../home/index.js';

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command on the configured database: attached to what runs on this home, or with a PostgreSQL started for
 * its own duration; the schema is brought up to date first. The server is stopped when nobody else uses it.
 */
export async function withDatabase<T>(config: CliConfig, use: (database: HomeDatabase) => Promise<T>): Promise<T> {
  // A home that a command was run on is not empty: a later start must not fill it with the demonstration.
  if (!readHome(config.home)) writeHome(config.home, { demonstration: 'none' });
  const database = await openHomeDatabase(config);
  const forget = stopOnSignals(database);
  try {
    await database.migrate();
    return await use(database);
  } finally {
    forget();
    await database.server?.stop();
  }
}

/** A command that is cut short takes the server that it started along; it would run on, being a process group of its own. */
function stopOnSignals({ server }: HomeDatabase): () => void {
  if (!server) return () => undefined;
  const end = (signal: NodeJS.Signals) => {
    forget();
    void server.stop().finally(() => process.kill(process.pid, signal));
  };
  const forget = () => endingSignals.forEach((signal) => process.off(signal, end));
  endingSignals.forEach((signal) => process.on(signal, end));
  return forget;
}

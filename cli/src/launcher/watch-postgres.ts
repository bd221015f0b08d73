import { setTimeout as pause } from 'node:timers/promises';
import { openHomeDatabase } from '../home/index.js';
import type { Launch } from './launch.js';

const LOOK_EVERY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/**
 * Starts the embedded PostgreSQL again when it died. Server and jobs find it by themselves where it was; they are
 * restarted only if it had to take another port.
 */
export async function watchPostgres(launch: Launch, signal: AbortSignal): Promise<void> {
  let delay = LOOK_EVERY_MS;
  while (!signal.aborted) {
    await pause(delay, undefined, { signal }).catch(() => undefined);
    const database = launch.database;
    if (signal.aborted || database?.server === undefined || database.server.isAlive()) continue;
    launch.say('PostgreSQL ended; starting it again');
    try {
      // Lets go of the server that is gone, then opens what the home has now.
      await database.server.stop();
      launch.database = await openHomeDatabase(launch.config);
      if (launch.database.databaseUrl !== database.databaseUrl) {
        moveSources(launch, database.server.port, launch.database.server?.port);
        for (const each of launch.processes) await each.restart(launch.environment());
      }
      delay = LOOK_EVERY_MS;
    } catch (error) {
      launch.say(`PostgreSQL did not start again: ${error instanceof Error ? error.message : String(error)}`);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
  }
}

/** The demonstration's exchange database lives on the same server, so it has moved along. */
function moveSources(launch: Launch, from: number, to: number | undefined): void {
  launch.exchangeSources = launch.exchangeSources.map((source) => {
    const url = new URL(source.url);
    if (url.hostname !== '127.0.0.1' || url.port !== String(from)) return source;
    url.port = String(to);
    return { ...source, url: url.href };
  });
}

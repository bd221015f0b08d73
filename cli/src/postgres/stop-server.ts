import { setTimeout as pause } from 'node:timers/promises';
import { readPostmaster } from './read-postmaster.js';

const STOP_LIMIT_MS = 30_000;

/** Stops the server of a data folder fast: sessions are cut, nothing committed is lost. Does nothing without one. */
export async function stopServer(data: string): Promise<void> {
  const running = readPostmaster(data);
  if (!running) return;
  signal(running.pid, 'SIGINT');
  const until = Date.now() + STOP_LIMIT_MS;
  while (readPostmaster(data)?.pid === running.pid) {
    // SIGQUIT ends it at once; the next start recovers from the write-ahead log.
    if (Date.now() > until) return signal(running.pid, 'SIGQUIT');
    await pause(50);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

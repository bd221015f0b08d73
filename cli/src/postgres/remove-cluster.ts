import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stopServer } from './stop-server.js';

/** Stops the home's PostgreSQL and removes it with all its data, also where that lies outside the home. */
export async function removeCluster(home: string): Promise<void> {
  const folder = join(resolve(home), 'postgres');
  const location = join(folder, 'location.json');
  if (existsSync(location)) {
    const { way, data } = JSON.parse(readFileSync(location, 'utf8')) as { way: string; data: string };
    await stopServer(data);
    rmSync(way === 'os-user' ? dirname(data) : data, { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeCluster } from '../postgres/index.js';
import { readHome } from './home-state.js';

/**
 * Empties a home whose first start was cut short while it was being filled with the demonstration: nobody has worked
 * in it yet, and half a demonstration would look like a broken month.
 * @returns whether there was one
 */
export async function discardUnfinishedHome(home: string): Promise<boolean> {
  if (readHome(home)?.demonstration !== 'loading') return false;
  await removeCluster(home);
  for (const name of ['facts', 'objects', 'tmp', 'home.json'])
    rmSync(join(home, name), { recursive: true, force: true });
  return true;
}

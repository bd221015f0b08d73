import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { testConfig } from '../support/config.js';
import type { Person } from './open-desk.js';

/** Leaves a picture of the whole page in the folder named by PICTURES, to be looked at; nothing without it. */
export async function takePicture({ page }: Person, name: string): Promise<void> {
  const { pictures } = testConfig;
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

import { existsSync } from 'node:fs';
import { describe, it } from 'vitest';
import { testConfig } from './config.js';

/** Begins the note of a test that was left out; the reporter prints what follows. */
export const NOT_RUN = 'NOT RUN ';

/** Programs that a machine may lack. */
const PROGRAMS = { browser: ['/usr/bin/chromium'], redis: ['/usr/bin/redis-server', '/usr/local/bin/redis-server'] };
export type Need = keyof typeof PROGRAMS;

/** Where the program is, or undefined on a machine without it. */
export function programOf(need: Need): string | undefined {
  return PROGRAMS[need].find((path) => existsSync(path));
}

/** A suite that needs a browser or Redis: left out visibly where there is none, a failure on a build machine (CI=1). */
export function describeWith(need: Need, suite: string, body: () => void): void {
  if (programOf(need)) {
    describe(suite, body);
    return;
  }
  const why = `${PROGRAMS[need][0]} is not installed`;
  describe(suite, () => {
    it(`needs a ${need}`, (context) => {
      if (testConfig.nothingMayBeMissing) throw new Error(`${NOT_RUN}${suite}: ${why}`);
      context.skip(`${NOT_RUN}${suite}: ${why}`);
    });
  });
}

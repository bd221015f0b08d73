import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** A home holds this file when a test made it; nothing else lets a process be told to crash. */
export const TEST_HOME_MARK = 'this-is-a-test-home';

/** FUNDWATCH_CRASH_AT, and only in a home marked as a test's. */
export const crashAt: string | undefined = readCrashPoint();

function readCrashPoint(): string | undefined {
  const { FUNDWATCH_CRASH_AT: point, FUNDWATCH_HOME: home } = process.env;
  return point && home && existsSync(join(home, TEST_HOME_MARK)) ? point : undefined;
}

import type { Indicator } from './indicator.js';
import { type LockFile, changedWithoutVersion, lockOf, renderLockFile } from './lock-file.js';
import { lintSql } from './sql/lint-sql.js';

/** Everything that keeps the catalogue from being released, in sentences; empty when all is well. */
export async function checkCatalogue(indicators: readonly Indicator[], locked: LockFile): Promise<string[]> {
  const now = lockOf(indicators);
  const changed = changedWithoutVersion(locked, now);
  const problems = changed.map((code) => `${code}: query or parameters changed without a higher version`);
  if (!changed.length && renderLockFile(locked) !== renderLockFile(now)) {
    problems.push('indicators.lock.json is stale: run node indicators/dist/generate.js');
  }
  for (const indicator of indicators) {
    for (const { rule, line, message } of await lintSql(indicator)) {
      problems.push(`${indicator.folder}/indicator.sql:${line} ${rule}: ${message}`);
    }
  }
  return problems;
}

import type { Indicator } from './indicator.js';
import { type LockFile, changedWithoutVersion, lockFileName, lockOf, renderLockFile } from './lock-file.js';
import { type LintedIndicator, lintSql } from './sql/lint-sql.js';

/** Everything that keeps the catalogue from being released, in sentences; empty when all is well. */
export async function checkCatalogue(indicators: readonly Indicator[], locked: LockFile): Promise<string[]> {
  const problems = checkLock(indicators, locked, lockFileName);
  for (const indicator of indicators)
    problems.push(...(await lintFile(`${indicator.folder}/indicator.sql`, indicator)));
  return problems;
}

/** What a lock file says against the definitions as they are now. */
export function checkLock(
  definitions: readonly Pick<Indicator, 'code' | 'version' | 'hash'>[],
  locked: LockFile,
  fileName: string,
): string[] {
  const now = lockOf(definitions);
  const changed = changedWithoutVersion(locked, now);
  if (changed.length) return changed.map((code) => `${code}: query or parameters changed without a higher version`);
  const isFresh = renderLockFile(locked) === renderLockFile(now);
  return isFresh ? [] : [`${fileName} is stale: run node indicators/dist/generate.js`];
}

/** What a query breaks, each with its place. */
export async function lintFile(file: string, query: LintedIndicator): Promise<string[]> {
  return (await lintSql(query)).map(({ rule, line, message }) => `${file}:${line} ${rule}: ${message}`);
}

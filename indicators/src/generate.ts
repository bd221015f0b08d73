import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { checkCatalogue } from './check-catalogue.js';
import { catalogueFolder } from './find-catalogue.js';
import { loadCatalogue } from './load-catalogue.js';
import { changedWithoutVersion, lockFileName, lockOf, readLockFile, renderLockFile } from './lock-file.js';
import { renderIndicatorList } from './render-indicator-list.js';

/**
 * Writes the lock file and `docs/indicators.md`; with `--check` only says whether they are fresh and every query keeps
 * the rules. `--rewrite` gives an unreleased version its new hash.
 */
async function generate(flags: readonly string[]): Promise<string[]> {
  const indicators = await loadCatalogue();
  const locked = await readLockFile();
  const listPath = join(catalogueFolder, '..', 'docs', 'indicators.md');
  const list = renderIndicatorList(indicators);
  if (flags.includes('--check')) {
    const written = await readFile(listPath, 'utf8').catch(() => '');
    const stale = written === list ? [] : ['docs/indicators.md is stale: run node indicators/dist/generate.js'];
    return [...(await checkCatalogue(indicators, locked)), ...stale];
  }
  const lock = lockOf(indicators);
  const changed = flags.includes('--rewrite') ? [] : changedWithoutVersion(locked, lock);
  if (changed.length) return changed.map((code) => `${code}: query or parameters changed without a higher version`);
  await writeFile(join(catalogueFolder, lockFileName), renderLockFile(lock));
  await writeFile(listPath, list);
  return [];
}

const problems = await generate(process.argv.slice(2)).catch((error: unknown): string[] => {
  const found = error instanceof DomainError ? error.details.problems : undefined;
  if (Array.isArray(found)) return found.map(String);
  throw error;
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { checkCatalogue } from './check-catalogue.js';
import { catalogueFolder } from './find-catalogue.js';
import { loadWholeCatalogue } from './load-catalogue.js';
import {
  changedWithoutVersion,
  type LockEntry,
  lockFileName,
  lockOf,
  readLockFile,
  renderLockFile,
  ruleLockFileName,
} from './lock-file.js';
import { loadCases } from './cases/load-cases.js';
import { hasQuery } from './indicator.js';
import { type ListedEntry, renderIndicatorList } from './render-indicator-list.js';
import { checkRuleCatalogue } from './rules/check-rules.js';
import { loadRules } from './rules/load-rules.js';
import { renderRuleList } from './rules/render-rule-list.js';

/**
 * Writes the lock files, `docs/indicators.md` and `docs/rules.md`; with `--check` only says whether they are fresh and
 * every query keeps the rules. `--rewrite` gives an unreleased version its new hash.
 */
async function generate(flags: readonly string[]): Promise<string[]> {
  const entries = await loadWholeCatalogue();
  const indicators = entries.filter(hasQuery);
  const listed = await Promise.all(
    entries.map(async (entry): Promise<ListedEntry> => ({
      entry,
      cases: hasQuery(entry) ? (await loadCases(entry)).length : 0,
    })),
  );
  const rules = await loadRules();
  const lists = [
    { document: 'indicators.md', text: renderIndicatorList(listed) },
    { document: 'rules.md', text: renderRuleList(rules) },
  ];
  if (flags.includes('--check')) {
    return [
      ...(await checkCatalogue(indicators, await readLockFile())),
      ...(await checkRuleCatalogue(rules, await readLockFile(catalogueFolder, ruleLockFileName))),
      ...(await Promise.all(lists.map(staleDocument))).flat(),
    ];
  }
  const refused = [
    ...(await writeLock(lockFileName, indicators, flags)),
    ...(await writeLock(ruleLockFileName, rules, flags)),
  ];
  if (refused.length) return refused;
  for (const { document, text } of lists) await writeFile(documentPath(document), text);
  return [];
}

async function writeLock(
  fileName: string,
  definitions: readonly (LockEntry & { code: string })[],
  flags: readonly string[],
): Promise<string[]> {
  const lock = lockOf(definitions);
  const changed = flags.includes('--rewrite')
    ? []
    : changedWithoutVersion(await readLockFile(catalogueFolder, fileName), lock);
  if (!changed.length) await writeFile(join(catalogueFolder, fileName), renderLockFile(lock));
  return changed.map((code) => `${code}: query or parameters changed without a higher version`);
}

async function staleDocument({ document, text }: { document: string; text: string }): Promise<string[]> {
  const written = await readFile(documentPath(document), 'utf8').catch(() => '');
  return written === text ? [] : [`docs/${document} is stale: run node indicators/dist/generate.js`];
}

function documentPath(document: string): string {
  return join(catalogueFolder, '..', 'docs', document);
}

const problems = await generate(process.argv.slice(2)).catch((error: unknown): string[] => {
  const found = error instanceof DomainError ? error.details.problems : undefined;
  if (Array.isArray(found)) return found.map(String);
  throw error;
});
for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;

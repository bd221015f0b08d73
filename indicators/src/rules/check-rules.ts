import { ruleColumns } from '@fundwatch/domain/evaluate';
import { checkLock, lintFile } from '../check-catalogue.js';
import { type LockFile, ruleLockFileName } from '../lock-file.js';
import type { LintedContract } from '../sql/lint-sql.js';
import { isCheckable, type Rule } from './rule.js';

/** What a rule's query returns, for the linter; the summary row of an agency × line is the one without an item. */
export const ruleContract: LintedContract = { columns: ruleColumns, orderedBy: ['agency', 'line', 'item'] };

/** Everything that keeps the rules from being released, in sentences; empty when all is well. */
export async function checkRuleCatalogue(rules: readonly Rule[], locked: LockFile): Promise<string[]> {
  const problems = checkLock(rules, locked, ruleLockFileName);
  for (const rule of rules.filter(isCheckable)) {
    problems.push(...(await lintFile(`${rule.folder}/rule.sql`, { ...rule, contract: ruleContract })));
  }
  return problems;
}

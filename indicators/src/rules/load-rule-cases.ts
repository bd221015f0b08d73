import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCasesBy } from '../cases/load-cases.js';
import { catalogueFolder } from '../find-catalogue.js';
import { type RuleCase, ruleCasesSchema } from './rule-case.schema.js';
import type { Rule } from './rule.js';

/** The cases of one rule, defaults filled in. Error: INDICATOR_INVALID. */
export async function loadRuleCases(
  rule: Pick<Rule, 'code' | 'folder'>,
  root: string = catalogueFolder,
): Promise<RuleCase[]> {
  const text = await readFile(join(root, rule.folder, 'cases.yaml'), 'utf8');
  return parseCasesBy(ruleCasesSchema, rule.code, text);
}

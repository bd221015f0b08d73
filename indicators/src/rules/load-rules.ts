import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { catalogueFolder } from '../find-catalogue.js';
import { readRule } from './read-rule.js';
import type { Rule } from './rule.js';

/** Every rule's folder, relative to the catalogue, in order of code. */
export async function findRuleFolders(root: string = catalogueFolder): Promise<string[]> {
  const entries = await readdir(join(root, 'rules'), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && /^r\d{2}-[a-z0-9-]+$/.test(entry.name))
    .map(({ name }) => `rules/${name}`)
    .sort();
}

/** Every rule, in order of code. Error: INDICATOR_INVALID with the problems of all of them. */
export async function loadRules(root: string = catalogueFolder): Promise<Rule[]> {
  // A folder that somebody is still writing is not a rule yet; the tests of the catalogue complain of it.
  const folders = (await findRuleFolders(root)).filter((folder) => existsSync(join(root, folder, 'rule.md')));
  const read = await Promise.allSettled(folders.map((folder) => readRule(folder, root)));
  const problems = read.flatMap((one, i) =>
    one.status === 'rejected' ? [`${folders[i]}: ${(one.reason as Error).message}`] : [],
  );
  const rules = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  rules.sort((a, b) => (a.code < b.code ? -1 : 1));
  rules.forEach(({ code }, i) => {
    if (rules[i + 1]?.code === code) problems.push(`${code}: the code is used twice`);
  });
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { problems });
  return rules;
}

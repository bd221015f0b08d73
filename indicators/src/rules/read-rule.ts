import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { catalogueFolder } from '../find-catalogue.js';
import { canonicalSql, readDocument } from '../read-document.js';
import { hashOf } from '../read-indicator.js';
import { checkRuleDefinition } from './check-rule-definition.js';
import { type Rule, ruleHeadings } from './rule.js';
import { ruleSchema } from './rule.schema.js';

/** Reads one rule's folder. Error: INDICATOR_INVALID with every problem found. */
export async function readRule(folder: string, root: string = catalogueFolder): Promise<Rule> {
  const document = await readFile(join(root, folder, 'rule.md'), 'utf8');
  const sql = await readFile(join(root, folder, 'rule.sql'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return parseRule({ folder, document, sql });
}

/** Builds a rule from the texts of its files. Error: INDICATOR_INVALID with every problem found. */
export function parseRule(files: { folder: string; document: string; sql: string | null }): Rule {
  const { folder } = files;
  const sql = files.sql === null ? null : canonicalSql(files.sql);
  const { definition, guidance } = readDocument(files.document, {
    file: 'rule.md',
    folder,
    schema: ruleSchema,
    headings: ruleHeadings,
  });
  const problems = checkRuleDefinition(definition, folder, sql !== null);
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { folder, problems });
  return { ...definition, guidance, sql, hash: hashOf(sql ?? '', definition.parameters), folder };
}

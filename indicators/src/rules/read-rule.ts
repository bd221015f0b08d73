import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { catalogueFolder } from '../find-catalogue.js';
import { citeBases, type LegalBases, readLegalBases } from '../legal-bases.js';
import { canonicalSql, readDocument } from '../read-document.js';
import { hashOf } from '../read-indicator.js';
import { checkRuleDefinition } from './check-rule-definition.js';
import { type Rule, ruleHeadings } from './rule.js';
import { ruleSchema } from './rule.schema.js';

/** Reads one rule's folder. Error: INDICATOR_INVALID with every problem found. */
export async function readRule(folder: string, root: string = catalogueFolder, bases?: LegalBases): Promise<Rule> {
  const document = await readFile(join(root, folder, 'rule.md'), 'utf8');
  const sql = await readFile(join(root, folder, 'rule.sql'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return parseRule({ folder, document, sql }, bases ?? (await readLegalBases(root)));
}

/** Builds a rule from the texts of its files. Error: INDICATOR_INVALID with every problem found. */
export function parseRule(files: { folder: string; document: string; sql: string | null }, bases: LegalBases): Rule {
  const { folder } = files;
  const sql = files.sql === null ? null : canonicalSql(files.sql);
  const { definition: front, guidance } = readDocument(files.document, {
    file: 'rule.md',
    folder,
    schema: ruleSchema,
    headings: ruleHeadings,
  });
  const { basis, problems: unknown } = citeBases(front.basis, bases);
  const definition = { ...front, basis };
  const problems = [...unknown, ...checkRuleDefinition(definition, folder, sql !== null)];
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { folder, problems });
  return { ...definition, guidance, sql, hash: hashOf(sql ?? '', definition.parameters), folder };
}

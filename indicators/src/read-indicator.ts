import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { checkDefinition } from './check-definition.js';
import { catalogueFolder } from './find-catalogue.js';
import { type Indicator, guidanceHeadings } from './indicator.js';
import { indicatorSchema } from './indicator.schema.js';
import { canonicalSql, readDocument } from './read-document.js';

/** Reads one indicator's folder. Error: INDICATOR_INVALID with every problem found. */
export async function readIndicator(folder: string, root: string = catalogueFolder): Promise<Indicator> {
  const [document, sql] = await Promise.all([
    readFile(join(root, folder, 'indicator.md'), 'utf8'),
    readFile(join(root, folder, 'indicator.sql'), 'utf8'),
  ]);
  return parseIndicator({ folder, document, sql });
}

/** Builds an indicator from the texts of its files. Error: INDICATOR_INVALID with every problem found. */
export function parseIndicator(files: { folder: string; document: string; sql: string }): Indicator {
  const { folder } = files;
  const sql = canonicalSql(files.sql);
  const { definition, guidance } = readDocument(files.document, {
    file: 'indicator.md',
    folder,
    schema: indicatorSchema,
    headings: guidanceHeadings,
  });
  const problems = checkDefinition(definition, folder);
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { folder, problems });
  return {
    ...definition,
    guidance,
    sql,
    hash: hashOf(sql, definition.parameters),
    readsAsOf: /\bas_of\b/.test(sql),
    folder,
  };
}

/** sha256 over what decides a result: query and parameters. */
export function hashOf(sql: string, parameters: Indicator['parameters']): string {
  const decisive = [sql, parameters.map(({ name, type, value }) => [name, type, value])];
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}

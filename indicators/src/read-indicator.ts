import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { checkDefinition } from './check-definition.js';
import { catalogueFolder } from './find-catalogue.js';
import { type CatalogueEntry, guidanceHeadings, hasQuery, type Indicator } from './indicator.js';
import { indicatorSchema } from './indicator.schema.js';
import { citeBases, type LegalBases, readLegalBases } from './legal-bases.js';
import { canonicalSql, readDocument } from './read-document.js';

/** Reads the folder of an entry that can be evaluated. Error: INDICATOR_INVALID with every problem found. */
export async function readIndicator(
  folder: string,
  root: string = catalogueFolder,
  bases?: LegalBases,
): Promise<Indicator> {
  const entry = await readEntry(folder, root, bases);
  if (!hasQuery(entry)) throw new DomainError('INDICATOR_INVALID', { folder, problems: ['it has no indicator.sql'] });
  return entry;
}

/** Reads one folder of the catalogue. Error: INDICATOR_INVALID with every problem found. */
export async function readEntry(
  folder: string,
  root: string = catalogueFolder,
  bases?: LegalBases,
): Promise<CatalogueEntry> {
  const [document, sql] = await Promise.all([
    readFile(join(root, folder, 'indicator.md'), 'utf8'),
    readFile(join(root, folder, 'indicator.sql'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    }),
  ]);
  return parseEntry({ folder, document, sql }, bases ?? (await readLegalBases(root)));
}

/** Builds an indicator from the texts of its files. Error: INDICATOR_INVALID with every problem found. */
export function parseIndicator(files: { folder: string; document: string; sql: string }, bases: LegalBases): Indicator {
  return parseEntry(files, bases) as Indicator;
}

/** Builds an entry from the texts of its files. Error: INDICATOR_INVALID with every problem found. */
export function parseEntry(
  files: { folder: string; document: string; sql: string | null },
  bases: LegalBases,
): CatalogueEntry {
  const { folder } = files;
  const { definition: front, guidance } = readDocument(files.document, {
    file: 'indicator.md',
    folder,
    schema: indicatorSchema,
    headings: guidanceHeadings,
  });
  const { basis, problems: unknown } = citeBases(front.basis, bases);
  const definition = { ...front, basis };
  const problems = [...unknown, ...checkDefinition(definition, folder, files.sql !== null)];
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { folder, problems });
  const entry = { ...definition, guidance, folder };
  if (files.sql === null) return entry;
  const sql = canonicalSql(files.sql);
  const indicator: Indicator = {
    ...entry,
    sql,
    hash: hashOf(sql, definition.parameters),
    readsAsOf: /\bas_of\b/.test(sql),
  };
  return indicator;
}

/** sha256 over what decides a result: query and parameters. */
export function hashOf(sql: string, parameters: Indicator['parameters']): string {
  const decisive = [sql, parameters.map(({ name, type, value }) => [name, type, value])];
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
}

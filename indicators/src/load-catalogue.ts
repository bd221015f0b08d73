import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { catalogueFolder, findIndicatorFolders } from './find-catalogue.js';
import { type CatalogueEntry, hasQuery, type Indicator } from './indicator.js';
import { readLegalBases } from './legal-bases.js';
import { readEntry } from './read-indicator.js';

/** Every indicator that can be evaluated, in order of code. Error: INDICATOR_INVALID with the problems of all of them. */
export async function loadCatalogue(root: string = catalogueFolder): Promise<Indicator[]> {
  return (await loadWholeCatalogue(root)).filter(hasQuery);
}

/** Every entry, those that wait for data too, in order of code. Error: INDICATOR_INVALID with the problems of all of them. */
export async function loadWholeCatalogue(root: string = catalogueFolder): Promise<CatalogueEntry[]> {
  // A folder that somebody is still writing is not an entry yet; the tests of the catalogue complain of it.
  const folders = (await findIndicatorFolders(root)).filter((folder) => existsSync(join(root, folder, 'indicator.md')));
  const bases = await readLegalBases(root);
  const read = await Promise.allSettled(folders.map((folder) => readEntry(folder, root, bases)));
  const problems = read.flatMap((one, i) =>
    one.status === 'rejected' ? [`${folders[i]}: ${messageOf(one.reason as Error)}`] : [],
  );
  const entries = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  entries.sort((a, b) => (a.code < b.code ? -1 : 1));
  entries.forEach(({ code }, i) => {
    if (entries[i + 1]?.code === code) problems.push(`${code}: the code is used twice`);
  });
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { problems });
  return entries;
}

function messageOf(error: Error): string {
  const problems = error instanceof DomainError ? error.details['problems'] : undefined;
  return Array.isArray(problems) ? problems.join('; ') : error.message;
}

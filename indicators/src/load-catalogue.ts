import { DomainError } from '@fundwatch/domain';
import { catalogueFolder, findIndicatorFolders } from './find-catalogue.js';
import type { Indicator } from './indicator.js';
import { readIndicator } from './read-indicator.js';

/** Every indicator of the catalogue, in order of code. Error: INDICATOR_INVALID with the problems of all of them. */
export async function loadCatalogue(root: string = catalogueFolder): Promise<Indicator[]> {
  const folders = await findIndicatorFolders(root);
  const read = await Promise.allSettled(folders.map((folder) => readIndicator(folder, root)));
  const problems = read.flatMap((one, i) =>
    one.status === 'rejected' ? [`${folders[i]}: ${(one.reason as Error).message}`] : [],
  );
  const indicators = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  indicators.sort((a, b) => (a.code < b.code ? -1 : 1));
  indicators.forEach(({ code }, i) => {
    if (indicators[i + 1]?.code === code) problems.push(`${code}: the code is used twice`);
  });
  if (problems.length) throw new DomainError('INDICATOR_INVALID', { problems });
  return indicators;
}

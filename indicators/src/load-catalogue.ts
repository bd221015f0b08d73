import { DomainError } from '@fundwatch/domain';
import { catalogueFolder, findIndicatorFolders } from './find-catalogue.js';
import type { Indicator } from './indicator.js';
import { readIndicator } from './read-indicator.js';

/** Every indicator of the catalogue, in order of code. Error: INDICATOR_INVALID. */
export async function loadCatalogue(root: string = catalogueFolder): Promise<Indicator[]> {
  const folders = await findIndicatorFolders(root);
  const indicators = await Promise.all(folders.map((folder) => readIndicator(folder, root)));
  indicators.sort((a, b) => (a.code < b.code ? -1 : 1));
  const twice = indicators.find(({ code }, i) => indicators[i + 1]?.code === code);
  if (twice) throw new DomainError('INDICATOR_INVALID', { code: twice.code, problems: ['the code is used twice'] });
  return indicators;
}

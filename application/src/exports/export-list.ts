import { Readable } from 'node:stream';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { ExportName } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import type { ExportInput } from './export-input.js';
import { sayFilters } from './filter-words.js';
import { listMarks } from './list-marks.js';
import type { Language } from './list-words.js';
import type { ExportedList } from './listed.js';
import * as accountabilityLists from './lists/accountability-lists.js';
import * as alertLists from './lists/alert-lists.js';
import * as collectLists from './lists/collect-lists.js';
import * as evaluateLists from './lists/evaluate-lists.js';
import * as indicatorLists from './lists/indicator-lists.js';
import * as matterLists from './lists/matter-lists.js';
import * as peopleLists from './lists/people-lists.js';
import * as systemLists from './lists/system-lists.js';
import * as versionLists from './lists/version-lists.js';
import { sheetMediaType, writeSheet } from './write-sheet.js';

/** One definition for each list that can be taken out. */
export const exportedLists: { readonly [N in ExportName]: ExportedList<ExportInput<N>> } = {
  ...collectLists,
  ...evaluateLists,
  ...indicatorLists,
  ...alertLists,
  ...matterLists,
  ...peopleLists,
  ...accountabilityLists,
  ...systemLists,
  ...versionLists,
};

/**
 * A list as this person may see it, as .xlsx: read by the use case of its page, so nothing in it is personal in clear that is not
 * on the page; it says who took it and when, and is logged with its number of rows.
 * @throws DomainError EXPORT_TOO_LARGE, and what the list itself throws
 */
export async function exportList<N extends ExportName>(
  app: Application,
  context: RequestContext,
  name: N,
  { language, ...input }: ExportInput<N> & { language: Language },
): Promise<Download> {
  const list: ExportedList<ExportInput<N>> = exportedLists[name];
  const found = await list.open(app, context, input as unknown as ExportInput<N>);
  const now = await app.clock.now();
  await app.database.withContext(context, ({ audit }) =>
    audit.append({
      action: 'list.export',
      target: { kind: 'list', id: name },
      businessAt: now,
      details: { rows: found.rows, filter: input },
    }),
  );
  const marks = listMarks(language, {
    title: list.title,
    context,
    at: now,
    rows: found.rows,
    about: found.about,
    filters: await sayFilters(app, context, name, input),
  });
  const { columns, rows } = found.sheet(language);
  const bytes = await writeSheet(marks, columns, rows);
  return {
    fileName: `${list.title[language]}-${shanghaiDayOf(now)}.xlsx`,
    mediaType: sheetMediaType,
    bytes: bytes.length,
    content: Readable.from([bytes]),
  };
}

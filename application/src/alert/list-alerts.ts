import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertOrder } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor, type KeyPart } from '../paging/cursor.js';
import { readBusinessDay } from './business-day.js';
import { filterOf, ownOf, type AskedFilter } from './filter-of.js';
import { hidesBaseline } from './hides-baseline.js';
import { viewAlertRow } from './view-alert-row.js';

export interface AlertListInput extends AskedFilter {
  order: AlertOrder;
  cursor?: string | undefined;
  limit: number;
}

const keyParts: Record<AlertOrder, readonly KeyPart[]> = {
  urgency: ['day', 'integer', 'decimal', 'uuid'],
  raised: ['instant', 'uuid'],
};

/** A list of all that ever was is not counted to its end for every page: nobody reads so far. */
const MOST_COUNTED = 10_000;

/** Alerts that this person may see, by filters, a page at a time. @throws DomainError CURSOR_INVALID */
export async function listAlerts(
  app: Application,
  context: RequestContext,
  input: AlertListInput,
): Promise<ReplyOf<typeof routes.listAlerts>> {
  const { order, cursor, limit, ...filter } = input;
  const day = await readBusinessDay(app);
  const place = readCursor(cursor, day.now, keyParts[order]);
  const query = {
    filter: { ...filterOf(context, filter), ...ownOf(context) },
    day,
    withoutBaseline: hidesBaseline(context),
    asOf: place.asOf,
  };
  // What stands in a bucket is open, and is counted to its end, as its chip is.
  const most = filter.bucket ? null : MOST_COUNTED;
  const [rows, counted] = await app.database.withContext(context, async ({ alertReading }) => [
    await alertReading.list(query, order, place.after, limit + 1),
    most === null ? await alertReading.count(query) : await alertReading.countUpTo(query, most),
  ]);
  const page = pageOf(
    rows,
    limit,
    place,
    Math.min(counted, most ?? counted),
    (row) => row.key,
    (row) => viewAlertRow(app, context, row, day),
  );
  return { ...page, totalIsLeast: most !== null && counted > most };
}

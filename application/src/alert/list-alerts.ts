import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertOrder } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor, type KeyPart } from '../paging/cursor.js';
import { readBusinessDay } from './business-day.js';
import { filterOf, type AskedFilter } from './filter-of.js';
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

/** Alerts that this person may see, by filters, a page at a time. @throws DomainError CURSOR_INVALID */
export async function listAlerts(
  app: Application,
  context: RequestContext,
  input: AlertListInput,
): Promise<ReplyOf<typeof routes.listAlerts>> {
  const { order, cursor, limit, ...filter } = input;
  const day = await readBusinessDay(app);
  const place = readCursor(cursor, day.now, keyParts[order]);
  const query = { filter: filterOf(context, filter), day, withoutBaseline: hidesBaseline(context), asOf: place.asOf };
  const [rows, total] = await app.database.withContext(context, async ({ alertReading }) => [
    await alertReading.list(query, order, place.after, limit + 1),
    await alertReading.count(query),
  ]);
  return pageOf(
    rows,
    limit,
    place,
    total,
    (row) => row.key,
    (row) => viewAlertRow(app, context, row, day),
  );
}

import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { DomainError } from '@fundwatch/domain';
import { mayUnmask, type RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { definitionOfAlert } from './definition-of-alert.js';
import { requireAlert } from './require-alert.js';
import { viewHit } from './show-evidence.js';

export interface HitsInput {
  alertId: string;
  cursor?: string | undefined;
  limit: number;
}
type HitsPage = ReplyOf<typeof routes.listAlertHits>;

/** The rows behind an alert, personal columns masked. @throws DomainError NOT_FOUND, CURSOR_INVALID */
export async function listAlertHits(app: Application, context: RequestContext, input: HitsInput): Promise<HitsPage> {
  return readHits(app, context, input, null);
}

/**
 * The same with personal data; the look and its reason are logged in the same transaction.
 * @throws DomainError NOT_FOUND, NOT_ALLOWED, REASON_REQUIRED, CURSOR_INVALID
 */
export async function unmaskAlertHits(
  app: Application,
  context: RequestContext,
  input: HitsInput & { reason: string },
): Promise<HitsPage> {
  if (!mayUnmask(context.roles)) throw new DomainError('NOT_ALLOWED');
  if (!input.reason.trim()) throw new DomainError('REASON_REQUIRED');
  return readHits(app, context, input, input.reason.trim());
}

async function readHits(
  app: Application,
  context: RequestContext,
  input: HitsInput,
  unmaskedFor: string | null,
): Promise<HitsPage> {
  const businessAt = await app.clock.now();
  const place = readCursor(input.cursor, businessAt, ['text', 'text']);
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, input.alertId);
    const rows = await repositories.alertReading.hits(alert.id, place.after as string[] | null, input.limit + 1);
    // A first page that is not full holds all of them.
    const whole = !place.after && rows.length <= input.limit;
    const total = whole ? rows.length : await repositories.alertReading.countHits(alert.id);
    const definition = await definitionOfAlert(app, repositories, alert);
    if (unmaskedFor !== null)
      await repositories.audit.append({
        action: 'hits.unmask',
        target: { kind: 'alert', id: alert.id },
        businessAt,
        reason: unmaskedFor,
        details: { number: alert.number, rows: Math.min(rows.length, input.limit), after: place.after },
      });
    return pageOf(
      rows,
      input.limit,
      place,
      total,
      (row) => [row.subject, row.hitKey],
      (row) => viewHit(definition, row, unmaskedFor !== null),
    );
  });
}

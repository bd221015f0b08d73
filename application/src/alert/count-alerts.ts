import type { AssignedFilter } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { agencyRoles, type RequestContext } from '@fundwatch/domain/identity';
import type { AlertBucket } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readBusinessDay } from './business-day.js';
import { ownerOf, ownOf } from './filter-of.js';
import { hidesBaseline } from './hides-baseline.js';

const dates = ['overdue', 'due_today', 'due_soon'] as const satisfies readonly AlertBucket[];
const forSupervision: readonly AlertBucket[] = [
  'office_turn',
  ...dates,
  'to_screen',
  'to_dispatch',
  'to_review',
  'to_accept',
  'waiting_branch',
  'waiting_agency',
  'waiting_calendar',
];
const forAgency: readonly AlertBucket[] = [...dates, 'to_receive', 'to_answer'];

/** How many alerts stand in each bucket of this person's queue; the same conditions make the lists. */
export async function countAlerts(
  app: Application,
  context: RequestContext,
  { assigned }: { assigned?: AssignedFilter | undefined } = {},
): Promise<ReplyOf<typeof routes.countAlerts>> {
  const day = await readBusinessDay(app);
  const buckets = agencyRoles.some((role) => context.roles.includes(role)) ? forAgency : forSupervision;
  const query = { filter: ownOf(context), day, withoutBaseline: hidesBaseline(context), asOf: day.now };
  const by = ownerOf(context);
  return app.database.withContext(context, async ({ alertReading, assignments }) => ({
    ...(await alertReading.countBuckets(query, buckets, { only: assigned, by })),
    standsInFor: await assignments.standsInFor(by.account, day.today),
  }));
}

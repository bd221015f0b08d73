import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';

export type LinkedView = ReplyOf<typeof routes.getAlert>['linked'];

const MOST_LINKED = 100;

/**
 * Alerts tied to one that this person may see. An agency learns of another agency only its name, and only once the
 * matter was sent there; so the look behind its own rows is the product's: `behind` has the scope of all.
 */
export async function findLinked(
  { alertReading }: Pick<Repositories, 'alertReading'>,
  context: RequestContext,
  alertId: string,
): Promise<LinkedView> {
  // A department was asked about one alert, and learns of no other.
  if (context.scope !== 'all' && !context.scope.startsWith('agency:')) return [];
  const linked = await alertReading.linked(alertId, MOST_LINKED);
  if (context.scope === 'all') return linked.map(({ dispatched: _, ...one }) => one);
  const others = new Map<string, LinkedView[number]>();
  const own: LinkedView = [];
  for (const { dispatched, ...one } of linked) {
    if (!dispatched) continue;
    if (context.scope === `agency:${one.agency}`) own.push(one);
    else
      others.set(one.agency, { number: null, id: null, agency: one.agency, agencyName: one.agencyName, state: null });
  }
  return [...own, ...others.values()];
}

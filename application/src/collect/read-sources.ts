import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { daysBetween, shanghaiDayOf } from '@fundwatch/domain/calendar';
import { tablesOf } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { Application } from '../application.js';
import { readIndicatorsInForce } from '../tuning/read-in-force.js';

const SHOWN_PACKAGES = 100;
/** Handbook DQ14, where no other threshold is set in the indicator. */
const STALE_AFTER_DAYS = 31;

/** What the last look into the watched folder found, what waits there, and what became of the packages of late. */
export async function getWatchedFolder(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.getWatchedFolder>> {
  const { look, open, settled, quarantined } = await app.database.withContext(context, async ({ watchedFolder }) => ({
    look: await watchedFolder.lastLook(),
    open: await watchedFolder.open(),
    settled: await watchedFolder.settled(null, SHOWN_PACKAGES),
    // However many were accepted since: what lies in quarantine waits for a person.
    quarantined: await watchedFolder.settled('quarantined', SHOWN_PACKAGES),
  }));
  const rest = settled.filter(({ outcome }) => outcome !== 'quarantined');
  return {
    path: look?.path ?? null,
    lookedAt: look?.lookedAt ?? null,
    problem: look?.problem ?? null,
    waiting: open.map(({ name, bytes, seenAt, packageId }) => ({ name, bytes, seenAt, checking: packageId !== null })),
    settled: [...quarantined, ...rest].map(({ reasonZh, reasonEn, ...one }) => ({
      ...one,
      reason: reasonZh === null ? null : { zh: reasonZh, en: reasonEn ?? reasonZh },
    })),
  };
}

/** External data by table and how long ago it came; tables that never came, too. */
export async function listExternalFeeds(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listExternalFeeds>> {
  const { arrivals, staleAfterDays } = await app.database.withContext(context, async (repositories) => ({
    arrivals: await repositories.externalFeeds.latestArrivals(),
    staleAfterDays: staleAfter(await readIndicatorsInForce(app, repositories)),
  }));
  const today = shanghaiDayOf(await app.clock.now());
  const feeds = tablesOf('external').map(({ name, title }) => {
    const arrival = arrivals.find(({ table }) => table === name);
    const days = arrival ? daysBetween(shanghaiDayOf(arrival.arrivedAt), today) : null;
    return {
      table: name,
      title,
      arrivedAt: arrival?.arrivedAt ?? null,
      period: arrival?.period ?? null,
      rows: arrival?.rows ?? null,
      days,
      stale: days === null || days > staleAfterDays,
      submissionId: arrival?.submissionId ?? null,
    };
  });
  return { staleAfterDays, feeds };
}

function staleAfter(inForce: ReadonlyMap<string, Indicator>): number {
  const days = inForce.get('DQ14')?.parameters.find(({ type }) => type === 'integer')?.value;
  return days === undefined ? STALE_AFTER_DAYS : Number(days);
}

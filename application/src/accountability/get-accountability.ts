import type { FactKind } from '@fundwatch/domain/accountability';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { readBusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { filterOfMonths, readArrivalFacts, type AskedMonths } from './read-months.js';

export type AccountabilityView = ReplyOf<typeof routes.getAccountability>;

/**
 * 履责情况: facts and standing entries by agency over months, each figure with its list. It says what the records show and
 * concludes nothing (津21, handbook §3.4). @throws DomainError REQUEST_INVALID, NOT_ALLOWED
 */
export async function getAccountability(
  app: Application,
  context: RequestContext,
  months: AskedMonths,
): Promise<AccountabilityView> {
  const day = await readBusinessDay(app);
  const filter = await filterOfMonths(app, context, months, day);
  return app.database.withContext(context, async (repositories) => {
    const { accountabilityFacts, accountabilityEntries, organisations } = repositories;
    const { facts, waitingForCalendar } = await readArrivalFacts(repositories, filter, day);
    const recorded = await accountabilityFacts.figures(filter);
    const entries = await accountabilityEntries.figures({ ...months, agency: filter.agency });
    const counts = new Map<string, Map<FactKind, number>>();
    const add = (agency: string, kind: FactKind, count: number) => {
      const own = counts.get(agency) ?? new Map<FactKind, number>();
      counts.set(agency, own.set(kind, (own.get(kind) ?? 0) + count));
    };
    for (const { agency, kind } of facts) add(agency, kind, 1);
    for (const { agency, kind, count } of recorded) add(agency, kind, count);
    const named = await organisations.list();
    // Every agency has its row; another organisation only where something is said of it.
    const shown = named.filter(({ code, kind }) =>
      filter.agency === undefined
        ? kind === 'agency' || counts.has(code) || entries.some(({ agency }) => agency === code)
        : code === filter.agency,
    );
    return {
      asOf: day.now,
      since: filter.since,
      waitingForCalendar,
      rows: shown.map(({ code, name }) => ({
        agency: { code, name },
        facts: [...(counts.get(code) ?? [])].map(([kind, count]) => ({ kind, count })),
        entries: entries.filter(({ agency }) => agency === code).map(({ item, count }) => ({ item, count })),
      })),
    };
  });
}

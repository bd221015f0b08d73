import { shortDecimal } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertFilter, Repositories, SubjectHitRecord } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readBusinessDay, type BusinessDay } from './business-day.js';
import { hidesBaseline } from './hides-baseline.js';
import { subjectKey, type SubjectInput } from './subject-key.js';
import { titleOf, viewAlertRow } from './view-alert-row.js';

const MOST_ALERTS = 100;
const MOST_HITS = 500;

type SubjectView = ReplyOf<typeof routes.getSubject>;

/**
 * What alerts and evaluations say of one person, employer, clerk or account, as far as this reader may see it: officers also
 * what was known already or could not be decided, an agency what was sent to it. @throws DomainError NOT_FOUND
 */
export async function getSubject(app: Application, context: RequestContext, input: SubjectInput): Promise<SubjectView> {
  const key = subjectKey(app, context, input);
  const day = await readBusinessDay(app);
  const reader: Reader = { app, context, day, withoutBaseline: hidesBaseline(context) };
  return app.database.withContext(context, async (repositories) => {
    const { subjects, organisations } = repositories;
    const hits = reader.withoutBaseline
      ? await subjects.sharedHits(key, MOST_HITS + 1)
      : await subjects.hits(key, MOST_HITS + 1);
    const agency = await organisations.find(key.agency);
    return {
      agency: { code: key.agency, name: agency?.name ?? key.agency },
      alerts: await listAlerts(repositories, reader, { about: key }),
      elsewhere:
        context.scope === 'all' ? await listAlerts(repositories, reader, { tiedTo: key }) : { total: 0, items: [] },
      hits: hits.slice(0, MOST_HITS).map((hit) => viewHit(app, hit)),
      hitsCutShort: hits.length > MOST_HITS,
    };
  });
}

interface Reader {
  app: Application;
  context: RequestContext;
  day: BusinessDay;
  withoutBaseline: boolean;
}

async function listAlerts(
  { alertReading }: Repositories,
  { app, context, day, withoutBaseline }: Reader,
  filter: AlertFilter,
): Promise<SubjectView['alerts']> {
  const query = { filter, day, withoutBaseline, asOf: day.now };
  const rows = await alertReading.list(query, 'raised', null, MOST_ALERTS);
  const total = rows.length < MOST_ALERTS ? rows.length : await alertReading.count(query);
  return { total, items: rows.map((row) => viewAlertRow(app, context, row, day)) };
}

function viewHit(app: Application, { alertId, alertNumber, ...hit }: SubjectHitRecord): SubjectView['hits'][number] {
  return {
    ...hit,
    title: { ...titleOf(app, hit.indicator, hit.title) },
    observed: shortDecimal(hit.observed),
    threshold: shortDecimal(hit.threshold),
    alert: alertId !== null && alertNumber !== null ? { id: alertId, number: alertNumber } : null,
  };
}

import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { endOfDay, periodsBack, shanghaiDayOf, submissionDueIn, submissionLockedIn } from '@fundwatch/domain/calendar';
import { measureArrivals, type ArrivalMeasure } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { readIndicatorsInForce } from '../tuning/read-in-force.js';

type DataQuality = ReplyOf<typeof routes.getDataQuality>;

const MONTHS = 13;
const nothing: ArrivalMeasure = { expected: 0, accepted: 0, onTime: 0, refusedFirst: 0, afterLock: 0 };

/**
 * How complete and how punctual the data of a period is, by agency and line, and over thirteen months. An agency sees its
 * own; whoever may not see alerts gets no count of quality hits.
 */
export async function getDataQuality(
  app: Application,
  context: RequestContext,
  input: { period: string; agency?: string | undefined; line?: string | undefined },
): Promise<DataQuality> {
  const now = await app.clock.now();
  const today = shanghaiDayOf(now);
  const terms = await app.terms();
  const own = context.scope.startsWith('agency:') ? context.scope.slice('agency:'.length) : null;
  const agency = own ?? input.agency;
  const wanted = (one: { agency: string; line: string }) =>
    (agency === undefined || one.agency === agency) && (input.line === undefined || one.line === input.line);
  const periods = periodsBack(input.period, MONTHS);
  return app.database.withContext(
    context,
    async ({ expectedSubmissions, submissionReading, organisations, quality, indicatorVersions }) => {
      const names = new Map((await organisations.list()).map(({ code, name }) => [code, name]));
      const hits = context.scope === 'all' ? await quality.hits(periods, agency, input.line) : null;
      const broken = await quality.brokenRules(periods, agency, input.line);
      const months: DataQuality['months'] = [];
      let rows: DataQuality['rows'] = [];
      for (const period of periods) {
        const expected = (await expectedSubmissions.expectedIn(period)).rows.filter(wanted);
        const arrived = (await submissionReading.ofPeriod(period)).filter(wanted);
        const dueOn = submissionDueIn(terms, period);
        const lockedOn = submissionLockedIn(terms, period);
        const ends = { dueEnd: dueOn && endOfDay(dueOn), lockEnd: lockedOn && endOfDay(lockedOn) };
        months.push({
          ...(measureArrivals(expected, arrived, ends).get('') ?? nothing),
          period,
          dueOn,
          isDue: dueOn !== null && dueOn < today,
          rulesBroken: broken?.get(period) ?? null,
          qualityHits: hits ? (hits.get(period) ?? 0) : null,
        });
        if (period !== input.period) continue;
        const groups = measureArrivals(expected, arrived, ends, (one) => `${one.agency}|${one.line}`);
        rows = [...groups].map(([key, measure]) => {
          const [code, line] = key.split('|') as [string, string];
          return { agency: { code, name: names.get(code) ?? code }, line, ...measure };
        });
      }
      const inForce = await readIndicatorsInForce(app, { indicatorVersions });
      const qualityIndicators = [...inForce.keys()].filter((code) => code.startsWith('DQ'));
      return { asOf: now, qualityIndicators, months, rows };
    },
  );
}

import { groupBy } from '@fundwatch/domain';
import { alertStates, endedStates, scoreRisk, type AlertState } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  addPeriods,
  endOfDay,
  lastDayOf,
  periodOf,
  periodsBack,
  submissionDueIn,
  submissionLockedIn,
} from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import { viewAlertRow } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { countArrivals } from './count-arrivals.js';
import { shareInTime } from './share-in-time.js';

type Overview = ReplyOf<typeof routes.getOverview>;
type Figure = Overview['openAlerts'];

const MONTHS = 13;
const OLDEST = 5;

/**
 * The leader's figures: the month before and thirteen months of each. A period's alerts are those first found in it;
 * its answers and its open alerts are those of the calendar month in which it is worked on, the one after.
 */
export async function getOverview(
  app: Application,
  context: RequestContext,
  input: { period: string },
): Promise<Overview> {
  const day = await readBusinessDay(app);
  const periods = periodsBack(input.period, MONTHS);
  return app.database.withContext(context, async (repositories) => {
    const { overview } = repositories;
    const amounts = new Map((await overview.amounts(periods)).map(({ period, amount }) => [period, amount]));
    const answered = await readAnswered(repositories, periods, day);
    const open = await readOpen(repositories, periods, day);
    const arrivals = await countArrivals(day.terms, repositories, periods, day.now);
    return {
      asOf: day.now,
      businessDay: day.today,
      answeredOnTime: figure(periods, (period) => answered.get(period) ?? null),
      openAlerts: figure(periods, (period) => open.get(period) ?? null),
      amount: figure(periods, (period) => amounts.get(period) ?? '0'),
      submittedOnTime: figure(periods, (period) => arrivals.get(period) ?? null),
      due: { dueOn: submissionDueIn(day.terms, input.period), lockedOn: submissionLockedIn(day.terms, input.period) },
      byMonth: await overview.byMonth(periods),
      byAgency: await readAgencies(app, repositories, input.period, day),
      oldest: await readOldest(app, context, repositories, day),
    };
  });
}

/** Alerts by agency, each with its risk score: open alerts against the payments of the period (YX14). */
async function readAgencies(
  app: Application,
  { overview }: Repositories,
  period: string,
  { today }: BusinessDay,
): Promise<Overview['byAgency']> {
  const open = groupBy(await overview.openBySeverity(today), ({ agency }) => agency);
  const payments = await overview.paymentsOf(period);
  const parameters = app.unjudged.get('YX14')?.parameters ?? [];
  return (await overview.byAgency(today)).map(({ agency, agencyName, ...sums }) => ({
    agency: { code: agency, name: agencyName },
    ...sums,
    riskScore: parameters.length ? scoreRisk(open.get(agency) ?? [], payments.get(agency) ?? 0, parameters) : null,
  }));
}

function figure(periods: readonly string[], valueOf: (period: string) => string | null): Figure {
  const series = periods.map((period) => ({ period, value: valueOf(period) }));
  return { value: series.at(-1)?.value ?? null, before: series.at(-2)?.value ?? null, series };
}

/** The month in which a period's data is sent, evaluated and worked on. */
const workMonthOf = (period: string) => addPeriods(period, 1);

async function readAnswered(
  { overview }: Repositories,
  periods: readonly string[],
  { today }: BusinessDay,
): Promise<Map<string, string | null>> {
  const rows = new Map((await overview.answersDue(periods.map(workMonthOf), today)).map((row) => [row.period, row]));
  return new Map(
    periods.map((period) => {
      const row = rows.get(workMonthOf(period));
      return [period, row ? shareInTime(row.onTime, row.due) : null];
    }),
  );
}

const openStates = alertStates.filter((state) => !(endedStates as readonly AlertState[]).includes(state));

async function readOpen(
  { overview, alertReading }: Repositories,
  periods: readonly string[],
  day: BusinessDay,
): Promise<Map<string, string | null>> {
  const thisMonth = periodOf(day.today);
  const past = periods.filter((period) => workMonthOf(period) < thisMonth);
  const atEnd = await overview.openAt(past.map((period) => endOfDay(lastDayOf(workMonthOf(period)))));
  const found = new Map<string, string | null>(past.map((period, index) => [period, String(atEnd[index] ?? 0)]));
  const query = { filter: {}, day, withoutBaseline: true, asOf: day.now };
  const open = await alertReading.count({ ...query, filter: { state: openStates } });
  if (periods.some((period) => workMonthOf(period) === thisMonth)) found.set(addPeriods(thisMonth, -1), String(open));
  return found;
}

/** Overdue longest; then what is due next. */
async function readOldest(
  app: Application,
  context: RequestContext,
  { alertReading }: Repositories,
  day: BusinessDay,
): Promise<Overview['oldest']> {
  const query = { filter: { state: openStates }, day, withoutBaseline: true, asOf: day.now };
  const rows = await alertReading.list(query, 'urgency', null, OLDEST);
  return rows.map((row) => viewAlertRow(app, context, row, day));
}

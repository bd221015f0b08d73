import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  addDays,
  addPeriods,
  firstDayOf,
  isWorkingDay,
  orWaiting,
  periodOf,
  periodsBetween,
  type Calendar,
  type PlainDay,
} from '@fundwatch/domain/calendar';
import { compareWorkForLeast, confirmedShare } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { PrecisionQuery, PrecisionRecord, Repositories } from '@fundwatch/storage';
import { readBusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { readStanding, readStandings } from './read-in-force.js';

type Reply = ReplyOf<typeof routes.getIndicatorPrecision>;
type Figures = Omit<Reply['total'], 'meanSeconds'>;
type Span = Pick<PrecisionQuery, 'from' | 'to' | 'days'>;

/** Months that the figures tell of unless others are asked for, and at most. */
const MONTHS = 12;
const MOST_MONTHS = 60;

/** What the alerts of each indicator brought, the one that cost most work for least first. @throws DomainError REQUEST_INVALID */
export async function listPrecision(
  app: Application,
  context: RequestContext,
  input: { from?: string | undefined; to?: string | undefined },
): Promise<ReplyOf<typeof routes.listPrecision>> {
  const { days, ...span } = await readSpan(app, input);
  return app.database.withContext(context, async (repositories) => {
    const query = { ...span, days, indicator: null };
    const figures = new Map((await repositories.precision.figures('indicator', query)).map((row) => [row.key, row]));
    const cost = await repositories.precision.cost('indicator', query);
    const titleOf = await titles(app, repositories);
    const indicators = [...new Set([...figures.keys(), ...cost.keys()])].map((code) => ({
      code,
      title: titleOf(code),
      ...viewFigures(figures.get(code)),
      meanSeconds: secondsOf(cost.get(code)),
    }));
    return { ...span, indicators: indicators.sort(compareWorkForLeast) };
  });
}

/** The same of one indicator, by version, agency and month. @throws DomainError INDICATOR_UNKNOWN, REQUEST_INVALID */
export async function getIndicatorPrecision(
  app: Application,
  context: RequestContext,
  input: { code: string; from?: string | undefined; to?: string | undefined },
): Promise<Reply> {
  const { days, ...span } = await readSpan(app, input);
  return app.database.withContext(context, async (repositories) => {
    const { precision, organisations } = repositories;
    await requireIndicator(app, repositories, input.code);
    const query = { ...span, days, indicator: input.code };
    const [total] = await precision.figures('indicator', query);
    const cost = await precision.cost('version', query);
    const versions = new Map((await precision.figures('version', query)).map((row) => [row.key, row]));
    const agencies = await precision.figures('agency', query);
    const names = new Map((await organisations.list()).map(({ code, name }) => [code, name]));
    const meanSeconds = secondsOf((await precision.cost('indicator', query)).get(input.code));
    return {
      ...span,
      total: { ...viewFigures(total), meanSeconds },
      versions: [...new Set([...versions.keys(), ...cost.keys()])]
        .map((key) => ({
          version: Number(key),
          ...viewFigures(versions.get(key)),
          meanSeconds: secondsOf(cost.get(key)),
        }))
        .sort((a, b) => b.version - a.version),
      agencies: agencies
        .map((row) => ({
          code: row.key,
          agency: { code: row.key, name: names.get(row.key) ?? row.key },
          ...viewFigures(row),
        }))
        .sort(compareWorkForLeast)
        .map(({ code: _, ...row }) => row),
      months: (await precision.months(query)).map(({ agency, agencyName, ...row }) => ({
        ...row,
        agency: { code: agency, name: agencyName },
      })),
    };
  });
}

async function readSpan(
  app: Application,
  input: { from?: string | undefined; to?: string | undefined },
): Promise<Span> {
  const { today, terms } = await readBusinessDay(app);
  const to = input.to ?? periodOf(today);
  const from = input.from ?? addPeriods(to, 1 - MONTHS);
  const months = periodsBetween(from, to) + 1;
  if (months < 1 || months > MOST_MONTHS) throw new DomainError('REQUEST_INVALID', { from, to, months: MOST_MONTHS });
  return { from, to, days: countWorkingDays(terms.calendar, firstDayOf(from), today) };
}

/** Working days that had passed by the end of each day; a year that the calendar lacks ends the count: nothing is guessed. */
function countWorkingDays(calendar: Calendar, from: PlainDay, to: PlainDay): { day: PlainDay; workingDays: number }[] {
  const days: { day: PlainDay; workingDays: number }[] = [];
  let workingDays = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const works = orWaiting(() => isWorkingDay(calendar, day));
    if (works === null) break;
    if (works) workingDays += 1;
    days.push({ day, workingDays });
  }
  return days;
}

const none: Omit<PrecisionRecord, 'key'> = {
  raised: 0,
  dispatched: 0,
  answered: 0,
  answers: {},
  confirmed: 0,
  unconfirmed: 0,
  found: '0',
  recovered: '0',
  repeated: 0,
  medianAnswerDays: null,
};

function viewFigures(record: PrecisionRecord | undefined): Figures {
  const { key: _, ...figures } = { key: '', ...(record ?? none) };
  return {
    ...figures,
    confirmedShare: confirmedShare(figures),
    repeatShare: confirmedShare({ answered: figures.raised, confirmed: figures.repeated }),
  };
}

/** Two decimals are enough to compare by. */
const secondsOf = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : (milliseconds / 1000).toFixed(2);

async function titles(app: Application, repositories: Repositories) {
  const standings = await readStandings(app, repositories);
  return (code: string) => ({
    ...((standings.get(code)?.indicator ?? app.unjudged.get(code))?.title ?? { zh: code, en: code }),
  });
}

async function requireIndicator(app: Application, repositories: Repositories, code: string): Promise<void> {
  if (app.unjudged.has(code) || (await readStanding(app, repositories, code))) return;
  throw new DomainError('INDICATOR_UNKNOWN', { indicator: code });
}

import { DomainError } from '@fundwatch/domain';
import { findArrivalFacts, type ArrivalFact } from '@fundwatch/domain/accountability';
import {
  addPeriods,
  endOfDay,
  firstDayOf,
  lastDayOf,
  periodOf,
  periodsBetween,
  submissionDueIn,
} from '@fundwatch/domain/calendar';
import { systemContext, type RequestContext } from '@fundwatch/domain/identity';
import type { AccountabilityFactFilter, Repositories } from '@fundwatch/storage';
import type { BusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';

export interface AskedMonths {
  /** First and last month, both included. */
  from: string;
  to: string;
}

const MOST_MONTHS = 36;
/** A month's data is due in the month after it; a long holiday may roll the day into the next. */
const DUE_WITHIN = 3;

/** The agency whose row this person may read; undefined: every one. @throws DomainError NOT_ALLOWED */
export function ownAgency({ scope }: RequestContext): string | undefined {
  if (scope === 'all') return undefined;
  if (scope.startsWith('agency:')) return scope.slice('agency:'.length);
  throw new DomainError('NOT_ALLOWED');
}

/** The months as days, for this person. @throws DomainError REQUEST_INVALID (turned round, or more than 36), NOT_ALLOWED */
export async function filterOfMonths(
  app: Application,
  context: RequestContext,
  { from, to, agency }: AskedMonths & { agency?: string | undefined },
  { today }: BusinessDay,
): Promise<AccountabilityFactFilter> {
  if (from > to || periodsBetween(from, to) >= MOST_MONTHS) throw new DomainError('REQUEST_INVALID', { field: 'to' });
  const own = ownAgency(context);
  // Of another agency nothing is said, not even that there is nothing.
  if (own !== undefined && agency !== undefined && agency !== own) throw new DomainError('NOT_ALLOWED');
  // When the office began is no secret, but runs are the office's.
  const since = await app.database.withContext(
    systemContext('accountability', context.requestId),
    ({ accountabilityFacts }) => accountabilityFacts.since(),
  );
  return { from: firstDayOf(from), to: lastDayOf(to), today, agency: own ?? agency, since };
}

/** Late and missing submissions whose due day lies in these days, and the months of which no calendar says the day. */
export async function readArrivalFacts(
  { expectedSubmissions, submissionReading }: Repositories,
  { from, to, agency, since }: AccountabilityFactFilter,
  { now, terms }: BusinessDay,
): Promise<{ facts: ArrivalFact[]; waitingForCalendar: string[] }> {
  const facts: ArrivalFact[] = [];
  const waitingForCalendar: string[] = [];
  if (since === null) return { facts, waitingForCalendar };
  const first = addPeriods(periodOf(from), -DUE_WITHIN);
  for (let period = first > since ? first : since; period <= periodOf(to); period = addPeriods(period, 1)) {
    const dueOn = submissionDueIn(terms, period);
    const month = addPeriods(period, 1);
    if (dueOn === null && month >= periodOf(from) && month <= periodOf(to)) waitingForCalendar.push(period);
    if (dueOn === null || dueOn < from || dueOn > to) continue;
    const { rows } = await expectedSubmissions.expectedIn(period);
    const expected = rows.filter((one) => agency === undefined || one.agency === agency);
    const arrived = expected.length > 0 ? await submissionReading.ofPeriod(period) : [];
    facts.push(...findArrivalFacts({ period, dueOn, dueEnd: endOfDay(dueOn) }, expected, arrived, now));
  }
  return { facts, waitingForCalendar };
}

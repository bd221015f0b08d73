import { agencyDueStates, handIndicator, type AssignedFilter, type AssignmentSide } from '@fundwatch/domain/alert';
import type { alertBuckets } from '@fundwatch/domain/api';
import type { PlainDay } from '@fundwatch/domain/calendar';
import type { IndicatorSubject } from '@fundwatch/domain/evaluate';
import { readCounted } from '@fundwatch/domain/report';
import { ended } from './ended-alerts.js';
import { figureSource, ReportBounds } from './report-sources.js';

export type AlertBucket = (typeof alertBuckets)[number];

/** One person, employer, clerk or account of an agency. */
export interface SubjectKey {
  kind: IndicatorSubject;
  agency: string;
  line: string;
  subject: string;
  /** Codes of the catalogue with this kind of subject: for records from before definitions were kept. */
  indicators: readonly string[];
}

/** What a search means; an alert fits that fits one of them. */
export interface SearchedFor {
  numbers: readonly string[];
  /** The number of a subject at whatever agency, and the keyed hash of an account. */
  subject: string | null;
  account: string | null;
  subjects: readonly Pick<SubjectKey, 'agency' | 'line' | 'subject'>[];
}

/** By whose work an alert is on one side, for one account. */
export interface OwnFilter {
  /** `of`: of that account alone, whoever asks. */
  which: AssignedFilter | 'of';
  account: string;
  side: AssignmentSide;
}

/** What the work queue and the list can be narrowed by. */
export interface AlertFilter {
  bucket?: AlertBucket | undefined;
  state?: readonly string[] | undefined;
  indicator?: readonly string[] | undefined;
  agency?: readonly string[] | undefined;
  line?: readonly string[] | undefined;
  severity?: readonly string[] | undefined;
  period?: string | undefined;
  firstPeriod?: string | undefined;
  /** Ids of evaluations. */
  raisedBy?: string | undefined;
  extendedBy?: string | undefined;
  withdrawnBy?: string | undefined;
  assigned?: OwnFilter | undefined;
  assignee?: OwnFilter | undefined;
  /** The agency that asks. Row-level security says the same; here it leads to the agency's own part of an index. */
  ownOf?: string | undefined;
  /** So much has been found in the asked period that a list is read in its own order, each alert looked up among the hits. */
  periodIsBroad?: boolean | undefined;
  problemType?: readonly string[] | undefined;
  /** What a figure of a report counted: `closed.202607-202612`. */
  counted?: string | undefined;
  text?: string | undefined;
  /** The case that they are in. */
  case?: string | undefined;
  search?: SearchedFor | undefined;
  /** Alerts about this subject, or with a hit of it. */
  about?: SubjectKey | undefined;
  /** Alerts of others that share a related key with a live hit of this subject (reconcile.md row 17). */
  tiedTo?: SubjectKey | undefined;
}

/** What the dates of the buckets are counted from. */
export interface AlertDay {
  today: PlainDay;
  /** The last day that counts as soon; null while the calendar lacks the year. */
  soonThrough: PlainDay | null;
}

/** Values of a query, numbered as they are added. */
export class QueryValues {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

export { ended };
export const isOpen = `a.state not in (${ended})`;
/** What was dismissed or withdrawn turned out to be nothing: no loss is counted of it. */
export const mayBeLost = `a.state not in ('dismissed', 'withdrawn')`;
/** A baseline is the officers' own until they send an alert of it. */
export const isShared = `(not a.baseline or a.dispatched_at is not null)`;
/** What an alert is called and what its subject is: by its definition `d`, or its source `s` where a person raised it. */
export const saidTitle = `coalesce(d.title, case when s.title is not null then jsonb_build_object('zh', s.title, 'en', s.title) end)`;
export const saidKind = `coalesce(d.subject, s.subject_kind)`;
/** The agency has to answer, or to rectify; a dispatched alert's date is its receipt's, which nobody can miss. */
export const toAnswer = `a.state in (${agencyDueStates.map((state) => `'${state}'`).join(', ')})`;
/** A department, a field check or an order is still out. */
const branchOut = `a.open_branches && '{consultation,field_check,supervise_order}'`;

/** Each bucket as a condition on the alert `a`: counts and lists are made from the same ones. */
export function bucketCondition(bucket: AlertBucket, day: AlertDay, values: QueryValues): string {
  const today = () => `${values.add(day.today)}::date`;
  switch (bucket) {
    case 'office_turn':
      return `(a.state in ('raised', 'screened', 'rectified', 'in_second_review') or (a.state = 'answered' and not ${branchOut}))`;
    case 'overdue':
      return `${toAnswer} and a.due_on < ${today()}`;
    case 'due_today':
      return `${toAnswer} and a.due_on = ${today()}`;
    case 'due_soon':
      return day.soonThrough === null
        ? 'false'
        : `${toAnswer} and a.due_on > ${today()} and a.due_on <= ${values.add(day.soonThrough)}::date`;
    case 'to_screen':
      return `a.state = 'raised'`;
    case 'to_dispatch':
      return `a.state = 'screened'`;
    case 'to_review':
      return `a.state = 'answered' and not ${branchOut}`;
    case 'to_accept':
      return `a.state in ('rectified', 'in_second_review')`;
    case 'waiting_branch':
      return `a.state = 'answered' and ${branchOut}`;
    case 'waiting_agency':
      return `(a.state = 'dispatched' or ${toAnswer})`;
    case 'to_receive':
      return `a.state = 'dispatched'`;
    case 'to_answer':
      return toAnswer;
    case 'waiting_calendar':
      return `a.waiting_for_calendar and ${isOpen}`;
  }
}

/** Whose work the alert `a` is, as of the day: a stand-in has what the absent colleague has, too. */
export function assignedCondition({ which, account, side }: OwnFilter, day: AlertDay, values: QueryValues): string {
  const column = side === 'office' ? 'a.officer' : 'a.handler';
  if (which === 'unassigned') return `${column} is null`;
  const me = `${values.add(account)}::uuid`;
  if (which === 'of') return `${column} = ${me}`;
  const absent = `select s.absent from stand_in s where s.stand_in = ${me} and s.ended_at is null
    and ${values.add(day.today)}::date between s.from_on and s.until_on`;
  return `${column} = any (array(${which === 'standing_in' ? '' : `select ${me} union all `}${absent}))`;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** The conditions of a filter on the alert `a`, to be joined with `and`. */
export function filterConditions(filter: AlertFilter, day: AlertDay, values: QueryValues): string[] {
  const among = (column: string, wanted: readonly string[] | undefined) =>
    wanted?.length ? [`a.${column} = any(${values.add(wanted)}::text[])`] : [];
  const conditions = [
    ...among('state', filter.state),
    ...among('indicator', filter.indicator),
    ...among('agency', filter.agency),
    ...among('line', filter.line),
    ...among('severity', filter.severity),
    ...among('problem_type', filter.problemType),
  ];
  if (filter.bucket) conditions.push(`(${bucketCondition(filter.bucket, day, values)})`);
  if (filter.assignee) conditions.push(assignedCondition(filter.assignee, day, values));
  if (filter.assigned) conditions.push(assignedCondition(filter.assigned, day, values));
  if (filter.firstPeriod) conditions.push(`a.first_period = ${values.add(filter.firstPeriod)}`);
  const own = filter.ownOf && values.add(filter.ownOf);
  if (own) conditions.push(`a.agency = ${own} and a.dispatched_at is not null`);
  if (filter.period)
    conditions.push(
      filter.periodIsBroad
        ? isHeldBy(values.add(filter.period))
        : `a.id in (${heldBy(values.add(filter.period), own)})`,
    );
  if (filter.about) conditions.push(isAbout(filter.about, values));
  if (filter.tiedTo) conditions.push(...isTiedTo(filter.tiedTo, values));
  const counted = filter.counted === undefined ? null : readCounted(filter.counted);
  if (counted)
    conditions.push(
      `${isShared} and a.id in (select s.alert_id from (${figureSource(counted.figure, new ReportBounds(counted.range, day.today, values))}) s)`,
    );
  for (const [by, types] of Object.entries(doneBy)) {
    const evaluation = filter[by as keyof typeof doneBy];
    if (evaluation) conditions.push(`a.id in (${touchedBy(values.add(evaluation), types)})`);
  }
  if (filter.case)
    conditions.push(`a.id in (select c.alert_id from case_alert c where c.case_id = ${values.add(filter.case)}::uuid)`);
  if (filter.search) conditions.push(`a.id in (${meant(filter.search, values)})`);
  if (filter.text) {
    const part = values.add(`%${escapeLike(filter.text)}%`);
    conditions.push(`(a.number ilike ${part} or a.subject ilike ${part} or a.indicator ilike ${part})`);
  }
  return conditions;
}

/**
 * Each by its index: plain equality of text, which row-level security lets an index answer, unlike patterns and jsonb.
 */
function meant({ numbers, subject, account, subjects }: SearchedFor, values: QueryValues): string {
  const parts = [`select m.id from alert m where m.number = any(${values.add(numbers)}::text[])`];
  if (subject) {
    const wanted = values.add(subject);
    parts.push(`select m.id from alert m where m.subject = ${wanted}`);
    parts.push(`select h.alert_id from alert_hit h where h.subject = ${wanted}`);
  }
  if (account) parts.push(`select h.alert_id from alert_hit h where h.account_hash = ${values.add(account)}`);
  if (subjects.length) {
    const list = (name: 'agency' | 'line' | 'subject') => `${values.add(subjects.map((one) => one[name]))}::text[]`;
    const all = list('subject');
    const keys = `unnest(${list('agency')}, ${list('line')}, ${all}) as k (agency, line, subject)`;
    const fits = (of: string) => `m.agency = k.agency and m.line = k.line and ${of}.subject = k.subject`;
    parts.push(`select m.id from alert m join ${keys} on ${fits('m')} where m.subject = any(${all})`);
    parts.push(
      `select m.id from alert_hit h join alert m on m.id = h.alert_id join ${keys} on ${fits('h')} where h.subject = any(${all})`,
    );
  }
  return parts.join(' union all ');
}

function isAbout({ kind, agency, line, subject, indicators }: SubjectKey, values: QueryValues): string {
  const wanted = values.add(subject);
  return `(a.agency = ${values.add(agency)} and a.line = ${values.add(line)}
    and (a.subject = ${wanted} or exists (select from alert_hit h where h.alert_id = a.id and h.subject = ${wanted}))
    and case when a.definition_hash is not null
        then (select d.subject from indicator_definition d where d.hash = a.definition_hash) = ${values.add(kind)}
      when a.indicator = '${handIndicator}'
        then exists (select from alert_source s where s.alert_id = a.id and s.subject_kind = ${values.add(kind)})
      else a.indicator = any(${values.add(indicators)}::text[]) end)`;
}

function isTiedTo(key: SubjectKey, values: QueryValues): string[] {
  const tied = `select k.alert_id from alert own join alert_hit h on h.alert_id = own.id and h.live
    join alert_hit k on k.related_key = h.related_key and k.live
    where own.agency = ${values.add(key.agency)} and own.line = ${values.add(key.line)} and h.subject = ${values.add(key.subject)}`;
  return [`a.id in (${tied})`, `not ${isAbout(key, values)}`];
}

/** What is counted of an evaluation as raised, extended and withdrawn, as the timelines of the alerts say it. */
const doneBy = {
  raisedBy: `'raise'`,
  extendedBy: `'extend', 'reopen'`,
  withdrawnBy: `'withdraw'`,
} as const;

/** The alerts that an evaluation wrote such events of: it writes all of them at the instant that it finishes at. */
function touchedBy(evaluation: string, types: string): string {
  return `select v.alert_id from evaluation e
    join alert_event v on v.at = e.finished_at and v.actor = 'evaluation' and v.details ->> 'period' = e.period
    where e.id = ${evaluation}::uuid and v.type in (${types})`;
}

/** Of each indicator the latest run of a period. */
const latestRuns = (period: string) => `select distinct on (i.indicator) i.evaluation_id, i.indicator
          from evaluation_indicator i join evaluation e on e.id = i.evaluation_id
          where e.period = ${period} and e.state = 'finished' and i.state = 'done'
          order by i.indicator, e.run_no desc`;

/**
 * The alerts with a live hit in a period's latest evaluation: what joined them then, and what that evaluation found again
 * of an alert that was closed before (known hits). Some stand more than once.
 */
export function heldBy(period: string, agency?: string): string {
  const own = agency ? ` and h.agency = ${agency}` : '';
  return `select h.alert_id from alert_hit h where h.live and h.period = ${period}${own}
    union all
    select h.alert_id from hit h
    join (${latestRuns(period)}) latest
      on latest.evaluation_id = h.evaluation_id and latest.indicator = h.indicator
    where h.verdict = 'hit' and h.alert_id is not null${own}`;
}

/** The same, asked of one alert after the other. */
function isHeldBy(period: string): string {
  return `(exists (select from alert_hit h where h.alert_id = a.id and h.live and h.period = ${period})
    or exists (select from hit h where h.alert_id = a.id and h.verdict = 'hit'
      and (h.evaluation_id, h.indicator) in (${latestRuns(period)})))`;
}

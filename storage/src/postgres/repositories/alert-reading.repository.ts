import { assignedFilters, type Alert, type AssignedFilter } from '@fundwatch/domain/alert';
import type { BilingualText, IndicatorSubject } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { prepared } from '../prepared.js';
import { alertColumns, alertOf } from './alert-columns.js';
import {
  assignedCondition,
  bucketCondition,
  filterConditions,
  heldBy,
  isOpen,
  isShared,
  QueryValues,
  saidKind,
  saidTitle,
  type AlertBucket,
  type AlertDay,
  type AlertFilter,
  type OwnFilter,
} from './alert-conditions.js';

/** Somebody whose work an alert is. */
export interface Assignee {
  userId: string;
  displayName: string;
}

/** An alert as lists and pages show it. */
export interface AlertSummary {
  alert: Alert;
  agencyName: string;
  /** What the definition that raised it says; null on an alert from before definitions were kept. */
  raisedBy: { title: BilingualText; subject: IndicatorSubject } | null;
  definitionHash: string | null;
  /** A person raised it. */
  byHand: boolean;
  /** The date that runs in this state. */
  dueOn: string | null;
  parameters: Record<string, unknown>;
  updatedAt: string;
  /** Whose work it is at the office, and at its agency. */
  officer: Assignee | null;
  handler: Assignee | null;
  /** The alert that this one repeats, where this context may see it. */
  recurrence: { id: string; number: string } | null;
  /** Where it stands in the order of the list. */
  key: (string | number)[];
}

export type AlertOrder = 'urgency' | 'raised';

export interface AlertQuery {
  filter: AlertFilter;
  day: AlertDay;
  /** Without what only officers see. */
  withoutBaseline: boolean;
  /** Raised at or before this instant. */
  asOf: string;
}

/** One row behind an alert, as the latest evaluation that held it found it. */
export interface AlertHitRecord {
  subject: string;
  hitKey: string;
  period: string;
  live: boolean;
  observed: string | null;
  threshold: string | null;
  amount: string | null;
  evidence: Record<string, string | null>;
}

/** An external table as the run behind an alert read it. */
export interface ExternalTableRecord {
  table: string;
  period: string;
  arrivedAt: string;
}

export interface LinkedAlert {
  id: string;
  number: string;
  agency: string;
  agencyName: string;
  state: Alert['state'];
  dispatched: boolean;
}

/** So many rows behind its alerts make a period a broad one. */
const BROAD = 20_000;

/** The total orders of the list: columns, how the next page begins, and the key of a row. */
const orders: Record<
  AlertOrder,
  { by: string; after: (key: readonly unknown[], values: QueryValues) => string; key: string }
> = {
  urgency: {
    by: `coalesce(a.due_on, '9999-12-31'::date), (3 - a.severity_rank), (- coalesce(a.amount, 0)), a.id`,
    after: (key, values) =>
      `(coalesce(a.due_on, '9999-12-31'::date), (3 - a.severity_rank), (- coalesce(a.amount, 0)), a.id) >
       (${values.add(key[0])}::date, ${values.add(key[1])}::integer, ${values.add(key[2])}::numeric, ${values.add(key[3])}::uuid)`,
    key: `json_build_array(coalesce(a.due_on, '9999-12-31'::date)::text, 3 - a.severity_rank, (- coalesce(a.amount, 0))::text, a.id)`,
  },
  raised: {
    by: `a.raised_at desc, a.id`,
    after: (key, values) => {
      const at = `${values.add(key[0])}::timestamptz`;
      return `(a.raised_at < ${at} or (a.raised_at = ${at} and a.id > ${values.add(key[1])}::uuid))`;
    },
    key: `json_build_array(to_char(a.raised_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.id)`,
  },
};

/** The page is chosen before anything is joined to it: only its own rows are looked up. */
const from = `a left join organisation o on o.code = a.agency left join alert r on r.id = a.recurrence_of
  left join indicator_definition d on d.hash = a.definition_hash left join alert_source s on s.alert_id = a.id
  left join app_user ao on ao.id = a.officer left join app_user ah on ah.id = a.handler`;

/** Reads alerts for lists, counts and pages. */
export class AlertReadingRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Rows of a list from `after` on, at most `limit`. */
  async list(
    query: AlertQuery,
    order: AlertOrder,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<AlertSummary[]> {
    const values = new QueryValues();
    const where = this.where(await this.byBreadth(query), values);
    if (after) where.push(orders[order].after(after, values));
    return this.summaries(
      `where ${where.join(' and ')} order by ${orders[order].by} limit ${values.add(limit)}`,
      values,
      order,
    );
  }

  async count(query: AlertQuery): Promise<number> {
    const values = new QueryValues();
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from alert a where ${this.where(query, values).join(' and ')}`,
      values.list,
    );
    return rows[0]?.count ?? 0;
  }

  /** The same as far as `most`, and one more where there are more: a list of all that ever was is not counted to its end. */
  async countUpTo(query: AlertQuery, most: number): Promise<number> {
    const values = new QueryValues();
    const where = this.where(query, values).join(' and ');
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from (select from alert a where ${where} limit ${values.add(most + 1)}) as a`,
      values.list,
    );
    return rows[0]?.count ?? 0;
  }

  /** How many alerts stand in each bucket, and how many are open at all. */
  async countBuckets<B extends AlertBucket>(
    query: AlertQuery,
    buckets: readonly B[],
    own: { only: AssignedFilter | undefined; by: Omit<OwnFilter, 'which'> },
  ): Promise<{ counts: Record<B, number>; open: number; assigned: Record<AssignedFilter, number> }> {
    const values = new QueryValues();
    // Every bucket holds open alerts only.
    const where = [...this.where(query, values), isOpen];
    const byWhom = assignedFilters.map(
      (which) =>
        `count(*) filter (where ${assignedCondition({ ...own.by, which }, query.day, values)}) as "assigned_${which}"`,
    );
    // Thousands of open alerts are a few hundred of one kind; only these are held against every bucket.
    const kinds = `select a.state, a.due_on, a.waiting_for_calendar, a.open_branches, count(*) as everybody, ${byWhom.join(', ')}
      from alert a where ${where.join(' and ')} group by a.state, a.due_on, a.waiting_for_calendar, a.open_branches`;
    const ofThese = `sum(a.${own.only ? `assigned_${own.only}` : 'everybody'})`;
    const columns = [
      ...buckets.map(
        (bucket) => `${ofThese} filter (where ${bucketCondition(bucket, query.day, values)})::bigint as "${bucket}"`,
      ),
      ...assignedFilters.map((which) => `sum(a.assigned_${which})::bigint as "assigned_${which}"`),
      `${ofThese}::bigint as open`,
    ];
    const [row = {}]: Record<string, number | null>[] = await this.manager.query(
      prepared(`select ${columns.join(', ')} from (${kinds}) as a`),
      values.list,
    );
    const counted = <K extends string>(keys: readonly K[], column: (key: K) => string) =>
      Object.fromEntries(keys.map((key) => [key, row[column(key)] ?? 0])) as Record<K, number>;
    return {
      counts: counted(buckets, (bucket) => bucket),
      open: row['open'] ?? 0,
      assigned: counted(assignedFilters, (which) => `assigned_${which}`),
    };
  }

  async get(id: string, withoutBaseline: boolean): Promise<AlertSummary | null> {
    const values = new QueryValues();
    const hidden = withoutBaseline ? ` and ${isShared}` : '';
    const found = await this.summaries(`where a.id = ${values.add(id)}${hidden}`, values, 'urgency', prepared);
    return found[0] ?? null;
  }

  /** These alerts as lists show them, by id. */
  async byIds(ids: readonly string[]): Promise<Map<string, AlertSummary>> {
    const values = new QueryValues();
    const rows = ids.length
      ? await this.summaries(`where a.id = any (${values.add(ids)}::uuid[])`, values, 'urgency')
      : [];
    return new Map(rows.map((row) => [row.alert.id, row]));
  }

  /** Open alerts by indicator. */
  async countOpenByIndicator(): Promise<Map<string, number>> {
    const rows: { indicator: string; open: number }[] = await this.manager.query(
      `select indicator, count(*) as open from alert a where ${isOpen} group by indicator`,
    );
    return new Map(rows.map((row) => [row.indicator, row.open]));
  }

  /** Each hit once, as the latest evaluation that held it found it; in the order of subject and hit_key. */
  async hits(alertId: string, after: readonly string[] | null, limit: number): Promise<AlertHitRecord[]> {
    return this.manager.query(
      prepared(
        `select distinct on (subject, hit_key) subject, hit_key as "hitKey", period, live, observed::text as observed,
           threshold::text as threshold, amount::text as amount, evidence
         from alert_hit where alert_id = $1 and ($2::text is null or (subject, hit_key) > ($2, $3))
         order by subject, hit_key, live desc, period desc limit $4`,
      ),
      [alertId, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  async countHits(alertId: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from (select distinct subject, hit_key from alert_hit where alert_id = $1) as hit`,
      [alertId],
    );
    return rows[0]?.count ?? 0;
  }

  /** The hit that the alert's sentence tells of: live ones first; and whether a live one may tie it to others. */
  async firstHit(alertId: string): Promise<(AlertHitRecord & { tied: boolean }) | null> {
    const rows: (AlertHitRecord & { tied: boolean })[] = await this.manager.query(
      prepared(
        `select subject, hit_key as "hitKey", period, live, observed::text as observed, threshold::text as threshold, amount::text as amount,
           evidence, exists (select from alert_hit k where k.alert_id = $1 and k.live and k.related_key is not null) as tied
         from alert_hit where alert_id = $1 order by live desc, subject, hit_key, period desc limit 1`,
      ),
      [alertId],
    );
    return rows[0] ?? null;
  }

  /** Alerts tied to this one by an equal related key of a live hit (reconcile.md row 17); needs the scope of all. */
  async linked(alertId: string, limit: number): Promise<LinkedAlert[]> {
    return this.manager.query(
      `select distinct b.id, b.number, b.agency, coalesce(o.name, b.agency) as "agencyName", b.state,
         b.dispatched_at is not null as dispatched
       from alert_hit h
       join alert_hit k on k.related_key = h.related_key and k.live and k.alert_id <> h.alert_id
       join alert b on b.id = k.alert_id left join organisation o on o.code = b.agency
       where h.alert_id = $1 and h.live order by b.agency, b.number limit $2`,
      [alertId, limit],
    );
  }

  /**
   * The external tables that the run behind an alert read, and when each package arrived: of the latest finished run
   * that holds its hits, live ones first. Needs the scope of all: runs and the region's submissions are not an agency's.
   */
  async externalTables(alertId: string, tables: readonly string[]): Promise<ExternalTableRecord[]> {
    return this.manager.query(
      `with held as (
         select period from alert_hit where alert_id = $1 order by live desc, period desc limit 1
       ), run as (
         select e.id, e.period from alert a join held on true join evaluation e on e.period = held.period and e.state = 'finished'
         where a.id = $1 and exists (select from hit h where h.evaluation_id = e.id and h.indicator = a.indicator
           and h.agency = a.agency and h.line = a.line and h.alert_id = a.id)
         order by e.run_no desc limit 1
       )
       select distinct on (f.table_name) f.table_name as "table", s.period, s.arrived_at as "arrivedAt"
       from run join evaluation_input i on i.evaluation_id = run.id
       join submission s on s.id = i.submission_id and s.dataset = 'external' and s.period <= run.period
       join fact_file f on f.submission_id = s.id and f.table_name = any ($2)
       order by f.table_name, s.period desc, s.version desc`,
      [alertId, tables],
    );
  }

  /** Whether most of what there is belongs to the period: then its alerts are not gathered first to be put in order. */
  private async byBreadth(query: AlertQuery): Promise<AlertQuery> {
    const { period, ownOf } = query.filter;
    if (!period) return query;
    const values = new QueryValues();
    const held = heldBy(values.add(period), ownOf && values.add(ownOf));
    const [row]: { found: number }[] = await this.manager.query(
      `select count(*) as found from (${held} limit ${values.add(BROAD)}) as h`,
      values.list,
    );
    return { ...query, filter: { ...query.filter, periodIsBroad: row!.found === BROAD } };
  }

  private where(query: AlertQuery, values: QueryValues): string[] {
    return [
      `a.raised_at <= ${values.add(query.asOf)}`,
      ...(query.withoutBaseline ? [isShared] : []),
      ...filterConditions(query.filter, query.day, values),
    ];
  }

  private async summaries(
    rest: string,
    values: QueryValues,
    order: AlertOrder,
    sent: (sql: string) => string = (sql) => sql,
  ): Promise<AlertSummary[]> {
    const rows: Record<string, unknown>[] = await this.manager.query(
      sent(`select ${alertColumns}, coalesce(o.name, a.agency) as "agencyName", a.due_on as "dueOn", a.parameters, a.updated_at as "updatedAt",
         a.definition_hash as "definitionHash", s.alert_id is not null as "byHand", ${saidTitle} as "raisedTitle", ${saidKind} as "raisedSubject", r.id as "recurrenceId", r.number as "recurrenceNumber",
         a.officer, ao.display_name as "officerName", a.handler, ah.display_name as "handlerName", ${orders[order].key} as key
       from (select a.* from alert a ${rest}) ${from} order by ${orders[order].by}`),
      values.list,
    );
    return rows.map((row) => ({
      alert: alertOf(row),
      agencyName: row['agencyName'] as string,
      raisedBy: row['raisedTitle']
        ? { title: row['raisedTitle'] as BilingualText, subject: row['raisedSubject'] as IndicatorSubject }
        : null,
      definitionHash: row['definitionHash'] as string | null,
      byHand: row['byHand'] as boolean,
      dueOn: row['dueOn'] as string | null,
      officer: assigneeOf(row['officer'], row['officerName']),
      handler: assigneeOf(row['handler'], row['handlerName']),
      parameters: row['parameters'] as Record<string, unknown>,
      updatedAt: row['updatedAt'] as string,
      recurrence: row['recurrenceId']
        ? { id: row['recurrenceId'] as string, number: row['recurrenceNumber'] as string }
        : null,
      key: row['key'] as (string | number)[],
    }));
  }
}

function assigneeOf(account: unknown, name: unknown): Assignee | null {
  return account ? { userId: account as string, displayName: name as string } : null;
}

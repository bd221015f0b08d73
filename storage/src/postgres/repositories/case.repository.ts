import { DomainError } from '@fundwatch/domain';
import type { Case, CaseAlert, CaseEvent } from '@fundwatch/domain/case';
import type { BilingualText } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { prepared } from '../prepared.js';
import { CaseEventRow, CaseFileRow } from '../entities/index.js';
import { ended, isOpen, mayBeLost, saidKind, saidTitle } from './alert-conditions.js';

/** A case as lists and its page show it. */
export interface CaseRecord extends Case {
  officerName: string;
  openedByName: string;
  alerts: number;
  openAlerts: number;
  agencies: number;
  /** Yuan: what was stated, else the sum of its alerts' amounts. */
  possibleLoss: string | null;
  /** The earliest date that runs on one of its alerts. */
  nextDueOn: string | null;
}

export interface StoredCaseEvent extends CaseEvent {
  id: string;
  actor: string;
}

/** An alert and the case that it is in. */
export interface CaseCandidate extends CaseAlert {
  caseId: string | null;
  agency: string;
}

/** An alert that might belong to the same matter. */
export interface CaseSuggestion {
  id: string;
  number: string;
  indicator: string;
  title: BilingualText | null;
  agency: string;
  agencyName: string;
  line: string;
  subject: string;
  severity: string;
  state: string;
  amount: string | null;
  by: 'subject' | 'related';
}

export interface CaseFilter {
  state?: Case['state'] | undefined;
  /** Part of the number or title. */
  text?: string | undefined;
}

const columns = `c.id, c.number, c.title, c.summary, c.state, c.revision, c.opened_by as "openedBy", c.officer, c.opened_at as "openedAt",
  c.closed_at as "closedAt", c.stated_loss::text as "statedLoss", c.loss_reason as "lossReason",
  c.investigation_on as "investigationOn", c.investigation_body as "investigationBody"`;
const listed = `${columns}, officer.display_name as "officerName", opener.display_name as "openedByName", held.alerts,
  held.open as "openAlerts", held.agencies, coalesce(c.stated_loss, held.amount)::text as "possibleLoss", held.next_due as "nextDueOn"`;
const from = `case_file c join app_user officer on officer.id = c.officer join app_user opener on opener.id = c.opened_by
  cross join lateral (
    select count(*)::integer as alerts, (count(*) filter (where ${isOpen}))::integer as open, count(distinct a.agency)::integer as agencies,
      sum(a.amount) filter (where ${mayBeLost}) as amount, min(a.due_on) filter (where ${isOpen}) as next_due
    from case_alert m join alert a on a.id = m.alert_id where m.case_id = c.id
  ) held`;
const conditions = `($1::text is null or c.state = $1) and ($2::text is null or strpos(lower(c.number || ' ' || c.title), lower($2)) > 0)`;

/** Cases, which alerts they hold, and their timelines. */
export class CaseRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly context: RequestContext,
  ) {}

  /** The next number of the year. */
  async nextNumber(year: number): Promise<number> {
    const rows: { last: number }[] = await this.manager.query(
      `insert into case_number (year, last) values ($1, 1) on conflict (year) do update set last = case_number.last + 1 returning last`,
      [year],
    );
    return rows[0]!.last;
  }

  async get(id: string): Promise<CaseRecord | null> {
    const rows: CaseRecord[] = await this.manager.query(`select ${listed} from ${from} where c.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Reads the case and holds it until the transaction ends. */
  async lock(id: string): Promise<Case | null> {
    const rows: Case[] = await this.manager.query(`select ${columns} from case_file c where c.id = $1 for update`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  async insert(one: Case): Promise<void> {
    await this.manager.insert(CaseFileRow, one);
  }

  /** @throws DomainError MATTER_CHANGED if somebody was quicker */
  async save(before: Case, after: Case): Promise<void> {
    const { id, ...change } = after;
    const result = await this.manager.update(CaseFileRow, { id, revision: before.revision }, change);
    if (result.affected !== 1) throw new DomainError('MATTER_CHANGED', { seen: before.revision });
  }

  /** What a case holds now. */
  async holds(caseId: string): Promise<CaseAlert[]> {
    return this.manager.query(
      `select a.id, a.number, a.state, a.amount::text as amount from case_alert m join alert a on a.id = m.alert_id
       where m.case_id = $1 order by a.number`,
      [caseId],
    );
  }

  /** Alerts with the case that each is in; held until the transaction ends, so that an alert joins one case at most. */
  async candidates(ids: readonly string[]): Promise<CaseCandidate[]> {
    return this.manager.query(
      `select a.id, a.number, a.state, a.amount::text as amount, a.agency,
         (select m.case_id from case_alert m where m.alert_id = a.id) as "caseId"
       from alert a where a.id = any ($1::uuid[]) order by a.id for update of a`,
      [ids],
    );
  }

  async join(caseId: string, alertIds: readonly string[], at: string): Promise<void> {
    await this.manager.query(
      `insert into case_alert (alert_id, case_id, joined_at) select id, $1, $3 from unnest($2::uuid[]) as id`,
      [caseId, alertIds, at],
    );
  }

  async leave(caseId: string, alertIds: readonly string[]): Promise<void> {
    await this.manager.query(`delete from case_alert where case_id = $1 and alert_id = any ($2::uuid[])`, [
      caseId,
      alertIds,
    ]);
  }

  async appendEvent(caseId: string, event: CaseEvent): Promise<void> {
    const { actor } = this.context;
    if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(CaseEventRow)
      .values({ ...event, details: event.details as object, caseId, actor: actor.displayName, account: actor.userId })
      .returning([])
      .updateEntity(false)
      .execute();
  }

  /** The timeline, earliest first. */
  async events(caseId: string): Promise<StoredCaseEvent[]> {
    return this.manager.query(
      `select id::text as id, type, actor, at, reason, details from case_event where case_id = $1 order by case_event.id`,
      [caseId],
    );
  }

  /** Open ones first, then the latest. */
  async list(
    filter: CaseFilter,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(CaseRecord & { key: (string | number)[] })[]> {
    return this.manager.query(
      `select ${listed}, json_build_array((c.state = 'closed')::integer, (extract(epoch from c.opened_at) * -1000000)::bigint::text, c.id) as key
       from ${from} where ${conditions}
       and ($3::integer is null or ((c.state = 'closed')::integer, (extract(epoch from c.opened_at) * -1000000)::bigint, c.id)
         > ($3, $4::bigint, $5::uuid))
       order by (c.state = 'closed')::integer, (extract(epoch from c.opened_at) * -1000000)::bigint, c.id limit $6`,
      [...valuesOf(filter), ...Array.from({ length: 3 }, (_, index) => after?.[index] ?? null), limit],
    );
  }

  async count(filter: CaseFilter): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from case_file c where ${conditions}`,
      valuesOf(filter),
    );
    return rows[0]?.count ?? 0;
  }

  /** The case that an alert is in. */
  async ofAlert(alertId: string): Promise<Pick<Case, 'id' | 'number' | 'title' | 'state'> | null> {
    const rows: Pick<Case, 'id' | 'number' | 'title' | 'state'>[] = await this.manager.query(
      prepared(
        `select c.id, c.number, c.title, c.state from case_alert m join case_file c on c.id = m.case_id where m.alert_id = $1`,
      ),
      [alertId],
    );
    return rows[0] ?? null;
  }

  /**
   * Open alerts in no case that tell of the same matter as these: of the same subject, agency and line, or tied by an equal
   * related key of a live hit. Those of the same subject first.
   */
  async suggestions(alertIds: readonly string[], limit: number): Promise<CaseSuggestion[]> {
    return this.manager.query(
      `with said as not materialized (
         select a.*, ${saidKind} as kind, ${saidTitle} as title
         from alert a left join indicator_definition d on d.hash = a.definition_hash left join alert_source s on s.alert_id = a.id
       ), same as (
         select b.id, 1 as place from said one join said b
           on b.agency = one.agency and b.line = one.line and b.subject = one.subject and (one.kind is null or b.kind is null or b.kind = one.kind)
         where one.id = any ($1::uuid[])
         union all
         select k.alert_id, 2 from alert_hit h join alert_hit k on k.related_key = h.related_key and k.live
         where h.alert_id = any ($1::uuid[]) and h.live
       ), once as (
         select id, min(place) as place from same where not id = any ($1::uuid[]) group by id
       )
       select a.id, a.number, a.indicator, a.title, a.agency, coalesce(o.name, a.agency) as "agencyName", a.line, a.subject, a.severity,
         a.state, a.amount::text as amount, case once.place when 1 then 'subject' else 'related' end as by
       from once join said a on a.id = once.id left join organisation o on o.code = a.agency
       where a.state not in (${ended}) and not exists (select from case_alert m where m.alert_id = a.id)
       order by once.place, a.severity_rank desc, a.number limit $2`,
      [alertIds, limit],
    );
  }
}

function valuesOf({ state, text }: CaseFilter): unknown[] {
  return [state ?? null, text?.trim() || null];
}

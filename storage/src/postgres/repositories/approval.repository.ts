import type { ApprovalKind } from '@fundwatch/domain';
import type { BilingualText } from '@fundwatch/domain/evaluate';
import { smallestTeam } from '@fundwatch/domain/inspection';
import type { EntityManager } from 'typeorm';
import { isShared } from './alert-conditions.js';

/** Something that waits for another person's decision. */
export interface WaitingApproval {
  kind: ApprovalKind;
  id: string;
  indicator: string | null;
  /** Of the proposed definition; null where the proposal brings none. */
  title: BilingualText | null;
  version: number | null;
  agency: string | null;
  agencyName: string | null;
  line: string | null;
  subject: string | null;
  period: string | null;
  /** Of what is proposed beside an alert, with what it asks for. */
  alertId: string | null;
  alertNumber: string | null;
  /** Of an inspection or a major matter. */
  recordNumber: string | null;
  recordTitle: string | null;
  terms: Readonly<Record<string, unknown>>;
  reason: string;
  proposedByName: string;
  proposedAt: string;
}

/** What somebody may decide on: these kinds, nothing that this account proposed, and no inspection that it carries out. */
export interface ApprovalFilter {
  kinds: readonly ApprovalKind[];
  account: string;
  /** A baseline is the officers' own: nothing of it is shown to others. */
  withoutBaseline: boolean;
}

/** Those without an alert say so in their place. */
const ofNoAlert = `null as "alertId", null as "alertNumber", null as "recordNumber", null as "recordTitle", '{}'::jsonb as terms, true as shared`;
/**
 * A plan waits for its approval once its team can go: two at least, one who leads, and nobody who has not declared to be without an
 * interest or belongs to the inspected agency (豫7); before that it waits for its members.
 */
const teamIsFit = `(select count(*) >= ${smallestTeam} and bool_or(m.leads) and bool_and(m.interested is false and u.organisation <> i.agency)
  from inspection_member m join app_user u on u.id = m.account where m.inspection_id = i.id)`;
const waiting = `select b.kind, b.id, a.indicator, null::jsonb as title, null::integer as version, b.agency,
    coalesce(o.name, b.agency) as "agencyName", a.line, a.subject, null as period, a.id as "alertId", a.number as "alertNumber",
    null as "recordNumber", null as "recordTitle", b.details as terms, ${isShared} as shared, coalesce(b.details ->> 'openText', '') as reason, b.opened_by as proposed_by,
    b.opened_by_name as "proposedByName", b.opened_at as "proposedAt"
  from alert_branch b join alert a on a.id = b.alert_id left join organisation o on o.code = b.agency where b.state = 'proposed'
  union all
  select case v.origin when 'own' then 'own_indicator' else 'indicator_version' end as kind, v.id, v.code as indicator,
    d.title, v.version, null as agency, null as "agencyName", null as line, null as subject, null as period, ${ofNoAlert}, v.reason, v.proposed_by,
    v.proposed_by_name as "proposedByName", v.proposed_at as "proposedAt"
  from indicator_version v join indicator_definition d on d.hash = v.definition_hash where v.state = 'proposed'
  union all
  select 'whitelist_entry', w.id, w.indicator, null, null, w.agency, coalesce(o.name, w.agency), w.line, w.subject, null, ${ofNoAlert}, w.reason,
    w.proposed_by, w.proposed_by_name, w.proposed_at
  from whitelist_entry w left join organisation o on o.code = w.agency where w.state = 'proposed'
  union all
  select 'month_close', c.id, null, null, null, null, null, null, null, c.period, ${ofNoAlert}, c.note, c.proposed_by, c.proposed_by_name, c.proposed_at
  from month_close c where c.state = 'proposed'
  union all
  select 'inspection', i.id, null, null, null, i.agency, coalesce(o.name, i.agency), null, null, null, null, null, i.number, i.title,
    jsonb_build_object('from', i.start_on, 'until', i.end_on), true, i.scope, i.opened_by, u.display_name, i.opened_at
  from inspection i join app_user u on u.id = i.opened_by left join organisation o on o.code = i.agency
  where i.state = 'planned' and ${teamIsFit}
  union all
  select 'major_matter', m.id, null, null, null, null, null, null, null, null, null, null, m.number, c.title,
    jsonb_build_object('amount', m.amount::text), true, m.report, m.opened_by, u.display_name, m.opened_at
  from major_matter m join case_file c on c.id = m.case_id join app_user u on u.id = m.opened_by where m.state = 'proposed'`;

/** As the decision on it says; $1 the kinds, $2 the account. */
const ofThisAccount = `kind = any ($1) and proposed_by is distinct from $2::uuid
  and (kind <> 'inspection' or not exists (select from inspection_member m where m.inspection_id = p.id and m.account = $2::uuid))`;

/** Proposals of every kind that wait for a second person. */
export class ApprovalRepository {
  constructor(private readonly manager: EntityManager) {}

  /** A page, the oldest first. */
  list(
    { kinds, account, withoutBaseline }: ApprovalFilter,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<WaitingApproval[]> {
    return this.manager.query(
      `select kind, id, indicator, title, version, agency, "agencyName", line, subject, period, "alertId", "alertNumber", "recordNumber",
         "recordTitle", terms, reason, "proposedByName", "proposedAt"
       from (${waiting}) p where ${ofThisAccount} ${sharedOnly(withoutBaseline)}
         and ($3::timestamptz is null or ("proposedAt", id) > ($3, $4::uuid))
       order by "proposedAt", id limit $5`,
      [kinds, account, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  /** How many of each kind; kinds without any are left out. */
  async count({ kinds, account, withoutBaseline }: ApprovalFilter): Promise<Map<ApprovalKind, number>> {
    const rows: { kind: ApprovalKind; count: number }[] = await this.manager.query(
      `select kind, count(*) as count from (${waiting}) p
       where ${ofThisAccount} ${sharedOnly(withoutBaseline)} group by kind`,
      [kinds, account],
    );
    return new Map(rows.map(({ kind, count }) => [kind, count]));
  }
}

const sharedOnly = (withoutBaseline: boolean) => (withoutBaseline ? 'and shared' : '');

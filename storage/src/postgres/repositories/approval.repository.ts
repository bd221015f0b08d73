import type { ApprovalKind } from '@fundwatch/domain';
import type { BilingualText } from '@fundwatch/domain/evaluate';
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
  terms: Readonly<Record<string, unknown>>;
  reason: string;
  proposedByName: string;
  proposedAt: string;
}

/** What somebody may decide on: these kinds, and nothing that this account proposed. */
export interface ApprovalFilter {
  kinds: readonly ApprovalKind[];
  account: string;
  /** A baseline is the officers' own: nothing of it is shown to others. */
  withoutBaseline: boolean;
}

/** Those without an alert say so in their place. */
const ofNoAlert = `null as "alertId", null as "alertNumber", '{}'::jsonb as terms, true as shared`;
const waiting = `select b.kind, b.id, a.indicator, null::jsonb as title, null::integer as version, b.agency,
    coalesce(o.name, b.agency) as "agencyName", a.line, a.subject, null as period, a.id as "alertId", a.number as "alertNumber",
    b.details as terms, ${isShared} as shared, coalesce(b.details ->> 'openText', '') as reason, b.opened_by as proposed_by,
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
  from month_close c where c.state = 'proposed'`;

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
      `select kind, id, indicator, title, version, agency, "agencyName", line, subject, period, "alertId", "alertNumber", terms, reason,
         "proposedByName", "proposedAt"
       from (${waiting}) p where kind = any ($1) and proposed_by is distinct from $2::uuid ${sharedOnly(withoutBaseline)}
         and ($3::timestamptz is null or ("proposedAt", id) > ($3, $4::uuid))
       order by "proposedAt", id limit $5`,
      [kinds, account, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  /** How many of each kind; kinds without any are left out. */
  async count({ kinds, account, withoutBaseline }: ApprovalFilter): Promise<Map<ApprovalKind, number>> {
    const rows: { kind: ApprovalKind; count: number }[] = await this.manager.query(
      `select kind, count(*) as count from (${waiting}) p
       where kind = any ($1) and proposed_by is distinct from $2::uuid ${sharedOnly(withoutBaseline)} group by kind`,
      [kinds, account],
    );
    return new Map(rows.map(({ kind, count }) => [kind, count]));
  }
}

const sharedOnly = (withoutBaseline: boolean) => (withoutBaseline ? 'and shared' : '');

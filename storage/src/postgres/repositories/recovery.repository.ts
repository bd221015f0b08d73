import type { EntityManager } from 'typeorm';
import { RecoveryEntryRow } from '../entities/index.js';

export type RecoveryKind = 'confirmed' | 'agreed' | 'recovered';

/** An amount of the ledger, yuan as decimal text. */
export interface RecoveryEntry {
  id: string;
  alertId: string;
  agency: string;
  kind: RecoveryKind;
  amount: string;
  bookedOn: string;
  voucher: string;
  note: string;
  enteredBy: string;
  enteredByName: string;
  enteredAt: string;
  voidedAt: string | null;
  voidReason: string | null;
}

export interface RecoverySums {
  confirmed: string;
  agreed: string;
  recovered: string;
  /** Confirmed less recovered. */
  remaining: string;
  /** Since the alert was last dispatched, and for no less than what remains. */
  planApproved: boolean;
}

const sumOf = (kind: RecoveryKind) => `coalesce(sum(r.amount) filter (where r.kind = '${kind}'), 0)`;
const remaining = `${sumOf('confirmed')} - ${sumOf('recovered')}`;
const sums = `${sumOf('confirmed')}::numeric(38, 2)::text as confirmed, ${sumOf('agreed')}::numeric(38, 2)::text as agreed,
  ${sumOf('recovered')}::numeric(38, 2)::text as recovered, (${remaining})::numeric(38, 2)::text as remaining,
  exists (select from alert_branch p where p.alert_id = a.id and p.kind = 'recovery_plan' and p.state = 'approved'
    and p.opened_at >= a.dispatched_at and (p.details ->> 'amount')::numeric >= ${remaining}) as "planApproved"`;
const from = `alert a left join recovery_entry r on r.alert_id = a.id and r.voided_at is null`;

/** What an alert's money came to: entries are added and voided, never changed. */
export class RecoveryRepository {
  constructor(private readonly manager: EntityManager) {}

  async insert(entry: RecoveryEntry): Promise<void> {
    await this.manager.insert(RecoveryEntryRow, entry);
  }

  /** In the order in which they were entered, voided ones too. */
  async list(alertId: string): Promise<RecoveryEntry[]> {
    const rows = await this.manager.find(RecoveryEntryRow, {
      where: { alertId },
      order: { entryNo: 'ASC' },
    });
    return rows.map(({ entryNo: _entryNo, ...row }) => ({ ...row, kind: row.kind as RecoveryKind }));
  }

  /** What stands in the ledger of one subject of an agency and line, over all its alerts. */
  async ofSubject(key: {
    agency: string;
    line: string;
    subject: string;
  }): Promise<Pick<RecoveryEntry, 'kind' | 'amount' | 'voucher'>[]> {
    return this.manager.query(
      `select r.kind, r.amount::text as amount, r.voucher from recovery_entry r join alert a on a.id = r.alert_id
       where a.agency = $1 and a.line = $2 and a.subject = $3 and r.voided_at is null order by r.entry_no`,
      [key.agency, key.line, key.subject],
    );
  }

  async void(id: string, voided: { by: string; byName: string; at: string; reason: string }): Promise<void> {
    const { by, byName, at, reason } = voided;
    await this.manager.update(
      RecoveryEntryRow,
      { id },
      { voidedBy: by, voidedByName: byName, voidedAt: at, voidReason: reason },
    );
  }

  async sums(alertId: string): Promise<RecoverySums> {
    const [row]: RecoverySums[] = await this.manager.query(
      `select ${sums} from ${from} where a.id = $1 group by a.id, a.dispatched_at`,
      [alertId],
    );
    return row!;
  }

  /**
   * What an alert is still owed. Where the office has confirmed nothing yet, what its latest answer admits as defrauded (P7) and
   * not got back: it is not lost with the alert. Of a mistake (P5) the answer names what it concerned, which may be books alone;
   * whether it is owed, the office says in the ledger.
   */
  async owed(alertId: string): Promise<Pick<RecoverySums, 'remaining' | 'planApproved'>> {
    const [row]: Pick<RecoverySums, 'remaining' | 'planApproved'>[] = await this.manager.query(
      `with ledger as (
         select sum(amount) filter (where kind = 'confirmed') as confirmed,
           coalesce(sum(amount) filter (where kind = 'recovered'), 0) as recovered
         from recovery_entry where alert_id = $1 and voided_at is null),
       latest as (select problem_type, confirmed_amount, recovered_amount from answer
         where alert_id = $1 order by round desc limit 1),
       owed as (
         select coalesce(ledger.confirmed - ledger.recovered,
           latest.confirmed_amount - greatest(latest.recovered_amount, ledger.recovered), 0) as remaining
         from ledger left join latest on latest.problem_type = 'P7')
       select owed.remaining::numeric(38, 2)::text as remaining,
         exists (select from alert_branch p join alert a on a.id = p.alert_id where p.alert_id = $1 and p.kind = 'recovery_plan'
           and p.state = 'approved' and p.opened_at >= a.dispatched_at
           and (p.details ->> 'amount')::numeric >= owed.remaining) as "planApproved"
       from owed`,
      [alertId],
    );
    return row!;
  }

  /** Alerts with entries, the largest remainder first; only those with a remainder where `open`. */
  async ledger(
    open: boolean,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<{ rows: (RecoverySums & { alertId: string; key: string[] })[]; total: number }> {
    const ledger = `select a.id as "alertId", ${sums}, (${remaining}) as rest
      from alert a join recovery_entry r on r.alert_id = a.id and r.voided_at is null group by a.id, a.dispatched_at
      having ${open ? `${remaining} > 0` : 'true'}`;
    const rows: (RecoverySums & { alertId: string; key: string[] })[] = await this.manager.query(
      `select l."alertId", l.confirmed, l.agreed, l.recovered, l.remaining, l."planApproved", json_build_array(l.rest::text, l."alertId") as key
       from (${ledger}) l
       where $1::numeric is null or l.rest < $1 or (l.rest = $1 and l."alertId" > $2::uuid)
       order by l.rest desc, l."alertId" limit $3`,
      [after?.[0] ?? null, after?.[1] ?? null, limit],
    );
    const [counted]: { count: number }[] = await this.manager.query(`select count(*) as count from (${ledger}) l`);
    return { rows, total: counted?.count ?? 0 };
  }
}

import type { EntityManager } from 'typeorm';
import { AccountabilityEntryRow, AccountabilityWithdrawalRow } from '../entities/index.js';

/** An entry of the register as it was written; nothing of it changes afterwards. */
export interface AccountabilityEntry {
  id: string;
  agency: string;
  item: number;
  period: string;
  facts: string;
  source: string;
  enteredBy: string;
  enteredByName: string;
  enteredAt: string;
  /** The entry that it stands in the place of. */
  corrects: string | null;
  correctionReason: string | null;
}

export interface AccountabilityWithdrawal {
  entryId: string;
  agency: string;
  reason: string;
  withdrawnBy: string;
  withdrawnByName: string;
  withdrawnAt: string;
}

/** An entry as lists and its page show it. */
export interface AccountabilityEntryRecord extends AccountabilityEntry {
  agencyName: string;
  state: 'standing' | 'corrected' | 'withdrawn';
  correctedBy: string | null;
  withdrawal: { reason: string; by: string; at: string } | null;
  /** How many papers; none for those who may not see them. */
  files: number;
}

export interface AccountabilityEntryFilter {
  from?: string | undefined;
  to?: string | undefined;
  agency?: string | undefined;
  item?: number | undefined;
  state?: 'standing' | 'over' | undefined;
}

const from = `accountability_entry e join organisation o on o.code = e.agency
  left join accountability_entry n on n.corrects = e.id left join accountability_withdrawal w on w.entry_id = e.id`;
const stands = `n.id is null and w.entry_id is null`;
const columns = `e.id, e.agency, o.name as "agencyName", e.item, e.period, e.facts, e.source, e.entered_by as "enteredBy",
  e.entered_by_name as "enteredByName", e.entered_at as "enteredAt", e.corrects, e.correction_reason as "correctionReason",
  n.id as "correctedBy", case when w.entry_id is not null then 'withdrawn' when n.id is not null then 'corrected' else 'standing' end as state,
  case when w.entry_id is not null then jsonb_build_object('reason', w.reason, 'by', w.withdrawn_by_name,
    'at', to_char(w.withdrawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as withdrawal,
  (select count(*)::integer from matter_file f where f.matter = 'accountability_entry' and f.matter_id = e.id) as files`;
const conditions = `($1::text is null or e.period >= $1) and ($2::text is null or e.period <= $2) and ($3::text is null or e.agency = $3)
  and ($4::integer is null or e.item = $4) and ($5::text is null or ($5 = 'standing') = (${stands}))`;
const valuesOf = ({ from: first, to, agency, item, state }: AccountabilityEntryFilter) => [
  first ?? null,
  to ?? null,
  agency ?? null,
  item ?? null,
  state ?? null,
];

/** The register by hand. */
export class AccountabilityEntryRepository {
  constructor(private readonly manager: EntityManager) {}

  /** One correction or withdrawal of an entry at a time, until the transaction ends. */
  async lock(id: string): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtext('fundwatch.accountability_entry:' || $1))`, [id]);
  }

  async insert(entry: AccountabilityEntry): Promise<void> {
    await this.manager.insert(AccountabilityEntryRow, entry);
  }

  async withdraw(withdrawal: AccountabilityWithdrawal): Promise<void> {
    await this.manager.insert(AccountabilityWithdrawalRow, withdrawal);
  }

  async get(id: string): Promise<AccountabilityEntryRecord | null> {
    const rows: AccountabilityEntryRecord[] = await this.manager.query(
      `select ${columns} from ${from} where e.id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** The latest month first, in it the latest entry. */
  async list(
    filter: AccountabilityEntryFilter,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(AccountabilityEntryRecord & { key: [string, string, string] })[]> {
    return this.manager.query(
      `select ${columns}, json_build_array(e.period, to_char(e.entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.id) as key
       from ${from} where ${conditions}
         and ($6::text is null or e.period < $6 or (e.period = $6 and (e.entered_at < $7::timestamptz or (e.entered_at = $7 and e.id > $8::uuid))))
       order by e.period desc, e.entered_at desc, e.id limit $9`,
      [...valuesOf(filter), after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
  }

  async count(filter: AccountabilityEntryFilter): Promise<number> {
    const [row] = await this.manager.query(
      `select count(*)::integer as n from ${from} where ${conditions}`,
      valuesOf(filter),
    );
    return row.n;
  }

  /** Standing entries by agency and item. */
  async figures(filter: AccountabilityEntryFilter): Promise<{ agency: string; item: number; count: number }[]> {
    return this.manager.query(
      `select e.agency, e.item, count(*)::integer as count from ${from} where ${conditions} group by 1, 2`,
      valuesOf({ ...filter, state: 'standing' }),
    );
  }
}

import type { WhitelistCase, WhitelistState } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { WhitelistEntryRow } from '../entities/index.js';

/** An entry of the whitelist and what became of it. */
export interface WhitelistEntry extends WhitelistCase {
  id: string;
  reason: string;
  documentNo: string;
  state: WhitelistState;
  alertId: string | null;
  proposedBy: string;
  proposedByName: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  endedByName: string | null;
  endedAt: string | null;
  endReason: string | null;
}

/** The same as a list shows it. */
export interface WhitelistRecord extends WhitelistEntry {
  agencyName: string;
  alertNumber: string | null;
  /** Hits that it has kept quiet, over all runs that stand as a period's latest. */
  quietHits: number;
}

export interface WhitelistFilter {
  indicator?: string | undefined;
  states?: readonly WhitelistState[] | undefined;
  /** Entries whose last month is at most this one. */
  endsBy?: string | undefined;
}

const columns = `w.id, w.indicator, w.agency, w.line, w.subject, w.valid_from as "validFrom", w.valid_to as "validTo", w.reason,
  w.document_no as "documentNo", w.state, w.alert_id as "alertId", w.proposed_by as "proposedBy", w.proposed_by_name as "proposedByName",
  w.proposed_at as "proposedAt", w.decided_by as "decidedBy", w.decided_by_name as "decidedByName", w.decided_at as "decidedAt",
  w.decision_reason as "decisionReason", w.ended_by_name as "endedByName", w.ended_at as "endedAt", w.end_reason as "endReason"`;
const listed = `${columns}, coalesce(o.name, w.agency) as "agencyName", a.number as "alertNumber",
  (select count(*) from hit h join evaluation e on e.id = h.evaluation_id
   where h.indicator = w.indicator and h.agency = w.agency and h.line = w.line and h.subject = w.subject and h.outcome = 'whitelist'
     and e.run_no = (select max(run_no) from evaluation l join evaluation_indicator i on i.evaluation_id = l.id
       where l.period = e.period and l.state = 'finished' and i.indicator = w.indicator)
     and e.period between w.valid_from and w.valid_to) as "quietHits"`;
const from = `whitelist_entry w left join organisation o on o.code = w.agency left join alert a on a.id = w.alert_id`;

/** Known cases that make no alert until they expire. */
export class WhitelistRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Holds the subject's case until the transaction ends: of two proposals or decisions one comes first. */
  async lock({ indicator, agency, line, subject }: Omit<WhitelistCase, 'validFrom' | 'validTo'>): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      ['whitelist', indicator, agency, line, subject].join('|'),
    ]);
  }

  /** Subjects whose hits of a period stay quiet, by indicator. */
  validIn(period: string): Promise<{ indicator: string; agency: string; line: string; subject: string }[]> {
    return this.manager.query(
      `select distinct indicator, agency, line, subject from whitelist_entry
       where state = 'approved' and $1 between valid_from and valid_to order by indicator, agency, line, subject`,
      [period],
    );
  }

  /** An entry of the same case that waits or holds in one of the months. */
  async overlapping({ indicator, agency, line, subject, validFrom, validTo }: WhitelistCase): Promise<string | null> {
    const rows: { id: string }[] = await this.manager.query(
      `select id from whitelist_entry where state in ('proposed', 'approved') and indicator = $1 and agency = $2 and line = $3
       and subject = $4 and valid_from <= $6 and valid_to >= $5 limit 1`,
      [indicator, agency, line, subject, validFrom, validTo],
    );
    return rows[0]?.id ?? null;
  }

  async insert(entry: WhitelistEntry): Promise<void> {
    await this.manager.insert(WhitelistEntryRow, entry);
  }

  async get(id: string): Promise<WhitelistRecord | null> {
    const rows: WhitelistRecord[] = await this.manager.query(`select ${listed} from ${from} where w.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** A page in the order of what waits, then of the last month, then of the entry. */
  list(filter: WhitelistFilter, after: readonly unknown[] | null, limit: number): Promise<WhitelistRecord[]> {
    return this.manager.query(
      `select ${listed} from ${from} where ${conditions}
       and ($4::integer is null or ((w.state <> 'proposed')::integer, w.valid_to, w.id) > ($4, $5, $6::uuid))
       order by (w.state <> 'proposed')::integer, w.valid_to, w.id limit $7`,
      [...valuesOf(filter), ...Array.from({ length: 3 }, (_, index) => after?.[index] ?? null), limit],
    );
  }

  async count(filter: WhitelistFilter): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from whitelist_entry w where ${conditions}`,
      valuesOf(filter),
    );
    return rows[0]?.count ?? 0;
  }

  async settle(
    id: string,
    state: 'approved' | 'rejected' | 'withdrawn',
    by: { account: string; name: string; at: string; reason: string | null },
  ): Promise<void> {
    const decided = state === 'withdrawn' ? null : by;
    await this.manager.query(
      `update whitelist_entry set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, decision_reason = $6 where id = $1`,
      [id, state, decided?.account ?? null, decided?.name ?? null, decided?.at ?? null, decided?.reason ?? null],
    );
  }

  async end(id: string, by: { name: string; at: string; reason: string }): Promise<void> {
    await this.manager.query(
      `update whitelist_entry set state = 'ended', ended_by_name = $2, ended_at = $3, end_reason = $4 where id = $1`,
      [id, by.name, by.at, by.reason],
    );
  }
}

const conditions = `($1::text is null or w.indicator = $1) and ($2::text[] is null or w.state = any ($2))
  and ($3::text is null or w.valid_to <= $3)`;

function valuesOf({ indicator, states, endsBy }: WhitelistFilter): unknown[] {
  return [indicator ?? null, states ?? null, endsBy ?? null];
}

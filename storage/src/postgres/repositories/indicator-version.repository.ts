import type {
  IndicatorChanges,
  IndicatorDefinition,
  IndicatorVersionOrigin,
  IndicatorVersionState,
} from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { IndicatorVersionRow } from '../entities/index.js';
import { prepared } from '../prepared.js';

/** A version of an indicator that somebody of the office proposed, and what became of it. */
export interface IndicatorVersion {
  id: string;
  code: string;
  version: number;
  origin: IndicatorVersionOrigin;
  state: IndicatorVersionState;
  /** Of the resulting definition. */
  status: string;
  changes: IndicatorChanges;
  definitionHash: string;
  basedOnVersion: number | null;
  basedOnHash: string | null;
  deliveredHash: string | null;
  reason: string;
  alertId: string | null;
  answerId: string | null;
  proposedBy: string;
  proposedByName: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
}

/** The same with its whole definition, and the alert whose answer asked for it. */
export interface IndicatorVersionRecord extends IndicatorVersion {
  definition: IndicatorDefinition;
  alertNumber: string | null;
}

const columns = `v.id, v.code, v.version, v.origin, v.state, v.status, v.changes, v.definition_hash as "definitionHash",
  v.based_on_version as "basedOnVersion", v.based_on_hash as "basedOnHash", v.delivered_hash as "deliveredHash", v.reason,
  v.alert_id as "alertId", v.answer_id as "answerId", v.proposed_by as "proposedBy", v.proposed_by_name as "proposedByName",
  v.proposed_at as "proposedAt", v.decided_by as "decidedBy", v.decided_by_name as "decidedByName", v.decided_at as "decidedAt",
  v.decision_reason as "decisionReason", d.definition, a.number as "alertNumber"`;
const from = `indicator_version v join indicator_definition d on d.hash = v.definition_hash left join alert a on a.id = v.alert_id`;

/** By code the latest approved version that a run may take: what is on trial runs beside it. */
const latestInForce = `select distinct on (code) id, code, version from indicator_version
  where state = 'approved' and status <> 'trial' order by code, version desc`;

/** Versions of indicators that the office proposed. */
export class IndicatorVersionRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Holds an indicator until the transaction ends: of two proposals or decisions one comes first. */
  async lock(code: string): Promise<void> {
    await this.manager.query(`select pg_advisory_xact_lock(hashtextextended('indicator ' || $1, 0))`, [code]);
  }

  /** The office's versions in force, retired ones too; a code without one is in force as delivered. In order of code. */
  async inForce(code: string | null = null): Promise<IndicatorVersionRecord[]> {
    return this.manager.query(
      prepared(`select ${columns} from ${from} join (${latestInForce}) f on f.id = v.id
       where $1::text is null or v.code = $1 order by v.code`),
      [code],
    );
  }

  /** By code the latest approved version on trial, unless a later one came into force. In order of code. */
  async onTrial(code: string | null = null): Promise<IndicatorVersionRecord[]> {
    return this.manager.query(
      `select distinct on (v.code) ${columns} from ${from} left join (${latestInForce}) f on f.code = v.code
       where v.state = 'approved' and v.status = 'trial' and v.version > coalesce(f.version, 0)
         and ($1::text is null or v.code = $1) order by v.code, v.version desc`,
      [code],
    );
  }

  async get(id: string): Promise<IndicatorVersionRecord | null> {
    return this.one(`v.id = $1`, [id]);
  }

  /** The proposal of an indicator that waits for its decision. */
  async openOf(code: string): Promise<IndicatorVersionRecord | null> {
    return this.one(`v.code = $1 and v.state = 'proposed'`, [code]);
  }

  /** Every proposal that waits for its decision, the oldest first: one an indicator at most. */
  async open(): Promise<IndicatorVersionRecord[]> {
    return this.manager.query(`select ${columns} from ${from} where v.state = 'proposed' order by v.proposed_at, v.id`);
  }

  /** A page of an indicator's versions, the highest first. */
  async ofIndicator(code: string, before: number | null, limit: number): Promise<IndicatorVersionRecord[]> {
    return this.manager.query(
      `select ${columns} from ${from} where v.code = $1 and ($2::integer is null or v.version < $2) order by v.version desc limit $3`,
      [code, before, limit],
    );
  }

  async countOfIndicator(code: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from indicator_version where code = $1`,
      [code],
    );
    return rows[0]?.count ?? 0;
  }

  async insert(version: IndicatorVersion): Promise<void> {
    await this.manager.insert(IndicatorVersionRow, { ...version, changes: version.changes as object });
  }

  /** Settles a proposal; false when somebody else was first. */
  async settle(
    id: string,
    state: Exclude<IndicatorVersionState, 'proposed'>,
    by: { account: string; name: string; at: string; reason: string | null },
  ): Promise<boolean> {
    const [rows] = (await this.manager.query(
      `update indicator_version set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, decision_reason = $6
       where id = $1 and state = 'proposed' returning id`,
      [id, state, by.account, by.name, by.at, by.reason],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  private async one(where: string, values: unknown[]): Promise<IndicatorVersionRecord | null> {
    const rows: IndicatorVersionRecord[] = await this.manager.query(
      `select ${columns} from ${from} where ${where}`,
      values,
    );
    return rows[0] ?? null;
  }
}

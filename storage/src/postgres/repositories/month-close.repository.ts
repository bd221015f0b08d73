import type { HitDifference, MonthCloseState } from '@fundwatch/domain/evaluate';
import type { EntityManager } from 'typeorm';
import { MonthCloseRow } from '../entities/index.js';

/** A proposal to close a month, or the close itself, with what it rests on. */
export interface MonthClose {
  id: string;
  period: string;
  state: MonthCloseState;
  evaluationId: string;
  runNo: number;
  asOf: string;
  calendarVersion: string;
  /** Content-addressed objects: inputs and definitions as JSON, hits as canonical JSONL. */
  inputsObject: string;
  indicatorsObject: string;
  hitsObject: string;
  inputHash: string;
  submissions: number;
  files: number;
  indicators: number;
  hits: number;
  note: string;
  proposedBy: string;
  proposedByName: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
}

/** A closed month that is, or was, run again from its frozen inputs. */
export interface MonthCloseVerification {
  id: string;
  monthCloseId: string;
  state: 'waiting' | 'running' | 'done' | 'failed';
  requestedByName: string;
  requestedAt: string;
  finishedAt: string | null;
  hits: number | null;
  hitsSha256: string | null;
  equal: boolean | null;
  error: string | null;
}

/** A run of a closed month and how many of its hits differ. */
export interface Restatement {
  evaluationId: string;
  runNo: number;
  trigger: string;
  finishedAt: string;
  added: number;
  removed: number;
  changed: number;
}

const closeColumns = `c.id, c.period, c.state, c.evaluation_id as "evaluationId", e.run_no as "runNo", c.as_of as "asOf",
  c.calendar_version as "calendarVersion", c.inputs_object as "inputsObject", c.indicators_object as "indicatorsObject",
  c.hits_object as "hitsObject", c.input_hash as "inputHash", c.submissions, c.files, c.indicators, c.hits, c.note,
  c.proposed_by as "proposedBy", c.proposed_by_name as "proposedByName", c.proposed_at as "proposedAt",
  c.decided_by as "decidedBy", c.decided_by_name as "decidedByName", c.decided_at as "decidedAt", c.decision_reason as "decisionReason"
  from month_close c join evaluation e on e.id = c.evaluation_id`;

const verificationColumns = `id, month_close_id as "monthCloseId", state, requested_by_name as "requestedByName", requested_at as "requestedAt",
  finished_at as "finishedAt", hits, hits_sha256 as "hitsSha256", equal, error`;

/** A claim older than this was left by a process that died. */
const STALE_CLAIM = '15 minutes';

export class MonthCloseRepository {
  constructor(private readonly manager: EntityManager) {}

  /** The proposal or close that stands for a period. */
  async standing(period: string): Promise<MonthClose | null> {
    return this.one(`c.period = $1 and c.state in ('proposed', 'closed')`, [period]);
  }

  /** The close of a period; null while it is open. */
  async closed(period: string): Promise<MonthClose | null> {
    return this.one(`c.period = $1 and c.state = 'closed'`, [period]);
  }

  async get(id: string): Promise<MonthClose | null> {
    return this.one(`c.id = $1`, [id]);
  }

  /** Every proposal and close of a period, latest first. */
  async ofPeriod(period: string): Promise<MonthClose[]> {
    return this.manager.query(`select ${closeColumns} where c.period = $1 order by c.proposed_at desc, c.id`, [period]);
  }

  async allStanding(): Promise<MonthClose[]> {
    return this.manager.query(`select ${closeColumns} where c.state in ('proposed', 'closed') order by c.period`);
  }

  async insert(close: Omit<MonthClose, 'runNo'>): Promise<void> {
    await this.manager.insert(MonthCloseRow, close);
  }

  /** Settles a standing proposal; false when somebody else was first. */
  async settle(
    id: string,
    state: Exclude<MonthCloseState, 'proposed'>,
    by: { account: string; name: string; at: string; reason: string | null },
  ): Promise<boolean> {
    const [rows] = (await this.manager.query(
      `update month_close set state = $2, decided_by = $3, decided_by_name = $4, decided_at = $5, decision_reason = $6
       where id = $1 and state = 'proposed' returning id`,
      [id, state, by.account, by.name, by.at, by.reason],
    )) as [unknown[], number];
    return rows.length > 0;
  }

  /** Asks for a re-run; the one that waits or runs already serves for two. */
  async requestVerification(one: {
    id: string;
    monthCloseId: string;
    requestedByName: string;
    requestedAt: string;
  }): Promise<string> {
    await this.manager.query(
      `insert into month_close_verification (id, month_close_id, state, requested_by_name, requested_at)
       values ($1, $2, 'waiting', $3, $4) on conflict (month_close_id) where state in ('waiting', 'running') do nothing`,
      [one.id, one.monthCloseId, one.requestedByName, one.requestedAt],
    );
    const rows: { id: string }[] = await this.manager.query(
      `select id from month_close_verification where month_close_id = $1 and state in ('waiting', 'running')`,
      [one.monthCloseId],
    );
    return rows[0]!.id;
  }

  async verificationsOf(monthCloseId: string): Promise<MonthCloseVerification[]> {
    return this.manager.query(
      `select ${verificationColumns} from month_close_verification where month_close_id = $1 order by requested_at desc, id limit 20`,
      [monthCloseId],
    );
  }

  /** Those that wait, or whose worker died. */
  async unfinishedVerifications(now: string): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select id from month_close_verification
       where state = 'waiting' or (state = 'running' and claimed_at < $1::timestamptz - interval '${STALE_CLAIM}') order by requested_at`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** For one caller: the verification is his to run. Null: done, or another's. */
  async claimVerification(id: string, now: string): Promise<MonthCloseVerification | null> {
    const [rows] = (await this.manager.query(
      `update month_close_verification set state = 'running', claimed_at = $2
       where id = $1 and (state = 'waiting' or (state = 'running' and claimed_at < $2::timestamptz - interval '${STALE_CLAIM}'))
       returning ${verificationColumns}`,
      [id, now],
    )) as [MonthCloseVerification[], number];
    return rows[0] ?? null;
  }

  async finishVerification(
    id: string,
    at: string,
    result: { hits: number; hitsSha256: string; equal: boolean } | { error: string },
  ): Promise<void> {
    const done = 'hits' in result ? result : null;
    await this.manager.query(
      `update month_close_verification set state = $2, finished_at = $3, hits = $4, hits_sha256 = $5, equal = $6, error = $7 where id = $1`,
      [
        id,
        done ? 'done' : 'failed',
        at,
        done?.hits ?? null,
        done?.hitsSha256 ?? null,
        done?.equal ?? null,
        'error' in result ? result.error.slice(0, 2_000) : null,
      ],
    );
  }

  /** Keeps what a restated run found otherwise; doing it twice leaves the same. */
  async replaceDifferences(evaluationId: string, differences: readonly HitDifference[]): Promise<void> {
    await this.manager.query(`delete from restatement_difference where evaluation_id = $1`, [evaluationId]);
    const batch = 2_000;
    for (let start = 0; start < differences.length; start += batch) {
      const rows = differences.slice(start, start + batch).map(({ change, before, after }) => {
        const { indicator, agency, line, subject, hitKey, verdict } = (after ?? before)!;
        return { change, before, after, indicator, agency, line, subject, hitKey, verdict };
      });
      await this.manager.query(
        `insert into restatement_difference (evaluation_id, indicator, agency, line, subject, hit_key, verdict, change, before, after)
         select $1, r.indicator, r.agency, r.line, r.subject, r."hitKey", r.verdict, r.change, nullif(r.before, 'null'), nullif(r.after, 'null')
         from jsonb_to_recordset($2::jsonb) as r(indicator text, agency text, line text, subject text, "hitKey" text, verdict text,
           change text, before jsonb, after jsonb)`,
        [evaluationId, JSON.stringify(rows)],
      );
    }
  }

  /** Finished runs of a closed month, latest first. */
  async restatementsOf(monthCloseId: string): Promise<Restatement[]> {
    return this.manager.query(
      `select e.id as "evaluationId", e.run_no as "runNo", e.trigger, e.finished_at as "finishedAt",
         count(*) filter (where d.change = 'added') as added, count(*) filter (where d.change = 'removed') as removed,
         count(*) filter (where d.change = 'changed') as changed
       from evaluation e left join restatement_difference d on d.evaluation_id = e.id
       where e.month_close_id = $1 and e.state = 'finished' group by e.id order by e.run_no desc`,
      [monthCloseId],
    );
  }

  /** A page of a restated run's differences, in the order of their keys. */
  async differencesOf(
    evaluationId: string,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(HitDifference & { agencyName: string })[]> {
    return this.manager.query(
      `select d.change, d.before, d.after, coalesce(o.name, d.agency) as "agencyName"
       from restatement_difference d left join organisation o on o.code = d.agency
       where d.evaluation_id = $1
         and ($2::text is null or (d.indicator, d.agency, d.line, d.subject, d.hit_key, d.verdict) > ($2, $3, $4, $5, $6, $7))
       order by d.indicator, d.agency, d.line, d.subject, d.hit_key, d.verdict limit $8`,
      [evaluationId, ...Array.from({ length: 6 }, (_, index) => after?.[index] ?? null), limit],
    );
  }

  async countDifferences(evaluationId: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*) as count from restatement_difference where evaluation_id = $1`,
      [evaluationId],
    );
    return rows[0]?.count ?? 0;
  }

  private async one(where: string, values: unknown[]): Promise<MonthClose | null> {
    const rows: MonthClose[] = await this.manager.query(`select ${closeColumns} where ${where}`, values);
    return rows[0] ?? null;
  }
}

import { randomUUID } from 'node:crypto';
import type { AlertState, ProblemType, Severity } from '@fundwatch/domain/alert';
import pg from 'pg';

/** One row behind a built alert. */
export interface BuiltHit {
  subject?: string;
  hitKey: string;
  period?: string;
  live?: boolean;
  relatedKey?: string;
  amount?: string;
  evidence?: Record<string, string | null>;
}

/** A table of the region's external data that the run behind a built alert read. */
export interface BuiltExternal {
  table: string;
  period?: string;
  arrivedAt: string;
}

export interface BuiltAlert {
  id: string;
  number: string;
  agency: string;
  state: AlertState;
  revision: number;
}

let built = 0;

/** Starts an alert of the tests: `anAlert().dispatchedTo('120101').dueOn('2026-02-24')`. */
export function anAlert(): AlertBuilder {
  return new AlertBuilder();
}

/** Says what matters to the case; everything else is ordinary. */
export class AlertBuilder {
  private readonly number = `津预2026-${String((built += 1)).padStart(6, '0')}`;
  private row: Record<string, unknown> = {
    indicator: 'DY01',
    agency: '120101',
    line: '110',
    subject: `P${this.number.slice(-6)}`,
    period: null,
    first_period: '202609',
    severity: 'high',
    state: 'raised' satisfies AlertState,
    amount: '8412.00',
    observed: '2.000000',
    threshold: '0.000000',
    raised_at: '2026-10-16T01:00:00.000Z',
    continues: true,
    baseline: false,
    new_since_answer: false,
  };
  private hits: BuiltHit[] | undefined;
  private external: BuiltExternal[] = [];

  of(indicator: string): this {
    return this.with({ indicator });
  }
  /** The agency that must explain it, before anything was sent. */
  at(agency: string): this {
    return this.with({ agency });
  }
  about(subject: string): this {
    return this.with({ subject });
  }
  inMonth(period: string): this {
    return this.with({ first_period: period });
  }
  severe(severity: Severity): this {
    return this.with({ severity });
  }
  worth(amount: string | null): this {
    return this.with({ amount });
  }
  raisedAt(instant: string): this {
    return this.with({ raised_at: instant });
  }
  /** From the office's first real month. */
  asBaseline(): this {
    return this.with({ baseline: true });
  }
  screened(): this {
    return this.with({ state: 'screened', screened_at: '2026-10-16T02:00:00.000Z' });
  }
  dispatchedTo(agency: string, at = '2026-10-16T03:00:00.000Z'): this {
    return this.screened().with({ agency, state: 'dispatched', dispatched_at: at, auto_receipt_on: '2026-10-20' });
  }
  received(on = '2026-10-16'): this {
    this.sent();
    return this.with({
      state: 'received',
      received_on: on,
      received_at: `${on}T04:00:00.000Z`,
      answer_due_on: this.row['answer_due_on'] ?? '2026-11-16',
    });
  }
  /** The last day for the answer; signed for, unless it was returned. */
  dueOn(day: string): this {
    if (this.row['state'] === 'returned') return this.with({ return_due_on: day });
    return this.with({ answer_due_on: day }).received();
  }
  answered(problemType: ProblemType = 'P1', at = '2026-10-19T02:00:00.000Z'): this {
    if (!this.row['received_on']) this.received();
    return this.with({
      state: 'answered',
      answered_at: at,
      answered_late: false,
      answer_round: 1,
      problem_type: problemType,
    });
  }
  withNewHits(): this {
    return this.with({ new_since_answer: true });
  }
  returned(dueOn = '2026-11-02'): this {
    if (!this.row['answered_at']) this.answered();
    return this.with({ state: 'returned', returned_at: '2026-10-19T06:00:00.000Z', return_due_on: dueOn });
  }
  closed(): this {
    if (!this.row['answered_at']) this.answered();
    return this.with({ state: 'closed', closed_at: '2026-10-19T07:00:00.000Z', closed_on: '2026-10-19' });
  }
  /** Accepted, to be put right by `dueOn`. */
  rectifying(dueOn = '2026-11-19'): this {
    if (!this.row['answered_at']) this.answered('P5');
    return this.with({
      state: 'rectifying',
      rectification_ordered_at: '2026-10-19T06:00:00.000Z',
      rectification_due_on: dueOn,
    });
  }
  rectified(): this {
    return this.rectifying().with({ state: 'rectified' });
  }
  /** Put up for the second review by that account. */
  inSecondReview(submittedBy: string): this {
    if (!this.row['answered_at']) this.answered('P4');
    return this.with({ state: 'in_second_review', submitted_by: submittedBy });
  }
  behind(...hits: BuiltHit[]): this {
    this.hits = hits;
    return this;
  }

  /** The run that found it read these external tables. */
  restingOn(...external: BuiltExternal[]): this {
    this.external = external;
    return this;
  }

  /** Writes it down with its hits and the events that it has behind it. */
  async save(database: { appUrl: string }): Promise<BuiltAlert> {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('fundwatch.scope', 'all', true)`);
      const saved = await this.insert(client);
      await client.query('commit');
      return saved;
    } finally {
      await client.end();
    }
  }

  private with(change: Record<string, unknown>): this {
    this.row = { ...this.row, ...change };
    return this;
  }

  private sent(): void {
    if (!this.row['dispatched_at']) this.dispatchedTo(this.row['agency'] as string);
  }

  private async insert(client: pg.Client): Promise<BuiltAlert> {
    const id = randomUUID();
    const events = this.events();
    const hits = this.hits ?? [{ hitKey: `PAY-${this.number}` }];
    const row = {
      ...this.row,
      id,
      number: this.number,
      indicator_version: 1,
      revision: events.length,
      hits: hits.filter(({ live = true }) => live).length,
      calendar_version: this.row['dispatched_at'] ? 'built-in-2026' : null,
      updated_at: this.row['raised_at'],
    };
    const columns = Object.keys(row);
    await client.query(
      `insert into fundwatch.alert (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
    for (const hit of hits) await this.insertHit(client, id, hit);
    if (this.external.length) await this.insertRun(client, id, hits);
    for (const [index, [type, state]] of events.entries()) {
      await client.query(
        `insert into fundwatch.alert_event (alert_id, agency, sequence, type, from_state, to_state, actor, at, recorded_at, details, agency_may_see)
         values ($1, $2, $3, $4, $5, $6, '张敏', $7, now(), '{}', $8)`,
        [
          id,
          row['agency' as never],
          index + 1,
          type,
          events[index - 1]?.[1] ?? null,
          state,
          this.row['raised_at'],
          index >= 2,
        ],
      );
    }
    return {
      id,
      number: this.number,
      agency: this.row['agency'] as string,
      state: this.row['state'] as AlertState,
      revision: row.revision,
    };
  }

  /** What happened before this state, in order. */
  private events(): [string, AlertState][] {
    const happened: [string, AlertState, unknown][] = [
      ['raise', 'raised', true],
      ['screen', 'screened', this.row['screened_at']],
      ['dispatch', 'dispatched', this.row['dispatched_at']],
      ['receive', 'received', this.row['received_on']],
      ['answer', 'answered', this.row['answered_at']],
      ['return', 'returned', this.row['returned_at']],
      ['close', 'closed', this.row['closed_at']],
    ];
    return happened.flatMap(([type, state, was]): [string, AlertState][] => (was ? [[type, state]] : []));
  }

  private async insertRun(client: pg.Client, alertId: string, hits: readonly BuiltHit[]): Promise<void> {
    const evaluationId = randomUUID();
    await client.query(
      `insert into fundwatch.evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators)
       select $1, '202609', 1 + coalesce(max(run_no), 0), 'finished', 'schedule', 'system', now(), '2026-10-16', 'built-in-2026', array[$2]
       from fundwatch.evaluation where period = '202609'`,
      [evaluationId, this.row['indicator']],
    );
    for (const { hitKey, subject } of hits) {
      await client.query(
        `insert into fundwatch.hit (evaluation_id, indicator, agency, line, subject, hit_key, verdict, first_period, evidence, alert_id)
         values ($1, $2, $3, $4, $5, $6, 'hit', '202609', '{}', $7)`,
        [
          evaluationId,
          this.row['indicator'],
          this.row['agency'],
          this.row['line'],
          subject ?? this.row['subject'],
          hitKey,
          alertId,
        ],
      );
    }
    for (const { table, period = '202609', arrivedAt } of this.external) {
      const submissionId = randomUUID();
      await client.query(
        `insert into fundwatch.submission (id, agency, line, dataset, period, version, state, source, sent_by, sent_at, arrived_at, decided_at,
           content_hash)
         select $1, '120000', '000', 'external', $2, 1 + coalesce(max(version), 0), 'accepted', 'package', '', $3, $3, $3, $4
         from fundwatch.submission where agency = '120000' and dataset = 'external' and period = $2`,
        [submissionId, period, arrivedAt, submissionId],
      );
      await client.query(
        `insert into fundwatch.fact_file (submission_id, agency, table_name, rows, control_totals) values ($1, '120000', $2, 0, '{}')`,
        [submissionId, table],
      );
      await client.query(`insert into fundwatch.evaluation_input (evaluation_id, submission_id) values ($1, $2)`, [
        evaluationId,
        submissionId,
      ]);
    }
  }

  private async insertHit(client: pg.Client, alertId: string, hit: BuiltHit): Promise<void> {
    const subject = hit.subject ?? this.row['subject'];
    const period = hit.period ?? '202609';
    const evidence = hit.evidence ?? { name: '张三丰', death_date: '2026-06-14', item: 'basic_pension' };
    await client.query(
      `insert into fundwatch.alert_hit (alert_id, agency, subject, hit_key, period, live, related_key, first_period, observed, threshold, amount,
         indicator_version, evidence, found_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 2, 0, $9, 1, $10, $11)`,
      [
        alertId,
        this.row['agency'],
        subject,
        hit.hitKey,
        period,
        hit.live ?? true,
        hit.relatedKey ?? null,
        this.row['first_period'],
        hit.amount ?? this.row['amount'],
        JSON.stringify(evidence),
        this.row['raised_at'],
      ],
    );
  }
}

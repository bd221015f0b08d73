import type {
  CleaningFindings,
  CleaningOutcome,
  CleaningShow,
  CleaningState,
  Correction,
  IndicatorUnknown,
} from '@fundwatch/domain/alert';
import type { EntityManager } from 'typeorm';
import { CleaningCheckRow, CleaningTaskRow } from '../entities/index.js';
import { unwritten } from './reminder-days.js';

/** What an agency said that it puts right in its data. */
export interface CleaningTask {
  id: string;
  alertId: string;
  answerId: string;
  agency: string;
  problemType: 'P1' | 'P2';
  /** Null: the answer names no record (P2). */
  correction: Correction | null;
  datasets: string[];
  resubmitPeriod: string | null;
  duePeriod: string;
  dueOn: string | null;
  state: CleaningState;
  returns: number;
  lastOutcome: CleaningOutcome | null;
  lastCheckedAt: string | null;
  openedAt: string;
  endedAt: string | null;
  settledByName: string | null;
  settleReason: string | null;
}

export interface CleaningCheck {
  at: string;
  outcome: CleaningOutcome;
  cameBack: boolean;
  findings: CleaningFindings;
}

/** One look at everything that a check rests on. */
export interface CleaningGround {
  /** Names all of it: the same ground is judged once. */
  seen: string;
  /** Names the agency's data alone. */
  data: string;
  /** Of the last conclusive check. */
  judged: string;
  /** The newest accepted month of the datasets concerned. */
  newest: { submissionId: string; period: string } | null;
  /** The run whose hits tell; null: none yet. */
  run: {
    evaluationId: string;
    period: string;
    /** Why its silence would prove nothing; null: it proves it. */
    unknown: Exclude<IndicatorUnknown, 'cannot_decide'> | null;
    hits: number;
    cannotDecide: number;
  } | null;
  /** The months that were accepted of the table's dataset, the latest first, with its file where there are rows. */
  files: { period: string; listed: boolean; path: string | null }[];
}

export interface CleaningFilter {
  show: CleaningShow;
  agency?: readonly string[] | undefined;
  indicator?: readonly string[] | undefined;
  alertId?: string | undefined;
}

const columns = `t.id, t.alert_id as "alertId", t.answer_id as "answerId", t.agency, t.problem_type as "problemType",
  case when t.table_name is null then null else jsonb_build_object('table', t.table_name, 'key', t.record_key, 'field', t.field,
    'before', t.value_before, 'after', t.value_after) end as correction,
  t.datasets, t.resubmit_period as "resubmitPeriod", t.due_period as "duePeriod", t.due_on as "dueOn", t.state, t.returns,
  t.last_outcome as "lastOutcome", t.last_checked_at as "lastCheckedAt", t.opened_at as "openedAt", t.ended_at as "endedAt",
  t.settled_by_name as "settledByName", t.settle_reason as "settleReason"`;

const isOpen = `t.state in ('open', 'reopened')`;
const shows: Readonly<Record<CleaningShow, string>> = {
  open: isOpen,
  returned: `t.state = 'reopened'`,
  overdue: `${isOpen} and t.due_on < $1`,
  cannot_check: `${isOpen} and t.last_outcome = 'cannot_check'`,
  ended: `t.state in ('done', 'settled')`,
  all: 'true',
};
const inFilter = `($2::text[] is null or t.agency = any ($2)) and ($3::text[] is null or a.indicator = any ($3))
  and ($4::uuid is null or t.alert_id = $4)`;
const from = `cleaning_task t join alert a on a.id = t.alert_id`;
/** What is open first, by its last day; what is over after it. */
const place = [`(not ${isOpen})::integer`, `coalesce(t.due_on, '9999-12-31'::date)`, 't.id'];

/** The latest accepted version of every month of the datasets that have to show it. Control data have no line. */
const versions = `select distinct on (s.dataset, s.line, s.period) s.id, s.dataset, s.period from submission s
  where s.state = 'accepted' and s.agency = t.agency and s.dataset = any (t.datasets)
    and s.line = case when s.dataset = 'control' then '000' when a.line = '000' then s.line else a.line end
  order by s.dataset, s.line, s.period, s.version desc`;
/** The run that has to show it: of the month to be sent again, or the latest of a month that came and is not before the hits. */
const run = `select e.id, e.period, i.version, i.state from evaluation e
  join evaluation_indicator i on i.evaluation_id = e.id and i.indicator = a.indicator
  where e.state = 'finished' and case when t.resubmit_period is null
    then e.period >= (select max(h.period) from alert_hit h where h.alert_id = a.id) and e.period <= (select max(v.period) from (${versions}) v)
    else e.period = t.resubmit_period end
  order by e.period desc, e.run_no desc limit 1`;
const data = `select coalesce(string_agg(v.id::text, ' ' order by v.id), '') as ids from (${versions}) v`;
const prints = `${from} left join lateral (${run}) r on true cross join lateral (${data}) d`;
const seen = `md5(d.ids || '/' || coalesce(r.id::text, ''))`;

/** 数据清理任务 and their checks. */
export class CleaningRepository {
  constructor(private readonly manager: EntityManager) {}

  /** What stood open of the alert's earlier answer is replaced. */
  async replaceOpen(alertId: string, at: string): Promise<void> {
    await this.manager.query(
      `update cleaning_task t set state = 'replaced', ended_at = $2 where t.alert_id = $1 and ${isOpen}`,
      [alertId, at],
    );
  }

  /** Opens a task; what is there now is what the data are compared with from then on. */
  async insert(task: CleaningTask): Promise<void> {
    const { correction, ...plain } = task;
    await this.manager.insert(CleaningTaskRow, {
      ...plain,
      tableName: correction?.table ?? null,
      recordKey: correction ? { ...correction.key } : null,
      field: correction?.field ?? null,
      valueBefore: correction?.before ?? null,
      valueAfter: correction?.after ?? null,
      seen: '',
      judged: '',
    });
    await this.manager.query(
      `update cleaning_task set seen = f.seen, judged = f.data
       from (select ${seen} as seen, md5(d.ids) as data from ${prints} where t.id = $1) f where id = $1`,
      [task.id],
    );
  }

  async get(id: string): Promise<CleaningTask | null> {
    const rows: CleaningTask[] = await this.manager.query(`select ${columns} from ${from} where t.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Open tasks with data or a run that no check has looked at, the longest due first. */
  async pending(limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select t.id from ${prints} where ${isOpen} and t.seen <> ${seen} order by coalesce(t.due_on, '9999-12-31'::date), t.id limit $1`,
      [limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Open tasks whose last day waits for its calendar. */
  async withoutDay(): Promise<{ id: string; duePeriod: string }[]> {
    return this.manager.query(
      `select t.id, t.due_period as "duePeriod" from cleaning_task t where ${isOpen} and t.due_on is null`,
    );
  }

  async setDay(id: string, dueOn: string): Promise<void> {
    await this.manager.query(`update cleaning_task set due_on = $2 where id = $1 and due_on is null`, [id, dueOn]);
  }

  /** Open tasks of which a notice is due and not written: due until `soonThrough`, or over. */
  async dueForReminder(today: string, soonThrough: string, limit: number): Promise<{ id: string; alertId: string }[]> {
    return this.manager.query(
      `select t.id, t.alert_id as "alertId" from cleaning_task t
       where ${isOpen} and exists (${unwritten('cleaning_reminder', 'r.task_id = t.id', 't.due_on')})
       order by t.due_on, t.id limit $5`,
      [today, soonThrough, null, null, limit],
    );
  }

  /** True for the one that tells of this date. */
  async claimReminder(taskId: string, kind: string, dueOn: string, at: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into cleaning_reminder (task_id, kind, due_on, written_at) values ($1, $2, $3, $4)
       on conflict do nothing returning kind`,
      [taskId, kind, dueOn, at],
    );
    return rows.length > 0;
  }

  /** Months of which something was accepted. */
  async submittedPeriods(alertId: string, datasets: readonly string[]): Promise<string[]> {
    const rows: { period: string }[] = await this.manager.query(
      `select distinct v.period from (select id, agency, $2::text[] as datasets from alert where id = $1) t join alert a on a.id = t.id,
         lateral (${versions}) v`,
      [alertId, datasets],
    );
    return rows.map(({ period }) => period);
  }

  /** Everything that a check of an open task rests on; null where it is open no more. */
  async ground(id: string): Promise<CleaningGround | null> {
    const rows: (Pick<CleaningGround, 'seen' | 'data' | 'judged' | 'newest'> & { run: CleaningGround['run'] })[] =
      await this.manager.query(
        `select ${seen} as seen, md5(d.ids) as data, t.judged,
           (select json_build_object('submissionId', v.id, 'period', v.period) from (${versions}) v order by v.period desc, v.id limit 1) as newest,
           case when r.id is null then null else json_build_object('evaluationId', r.id, 'period', r.period, 'unknown', case
             when exists (select from (${versions}) v where (v.period = r.period or (t.resubmit_period is null and v.period > r.period))
               and not exists (select from evaluation_input n where n.evaluation_id = r.id and n.submission_id = v.id)) then 'not_evaluated_yet'
             when r.state <> 'done' then 'failed'
             when coalesce((select s.state from evaluation_scope s where s.evaluation_id = r.id and s.indicator = a.indicator
               and s.agency = a.agency and s.line = a.line), 'not_evaluated') = 'not_evaluated' then 'not_evaluated'
             when r.version <> (select h.indicator_version from alert_hit h where h.alert_id = a.id order by h.period desc, h.indicator_version desc limit 1)
               then 'other_version' end,
             'hits', found.hits, 'cannotDecide', found.undecided) end as run
         from ${prints} left join lateral (
           select count(*) filter (where h.verdict = 'hit') as hits, count(*) filter (where h.verdict = 'cannot_decide') as undecided
           from hit h where h.evaluation_id = r.id and h.indicator = a.indicator and h.agency = a.agency and h.line = a.line
             and exists (select from alert_hit x where x.alert_id = a.id and x.subject = h.subject and x.hit_key = h.hit_key)
         ) found on true
         where t.id = $1 and ${isOpen}`,
        [id],
      );
    const [row] = rows;
    if (!row) return null;
    const files: CleaningGround['files'] = await this.manager.query(
      `select v.period, f.submission_id is not null as listed, f.path from ${from} cross join lateral (${versions}) v
       left join fact_file f on f.submission_id = v.id and f.table_name = t.table_name
       where t.id = $1 and t.table_name is not null order by v.period desc, v.id`,
      [id],
    );
    return { ...row, files };
  }

  /** Writes a check down and what it makes of the task; false where the same ground was judged meanwhile. */
  async writeCheck(
    task: CleaningTask,
    ground: CleaningGround,
    check: CleaningCheck,
    next: { state: CleaningState | null; due: { period: string; dueOn: string | null } | null },
  ): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into cleaning_check (task_id, agency, seen, at, outcome, came_back, submission_id, evaluation_id, findings)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (task_id, seen) do nothing returning id`,
      [
        task.id,
        task.agency,
        ground.seen,
        check.at,
        check.outcome,
        check.cameBack,
        ground.newest?.submissionId ?? null,
        ground.run?.evaluationId ?? null,
        JSON.stringify(check.findings),
      ],
    );
    if (rows.length === 0) return false;
    const conclusive = check.outcome !== 'cannot_check';
    await this.manager.query(
      `update cleaning_task set seen = $2, judged = case when $3 then $4 else judged end, last_outcome = $5, last_checked_at = $6,
         state = coalesce($7, state), returns = returns + $8::integer, ended_at = case when $7 = 'done' then $6::timestamptz end,
         due_period = coalesce($9, due_period), due_on = case when $9::text is null then due_on else $10::date end
       where id = $1`,
      [
        task.id,
        ground.seen,
        conclusive,
        ground.data,
        check.outcome,
        check.at,
        next.state,
        Number(check.cameBack),
        next.due?.period ?? null,
        next.due?.dueOn ?? null,
      ],
    );
    return true;
  }

  /** Nothing new was found: the same is not looked at again. */
  async pass(id: string, seenNow: string): Promise<void> {
    await this.manager.query(`update cleaning_task set seen = $2 where id = $1`, [id, seenNow]);
  }

  async settle(id: string, by: { account: string; name: string; at: string; reason: string }): Promise<void> {
    await this.manager.update(
      CleaningTaskRow,
      { id },
      { state: 'settled', endedAt: by.at, settledBy: by.account, settledByName: by.name, settleReason: by.reason },
    );
  }

  /** Every check, the latest first. */
  async checks(taskIds: readonly string[]): Promise<(CleaningCheck & { taskId: string })[]> {
    if (taskIds.length === 0) return [];
    const rows = await this.manager
      .getRepository(CleaningCheckRow)
      .createQueryBuilder('c')
      .where('c.task_id = any (:taskIds)', { taskIds })
      .orderBy('c.id', 'DESC')
      .getMany();
    return rows.map(({ taskId, at, outcome, cameBack, findings }) => ({
      taskId,
      at,
      outcome: outcome as CleaningOutcome,
      cameBack,
      findings: findings as CleaningFindings,
    }));
  }

  async list(
    filter: CleaningFilter,
    today: string,
    after: readonly unknown[] | null,
    limit: number,
  ): Promise<(CleaningTask & { place: [number, string, string] })[]> {
    return this.manager.query(
      `select ${columns}, json_build_array(${place.join(', ')}) as place from ${from}
       where $1::date is not null and ${inFilter} and ${shows[filter.show]}
         and ($5::integer is null or (${place.join(', ')}) > ($5, $6::date, $7::uuid))
       order by ${place.join(', ')} limit $8`,
      [...values(filter, today), after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit],
    );
  }

  /** How many each list would hold. */
  async counts(filter: Omit<CleaningFilter, 'show'>, today: string): Promise<Record<CleaningShow, number>> {
    const each = Object.entries(shows).map(([name, where]) => `count(*) filter (where ${where})::integer as "${name}"`);
    const rows: Record<CleaningShow, number>[] = await this.manager.query(
      `select ${each.join(', ')} from ${from} where $1::date is not null and ${inFilter}`,
      values(filter, today),
    );
    return rows[0]!;
  }
}

const values = (filter: Omit<CleaningFilter, 'show'>, today: string) => [
  today,
  filter.agency ?? null,
  filter.indicator ?? null,
  filter.alertId ?? null,
];

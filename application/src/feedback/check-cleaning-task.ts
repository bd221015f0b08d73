import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  afterCleaningCheck,
  handIndicator,
  judgeCleaning,
  nextSubmissionDue,
  sameFindings,
  sameValue,
  type AlertEvent,
  type CleaningFindings,
  type CleaningOutcome,
  type Correction,
  type FieldFinding,
  type IndicatorFinding,
} from '@fundwatch/domain/alert';
import { exchangeTable } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { CleaningGround } from '@fundwatch/storage';
import { findFactRow } from '@fundwatch/storage/facts';
import { readBusinessDay } from '../alert/business-day.js';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { MOST_PENDING } from './sweep-cleaning-tasks.js';

/** What a check came to; `nothing_new`: the agency sent nothing since, and what it sent is as it was. */
export type CleaningResult = CleaningOutcome | 'nothing_new';

/**
 * Checks one task against the accepted data and the latest run: it closes itself, comes back with what was found, or says
 * why it could not be checked. The same data are judged once, however often or wherever this runs; null where there is
 * nothing to judge.
 */
export async function checkCleaningTask(
  app: Application,
  context: RequestContext,
  input: { taskId: string },
): Promise<CleaningResult | null> {
  const day = await readBusinessDay(app);
  const at = await app.database.withContext(context, async ({ cleaning, alerts }) => {
    const task = await cleaning.get(input.taskId);
    const ground = task && (await cleaning.ground(task.id));
    const alert = task && (await alerts.get(task.alertId));
    return task && ground && alert ? { task, ground, alert } : null;
  });
  if (!at) return null;
  const { ground, alert } = at;
  const findings: CleaningFindings = {
    indicator: alert.indicator === handIndicator ? { state: 'not_asked' } : findingOfRun(ground),
    field: at.task.correction ? await findingOfField(app, at.task.correction, ground) : { state: 'not_asked' },
  };
  const outcome = judgeCleaning(findings);
  const { state, comesBack, worthKeeping } = afterCleaningCheck(outcome, ground.data !== ground.judged);
  const done = await app.database.withContext(context, async ({ alerts, cleaning, audit }) => {
    // The alert's row is held, so that an answer, another check and this one follow each other.
    const held = await alerts.lock(alert.id);
    const now = await cleaning.ground(input.taskId);
    if (!held || !now || now.seen !== ground.seen || now.judged !== ground.judged) return null;
    const [last] = await cleaning.checks([input.taskId]);
    const isNews = worthKeeping && (state !== null || !last || !sameFindings(last.findings, findings));
    if (!isNews) {
      await cleaning.pass(input.taskId, ground.seen);
      return 'nothing_new';
    }
    const submitted = comesBack ? await cleaning.submittedPeriods(alert.id, at.task.datasets) : [];
    const due = comesBack ? nextSubmissionDue(day.terms, day.now, submitted) : null;
    const check = { at: day.now, outcome, cameBack: comesBack, findings };
    if (!(await cleaning.writeCheck(at.task, ground, check, { state, due }))) return null;
    if (state !== null) {
      const told: AlertEvent = {
        type: comesBack ? 'cleaning_reopen' : 'cleaning_done',
        fromState: held.state,
        toState: held.state,
        at: day.now,
        reason: null,
        details: {
          taskId: input.taskId,
          ...(due ? { dueOn: due.dueOn, returns: at.task.returns + 1 } : {}),
          indicator: findings.indicator.state,
          field: findings.field.state,
        },
        agencyMaySee: true,
      };
      await alerts.appendEvents(held, [told], null);
    }
    await audit.append({
      action: `cleaning.${state === 'done' ? 'done' : comesBack ? 'reopen' : 'not-checked'}`,
      target: { kind: 'alert', id: alert.id },
      businessAt: day.now,
      details: { number: alert.number, taskId: input.taskId, outcome },
    });
    crashPoint('cleaning.before-commit');
    return outcome;
  });
  if (done) crashPoint('cleaning.after-commit');
  return done;
}

/** Checks all that have something new to look at, in this process: the way of the command line, which needs no queue. */
export async function checkCleaningTasks(
  app: Application,
  context: RequestContext,
): Promise<Record<CleaningResult, number>> {
  const counts = { corrected: 0, not_corrected: 0, cannot_check: 0, nothing_new: 0 };
  const pending = await app.database.withContext(context, ({ cleaning }) => cleaning.pending(MOST_PENDING));
  for (const taskId of pending) {
    const result = await checkCleaningTask(app, context, { taskId });
    if (result) counts[result] += 1;
  }
  return counts;
}

/** What the alert's own indicator says of its hits, by the run that has to show it. */
function findingOfRun({ run }: CleaningGround): IndicatorFinding {
  if (!run) return { state: 'unknown', reason: 'not_evaluated_yet', period: null };
  const { period, hits, cannotDecide } = run;
  const looked = run.unknown === null || run.unknown === 'other_version';
  if (looked && hits > 0) return { state: 'still', period, hits };
  if (run.unknown !== null) return { state: 'unknown', reason: run.unknown, period };
  return cannotDecide > 0 ? { state: 'unknown', reason: 'cannot_decide', period } : { state: 'gone', period };
}

/**
 * What the record says now: in a table that is sent whole the latest month, otherwise the latest month that holds it. Where
 * the key itself was corrected, the record stands under its new key and no more under the old one.
 */
async function findingOfField(app: Application, correction: Correction, ground: CleaningGround): Promise<FieldFinding> {
  const table = exchangeTable(correction.table);
  const field = table.fields.find(({ name }) => name === correction.field)!;
  const [newest] = ground.files;
  if (!newest) return { state: 'unknown', reason: 'nothing_submitted', period: null };
  const months = table.mode === 'full' ? ground.files.filter(({ period }) => period === newest.period) : ground.files;
  const { period } = newest;
  if (!months.some(({ listed }) => listed)) return { state: 'unknown', reason: 'table_missing', period };
  const files = months.flatMap(({ period: of, path }) =>
    path === null ? [] : [{ period: of, path: join(app.settings.home, 'facts', path) }],
  );
  const rekeyed = table.primaryKey.includes(field.name);
  const corrected = { ...correction.key, [field.name]: correction.after ?? '' };
  const [old, renamed] = await withTemp(app, async (tempDirectory) => {
    const limits = { memoryLimit: app.settings.memoryLimit, tempDirectory };
    const find = (key: Readonly<Record<string, string>>) => findFactRow({ table, key, files }, limits);
    return [await find(correction.key), rekeyed ? await find(corrected) : null] as const;
  });
  if (rekeyed && !old && renamed) return { state: 'carries', period: renamed.period, found: correction.after };
  if (!old) return { state: 'unknown', reason: 'record_gone', period };
  const found = old.values[field.name] ?? null;
  return {
    state: !rekeyed && sameValue(field, found, correction.after) ? 'carries' : 'differs',
    period: old.period,
    found,
  };
}

async function withTemp<T>(app: Application, body: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(app.settings.home, 'tmp');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'cleaning-'));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

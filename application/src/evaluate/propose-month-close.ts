import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { isPeriod, submissionDueIn } from '@fundwatch/domain/calendar';
import { canonicalHits, findCloseObstacle } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { MonthClose, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { freeze, type FrozenInputs } from './frozen-month.js';
import { readAllRows } from './read-all-rows.js';
import { readMonthToClose, type MonthReadiness } from './read-month-to-close.js';

/**
 * Proposes to close a month on its last run: freezes the list of file hashes, the indicators with their versions, the rows of the system
 * tables, the calendar version and the hits. Another person decides.
 * @throws DomainError PERIOD_INVALID, MONTH_ALREADY_CLOSED, MONTH_CLOSE_PROPOSED, MONTH_NOT_LOCKED, MONTH_NOT_EVALUATED,
 * EVALUATION_RUNNING, CALENDAR_YEAR_MISSING
 */
export async function proposeMonthClose(
  app: Application,
  context: RequestContext,
  input: { period: string; note: string },
): Promise<MonthClose> {
  const { period } = input;
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  if (!isPeriod(period)) throw new DomainError('PERIOD_INVALID', { period });
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    await repositories.evaluations.lockPeriod(period);
    const readiness = await readMonthToClose(app, repositories, period, now);
    const obstacle = findCloseObstacle(readiness.month);
    if (obstacle) throw obstacle;
    const close = await freezeMonth(app, repositories, readiness, {
      id: randomUUID(),
      note: input.note.trim(),
      proposedBy: actor.userId,
      proposedByName: actor.displayName,
      proposedAt: now,
    });
    await repositories.monthCloses.insert(close);
    await repositories.audit.append({
      action: 'month_close.propose',
      target: { kind: 'month_close', id: close.id },
      businessAt: now,
      reason: close.note,
      details: { period, evaluation: close.evaluationId, hits: close.hits, hitsSha256: close.hitsObject },
    });
    await repositories.notifications.tellDeciders('month_close', { period }, now);
    return (await repositories.monthCloses.get(close.id))!;
  });
}

type Proposal = Pick<MonthClose, 'id' | 'note' | 'proposedBy' | 'proposedByName' | 'proposedAt'>;

async function freezeMonth(
  app: Application,
  repositories: Repositories,
  { month: { period }, last, plan, indicators }: MonthReadiness,
  proposal: Proposal,
): Promise<Omit<MonthClose, 'runNo'>> {
  if (!last || !plan) throw new DomainError('MONTH_NOT_EVALUATED', { period });
  const terms = await app.terms();
  const codes = indicators.map(({ code }) => code);
  const hits = await readAllRows(repositories, last.id, codes);
  const inputs: FrozenInputs = {
    period,
    asOf: last.asOf,
    dueOn: submissionDueIn(terms, period),
    calendarVersion: terms.calendar.version,
    submissions: plan.submissions,
    files: plan.files,
    system: plan.system,
    decisions: Object.fromEntries([...plan.indicators].map(([code, { decisions }]) => [code, decisions])),
  };
  return {
    ...proposal,
    period,
    state: 'proposed',
    evaluationId: last.id,
    asOf: last.asOf,
    calendarVersion: terms.calendar.version,
    inputsObject: await freeze(app, inputs),
    indicatorsObject: await freeze(app, indicators),
    hitsObject: await freeze(app, canonicalHits(hits)),
    inputHash: plan.hash,
    submissions: plan.submissions.length,
    files: plan.files.filter(({ path }) => path !== null).length,
    indicators: indicators.length,
    hits: hits.length,
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    decisionReason: null,
  };
}

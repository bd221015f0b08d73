import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { isPeriod, shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Evaluation, EvaluationTrigger } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { nudgeEvaluation } from './nudge-evaluation.js';
import { indicatorsOfMonth } from './indicators-of-month.js';
import { keepDefinitions } from './keep-definitions.js';
import { planEvaluation } from './plan-evaluation.js';

export interface EvaluationRequest {
  /** YYYYMM */
  period: string;
  trigger: EvaluationTrigger;
  /** The day that deadlines are judged on; the business day unless given. */
  asOf?: string;
  /** All active indicators unless given. */
  indicators?: readonly string[];
  /** Record the run without nudging the workers: the command line runs it itself. */
  withoutNudge?: boolean;
}

/**
 * Records a run of a period with the list of what it reads, and nudges the workers.
 * @throws DomainError PERIOD_INVALID, INDICATOR_UNKNOWN, EVALUATION_RUNNING (details: evaluationId)
 */
export async function requestEvaluation(
  app: Application,
  context: RequestContext,
  request: EvaluationRequest,
): Promise<Evaluation> {
  const { period } = request;
  if (!isPeriod(period)) throw new DomainError('PERIOD_INVALID', { period });
  const now = await app.clock.now();
  const terms = await app.terms();
  const evaluation = await app.database.withContext(context, async (repositories) => {
    await repositories.evaluations.lockPeriod(period);
    const active = await repositories.evaluations.activeOf(period);
    if (active) throw new DomainError('EVALUATION_RUNNING', { period, evaluationId: active.id });
    const { close, indicators: known } = await indicatorsOfMonth(app, repositories, period);
    const unknown = request.indicators?.find((code) => !known.has(code));
    if (unknown !== undefined) throw new DomainError('INDICATOR_UNKNOWN', { indicator: unknown });
    const indicators = [...known.values()].filter(
      ({ code, status }) => request.indicators?.includes(code) ?? status === 'active',
    );
    // A closed month is restated as of the day that it was closed with, so that like is compared with like.
    const asOf = request.asOf ?? close?.asOf ?? shanghaiDayOf(now);
    const plan = await planEvaluation(app, repositories, terms, { period, asOf }, indicators);
    const record: Evaluation = {
      id: randomUUID(),
      period,
      runNo: await repositories.evaluations.nextRunNo(period),
      state: 'queued',
      trigger: request.trigger,
      requestedBy: context.actor.kind === 'user' ? context.actor.displayName : context.actor.name,
      requestedAt: now,
      asOf,
      inputHash: plan.hash,
      calendarVersion: terms.calendar.version,
      indicators: indicators.map(({ code }) => code),
      // An office's first real month is a baseline that only officers see.
      baseline:
        !app.settings.demonstration &&
        (await repositories.evaluations.evaluatedPeriods()).every((one) => one >= period),
      startedAt: null,
      finishedAt: null,
      error: null,
      monthCloseId: close?.id ?? null,
    };
    const definitions = await keepDefinitions(repositories, indicators, now);
    await repositories.evaluations.insert(
      record,
      plan.submissions.map(({ id }) => id),
      indicators.map((indicator) => ({
        indicator: indicator.code,
        version: indicator.version,
        definitionHash: definitions.get(indicator.code) ?? null,
        inputHash: plan.indicators.get(indicator.code)?.inputHash ?? null,
        parameters: Object.fromEntries(indicator.parameters.map(({ name, value }) => [name, value])),
      })),
    );
    for (const [code, { scopes }] of plan.indicators)
      await repositories.evaluations.replaceScopes(record.id, code, scopes);
    await repositories.audit.append({
      action: 'evaluation.request',
      target: { kind: 'evaluation', id: record.id },
      businessAt: now,
      details: { period, runNo: record.runNo, trigger: record.trigger, indicators: record.indicators.length },
    });
    return record;
  });
  if (!request.withoutNudge) await nudgeEvaluation(app, evaluation.id, evaluation.indicators);
  return evaluation;
}

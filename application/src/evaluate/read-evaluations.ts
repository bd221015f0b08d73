import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes, SilenceCode } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { EvaluationRecord, NotEvaluatedFilter } from '@fundwatch/storage';
import { titleOf } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { describeScope, nameSilence } from './describe-scope.js';
import { requestEvaluation } from './request-evaluation.js';

export type EvaluationView = ReplyOf<typeof routes.startEvaluation>;

interface PageInput {
  cursor?: string | undefined;
  limit: number;
}

/** Evaluates a period by hand. @throws DomainError PERIOD_INVALID, EVALUATION_RUNNING */
export async function startEvaluation(
  app: Application,
  context: RequestContext,
  input: { period: string },
): Promise<EvaluationView> {
  const { id } = await requestEvaluation(app, context, { period: input.period, trigger: 'hand' });
  return requireEvaluation(app, context, id);
}

/** Runs, latest first. @throws DomainError CURSOR_INVALID */
export async function listEvaluations(
  app: Application,
  context: RequestContext,
  input: { period?: string | undefined } & PageInput,
): Promise<ReplyOf<typeof routes.listEvaluations>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['instant', 'uuid']);
  const period = input.period ?? null;
  const [rows, total] = await app.database.withContext(context, async ({ evaluationReading }) => [
    await evaluationReading.list(period, place.asOf, place.after, input.limit + 1),
    await evaluationReading.count(period, place.asOf),
  ]);
  return pageOf(
    rows,
    input.limit,
    place,
    total,
    (row) => row.key,
    ({ key: _, ...row }) => row,
  );
}

/** One run with its progress by indicator. @throws DomainError NOT_FOUND */
export async function getEvaluation(
  app: Application,
  context: RequestContext,
  input: { evaluationId: string },
): Promise<ReplyOf<typeof routes.getEvaluation>> {
  const evaluation = await requireEvaluation(app, context, input.evaluationId);
  const indicators = await app.database.withContext(context, ({ evaluationReading }) =>
    evaluationReading.indicators(evaluation.id),
  );
  return {
    ...evaluation,
    indicators: indicators.map(({ ofOffice, ...row }) => ({
      ...row,
      title: titleOf(app, row.indicator, row.title),
      group: row.group ?? app.catalogue.get(row.indicator)?.group ?? row.indicator.slice(0, 2),
      origin: ofOffice ? 'office' : 'catalogue',
    })),
  };
}

/** What could not be evaluated, and why: never silently "normal". @throws DomainError NOT_FOUND, CURSOR_INVALID */
export async function listNotEvaluated(
  app: Application,
  context: RequestContext,
  input: { evaluationId: string } & NotEvaluatedFilter & PageInput,
): Promise<ReplyOf<typeof routes.listNotEvaluated>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['text', 'text', 'text']);
  const { id } = await requireEvaluation(app, context, input.evaluationId);
  const [rows, total] = await app.database.withContext(context, async ({ evaluationReading }) => [
    await evaluationReading.notEvaluated(id, input, place.after, input.limit + 1),
    await evaluationReading.countNotEvaluated(id, input),
  ]);
  return pageOf(
    rows,
    input.limit,
    place,
    total,
    (row) => [row.indicator, row.agency, row.line],
    (row) => ({
      indicator: row.indicator,
      title: titleOf(app, row.indicator, row.title),
      agency: { code: row.agency, name: row.agencyName },
      line: row.line,
      state: row.state,
      reason: describeScope(row),
      records: row.records,
    }),
  );
}

/** The same, counted by reason, indicator and agency before anybody reads rows. @throws DomainError NOT_FOUND */
export async function summariseNotEvaluated(
  app: Application,
  context: RequestContext,
  input: { evaluationId: string; reason?: SilenceCode | undefined },
): Promise<ReplyOf<typeof routes.summariseNotEvaluated>> {
  const { id } = await requireEvaluation(app, context, input.evaluationId);
  const { inScope, reasons, indicators, agencies } = await app.database.withContext(context, ({ evaluationReading }) =>
    evaluationReading.summariseNotEvaluated(id, input),
  );
  return {
    inScope,
    scopes: reasons.reduce((sum, { scopes }) => sum + scopes, 0),
    reasons: reasons.map(({ code, ...counts }) => ({ ...counts, ...nameSilence(code) })),
    indicators: indicators.map((row) => ({ ...row, title: titleOf(app, row.indicator, row.title) })),
    agencies: agencies.map(({ agency, agencyName, ...counts }) => ({
      ...counts,
      agency: { code: agency, name: agencyName },
    })),
  };
}

async function requireEvaluation(app: Application, context: RequestContext, id: string): Promise<EvaluationRecord> {
  const record = await app.database.withContext(context, ({ evaluationReading }) => evaluationReading.get(id));
  if (!record) throw new DomainError('NOT_FOUND', { evaluationId: id });
  return record;
}

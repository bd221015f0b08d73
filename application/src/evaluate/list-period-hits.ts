import { DomainError } from '@fundwatch/domain';
import { shortDecimal } from '@fundwatch/domain/alert';
import { isPeriod } from '@fundwatch/domain/calendar';
import { mayUnmask, type RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { LatestResult, PeriodHitRecord, Repositories } from '@fundwatch/storage';
import { maskEvidence } from '../alert/show-evidence.js';
import type { Application } from '../application.js';
import { pageOf, readCursor, type Page } from '../paging/cursor.js';
import { readIndicatorsInForce } from '../tuning/read-in-force.js';
import { indicatorsOfRun } from './indicators-of-month.js';

export interface PeriodHitsInput {
  /** YYYYMM */
  period: string;
  /** All that were evaluated unless given. */
  indicators?: readonly string[] | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** A row that an indicator found in a period, whether it raised an alert, extended one or could not be decided. */
export interface PeriodHit extends Omit<PeriodHitRecord, 'firstPeriod'> {
  period: string;
  firstPeriod: string;
}

export interface PeriodHitsPage extends Page<PeriodHit> {
  /** Indicators whose latest run failed: having no hits says nothing about them. */
  failed: string[];
}

/**
 * What the latest finished evaluation of each indicator found in a period, personal columns masked.
 * @throws DomainError PERIOD_INVALID, INDICATOR_UNKNOWN, NOT_FOUND (not evaluated yet), CURSOR_INVALID
 */
export function listPeriodHits(
  app: Application,
  context: RequestContext,
  input: PeriodHitsInput,
): Promise<PeriodHitsPage> {
  return readPeriodHits(app, context, input, null);
}

/**
 * The same with personal data; each page's look and its reason are logged in the page's transaction.
 * @throws DomainError NOT_ALLOWED, REASON_REQUIRED, PERIOD_INVALID, INDICATOR_UNKNOWN, NOT_FOUND, CURSOR_INVALID
 */
export async function unmaskPeriodHits(
  app: Application,
  context: RequestContext,
  input: PeriodHitsInput & { reason: string },
): Promise<PeriodHitsPage> {
  if (context.actor.kind === 'user' && !mayUnmask(context.roles)) throw new DomainError('NOT_ALLOWED');
  const reason = input.reason.trim();
  if (!reason) throw new DomainError('REASON_REQUIRED');
  return readPeriodHits(app, context, input, reason);
}

async function readPeriodHits(
  app: Application,
  context: RequestContext,
  input: PeriodHitsInput,
  unmaskedFor: string | null,
): Promise<PeriodHitsPage> {
  const { period, limit } = input;
  if (!isPeriod(period)) throw new DomainError('PERIOD_INVALID', { period });
  const businessAt = await app.clock.now();
  const place = readCursor(input.cursor, businessAt, ['text', 'text', 'text', 'text', 'text', 'text']);
  return app.database.withContext(context, async (repositories) => {
    const { evaluations, audit } = repositories;
    const results = await findResults(app, repositories, input, place.asOf);
    const definitions = await definitionsOfResults(app, repositories, results);
    const rows = await evaluations.hitsOfResults(results, place.after, limit + 1);
    const total = await evaluations.countHitsOfResults(results);
    if (unmaskedFor !== null)
      await audit.append({
        action: 'hits.unmask',
        target: { kind: 'period', id: period },
        businessAt,
        reason: unmaskedFor,
        details: { indicators: input.indicators ?? 'all', rows: Math.min(rows.length, limit), after: place.after },
      });
    const page = pageOf(
      rows,
      limit,
      place,
      total,
      (row) => [row.indicator, row.agency, row.line, row.subject, row.hitKey, row.verdict],
      (row) => ({
        ...row,
        period,
        firstPeriod: row.firstPeriod ?? period,
        observed: shortDecimal(row.observed),
        threshold: shortDecimal(row.threshold),
        evidence: unmaskedFor === null ? maskEvidence(definitions.get(row.indicator), row.evidence) : row.evidence,
      }),
    );
    return { ...page, failed: results.filter(({ state }) => state === 'failed').map(({ indicator }) => indicator) };
  });
}

/** By code, the definition that each result was computed with. */
async function definitionsOfResults(
  app: Application,
  repositories: Repositories,
  results: readonly LatestResult[],
): Promise<Map<string, Indicator>> {
  const definitions = new Map<string, Indicator>();
  for (const evaluationId of new Set(results.map((result) => result.evaluationId))) {
    const run = await repositories.evaluations.get(evaluationId);
    const ofRun = run ? await indicatorsOfRun(app, repositories, run) : new Map<string, Indicator>();
    for (const { indicator: code } of results.filter((result) => result.evaluationId === evaluationId)) {
      const definition = ofRun.get(code);
      if (definition) definitions.set(code, definition);
    }
  }
  return definitions;
}

async function findResults(
  app: Application,
  repositories: Repositories,
  { period, indicators }: PeriodHitsInput,
  finishedBy: string,
): Promise<LatestResult[]> {
  const { evaluations } = repositories;
  const results = await evaluations.latestResults(period, finishedBy);
  const missing = indicators?.find((code) => !results.some(({ indicator }) => indicator === code));
  // One that the catalogue has lost may still have hits of earlier months.
  if (missing !== undefined && !(await readIndicatorsInForce(app, repositories)).has(missing))
    throw new DomainError('INDICATOR_UNKNOWN', { indicator: missing });
  // Silence would say "nothing found".
  if (missing !== undefined || results.length === 0)
    throw new DomainError('NOT_FOUND', {
      evaluationOf: period,
      ...(missing === undefined ? {} : { indicator: missing }),
    });
  return indicators ? results.filter(({ indicator }) => indicators.includes(indicator)) : results;
}

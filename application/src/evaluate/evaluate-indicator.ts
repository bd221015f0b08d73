import { createHmac } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { isEvaluated } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import type { StoredHit } from '@fundwatch/storage';
import type { HitRow } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { type MonthFacts, openFactRun } from './open-fact-run.js';

/** Rows that a run may keep; beyond it the run says so instead of drowning the office. */
const MAX_HITS_PER_RUN = 100_000;

/** What one indicator reads in a run of a period; rows of where it does not speak are left out. */
export type IndicatorInputs = MonthFacts;

/** Runs one indicator over immutable facts. @throws DomainError INDICATOR_INVALID, FACT_FILE_DAMAGED, EVALUATION_TOO_MANY_HITS */
export async function evaluateIndicator(
  app: Application,
  inputs: IndicatorInputs,
  indicator: Indicator,
): Promise<StoredHit[]> {
  const { period, decisions } = inputs;
  const run = await openFactRun(app, inputs);
  const kept: StoredHit[] = [];
  try {
    for await (const row of run.evaluate(indicator)) {
      // What was not evaluated says nothing, also where some of its rows were there.
      if (!isEvaluated(decisions, row)) continue;
      kept.push(keep(row, indicator.code, app.settings.installationSecret));
      if (kept.length > MAX_HITS_PER_RUN) {
        throw new DomainError('EVALUATION_TOO_MANY_HITS', {
          indicator: indicator.code,
          period,
          limit: MAX_HITS_PER_RUN,
        });
      }
    }
  } finally {
    await run.close();
  }
  return kept;
}

/** A related key may be a citizen id: it is kept as an HMAC and only compared. */
function keep(row: HitRow, indicator: string, secret: string): StoredHit {
  const relatedKey =
    row.relatedKey === null
      ? null
      : createHmac('sha256', secret).update(`${indicator}|${row.relatedKey}`).digest('hex');
  return { ...row, indicator, relatedKey };
}

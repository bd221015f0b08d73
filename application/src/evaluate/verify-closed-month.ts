import { createHash } from 'node:crypto';
import { canonicalHits } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { MonthClose, StoredHit } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { evaluateIndicator } from './evaluate-indicator.js';
import { openFactRun } from './open-fact-run.js';
import { readFrozenIndicators, readFrozenInputs } from './frozen-month.js';

/** What a re-run of a closed month gave. */
export interface RerunResult {
  hits: number;
  hitsSha256: string;
  /** Byte for byte the hits that the month was closed with. */
  equal: boolean;
}

/**
 * Runs a closed month again from its frozen list of file hashes, indicators and system rows, every file's bytes checked, and compares the
 * canonical hits with those it was closed with. Changes nothing. @throws DomainError FACT_FILE_DAMAGED
 */
export async function rerunClosedMonth(app: Application, close: MonthClose): Promise<RerunResult> {
  const inputs = await readFrozenInputs(app, close);
  const hits: StoredHit[] = [];
  const { period } = inputs;
  const run = await openFactRun(app, { ...inputs, verifyHashes: true });
  try {
    for (const [code, indicator] of await readFrozenIndicators(app, close)) {
      const decisions = inputs.decisions[code] ?? [];
      hits.push(...(await evaluateIndicator(app, { period, run, decisions }, indicator)));
    }
  } finally {
    await run.close();
  }
  const hitsSha256 = createHash('sha256').update(canonicalHits(hits)).digest('hex');
  return { hits: hits.length, hitsSha256, equal: hitsSha256 === close.hitsObject };
}

/** Carries out a verification that was asked for; null when it is done, or another worker's. */
export async function verifyClosedMonth(
  app: Application,
  context: RequestContext,
  { verificationId }: { verificationId: string },
): Promise<RerunResult | null> {
  const { database } = app;
  const close = await database.withContext(context, async ({ monthCloses }) => {
    const claimed = await monthCloses.claimVerification(verificationId, app.realTime());
    return claimed && monthCloses.get(claimed.monthCloseId);
  });
  if (!close) return null;
  try {
    const result = await rerunClosedMonth(app, close);
    await finish(app, context, verificationId, close, result);
    return result;
  } catch (error) {
    await finish(app, context, verificationId, close, { error: (error as Error).message });
    throw error;
  }
}

async function finish(
  app: Application,
  context: RequestContext,
  id: string,
  close: MonthClose,
  result: RerunResult | { error: string },
): Promise<void> {
  const now = await app.clock.now();
  await app.database.withContext(context, async ({ monthCloses, audit }) => {
    await monthCloses.finishVerification(id, now, result);
    await audit.append({
      action: 'month_close.verify',
      target: { kind: 'month_close', id: close.id },
      businessAt: now,
      details: { period: close.period, ...result },
    });
  });
}

import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { DomainError } from '@fundwatch/domain';
import { firstDayOf, lastDayOf } from '@fundwatch/domain/calendar';
import type { Dataset } from '@fundwatch/domain/collect';
import { isEvaluated, type ScopeDecision, type SystemTable } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import type { ListedFactFile, StoredHit } from '@fundwatch/storage';
import { createFactStore, type HitRow } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';

/** Rows that a run may keep; beyond it the run says so instead of drowning the office. */
const MAX_HITS_PER_RUN = 100_000;

/** What one indicator reads in a run of a period. */
export interface IndicatorInputs {
  period: string;
  asOf: string;
  dueOn: string | null;
  files: readonly ListedFactFile[];
  system: Partial<Record<SystemTable, Record<string, string | null>[]>>;
  /** Where it speaks; rows of elsewhere are left out. */
  decisions: readonly ScopeDecision[];
  /** Read every file's bytes and compare them with its hash first. */
  verifyHashes?: boolean;
}

/** Runs one indicator over immutable facts. @throws DomainError INDICATOR_INVALID, FACT_FILE_DAMAGED, EVALUATION_TOO_MANY_HITS */
export async function evaluateIndicator(
  app: Application,
  inputs: IndicatorInputs,
  indicator: Indicator,
): Promise<StoredHit[]> {
  const { period, decisions } = inputs;
  const run = await createFactStore(app.settings.factStore).openRun({
    period,
    firstDay: firstDayOf(period),
    lastDay: lastDayOf(period),
    dueOn: inputs.dueOn,
    asOf: inputs.asOf,
    files: inputs.files.map((file) => ({
      ...file,
      dataset: file.dataset as Dataset,
      path: file.path && join(app.settings.home, 'facts', file.path),
      sha256: file.sha256 ?? undefined,
    })),
    absentTables: decisions.flatMap((decision) =>
      decision.outcome === 'not_evaluated' ? [] : [...decision.fallbacks],
    ),
    system: inputs.system,
    memoryLimit: app.settings.memoryLimit,
    tempDirectory: join(app.settings.home, 'tmp'),
    verifyHashes: inputs.verifyHashes,
  });
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

import { createHmac } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { isEvaluated, isOfficeCode, type ScopeDecision } from '@fundwatch/domain/evaluate';
import type { Indicator } from '@fundwatch/indicators';
import type { StoredHit } from '@fundwatch/storage';
import type { FactRun, HitRow } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { absentTablesOf } from './open-fact-run.js';

/** Rows that a run may keep; beyond it the run says so instead of drowning the office. */
const MAX_HITS_PER_RUN = 100_000;

/** How long a query that the office brought may take over a month; it must not keep the delivered ones waiting. */
const OFFICE_LIMIT_MS = 600_000;

/** Where one indicator is asked, over facts that stand open. */
export interface IndicatorFacts {
  period: string;
  run: FactRun;
  /** Rows of where it does not speak are left out. */
  decisions: readonly ScopeDecision[];
}

/** Runs one indicator over immutable facts. @throws DomainError INDICATOR_INVALID, FACT_FILE_DAMAGED, EVALUATION_TOO_MANY_HITS */
export async function evaluateIndicator(
  app: Application,
  { period, run, decisions }: IndicatorFacts,
  indicator: Indicator,
): Promise<StoredHit[]> {
  const kept: StoredHit[] = [];
  const absentTables = absentTablesOf(decisions);
  const limited = isOfficeCode(indicator.code) ? { timeLimitMs: OFFICE_LIMIT_MS } : {};
  for await (const row of run.evaluate({ ...indicator, absentTables, ...limited })) {
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

import { formatCount } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/i18n.js';
import type { RunTotals } from './run-rows.js';
import { durationParts } from './run-state.js';

/** A duration in words: `812 毫秒`, `8.2 秒`, `2 分 5 秒`. */
export function durationWords(ms: number): string {
  const { unit, n, s } = durationParts(ms);
  return t(`evaluation.duration.${unit}`, { n, s });
}

/** Sums over indicators in a line; what is zero and says nothing is left out, what was not evaluated never. */
export function totalWords(totals: RunTotals): string {
  const { indicators, hits, cannotDecide, scopesEvaluated, scopesNotEvaluated, failed, ms } = totals;
  return [
    t('evaluation.indicators.totals.indicators', { n: indicators }),
    t('evaluation.indicators.totals.hits', { n: formatCount(hits) }),
    t('evaluation.indicators.totals.cannotDecide', { n: formatCount(cannotDecide) }),
    t('evaluation.indicators.totals.scopes', {
      evaluated: formatCount(scopesEvaluated),
      not: formatCount(scopesNotEvaluated),
    }),
    ...(failed ? [t('evaluation.indicators.totals.failed', { n: formatCount(failed) })] : []),
    durationWords(ms),
  ].join(' · ');
}

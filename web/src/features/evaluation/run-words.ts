import { t } from '../../platform/i18n/i18n.js';
import { durationParts } from './run-state.js';

/** A duration in words: `812 毫秒`, `8.2 秒`, `2 分 5 秒`. */
export function durationWords(ms: number): string {
  const { unit, n, s } = durationParts(ms);
  return t(`evaluation.duration.${unit}`, { n, s });
}

import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type Run = ReplyOf<typeof routes.startEvaluation>;
export type RunIndicator = ReplyOf<typeof routes.getEvaluation>['indicators'][number];

/** Whether a run is under way, so that its page has to ask again. */
export function isUnderWay(state: Run['state']): boolean {
  return state === 'queued' || state === 'running' || state === 'reconciling';
}

/** Time in milliseconds that the indicators took so far, those whose earlier result was reused left out. */
export function computedMs(indicators: readonly Pick<RunIndicator, 'durationMs' | 'reused'>[]): number {
  return indicators.reduce((sum, { durationMs, reused }) => sum + (reused ? 0 : (durationMs ?? 0)), 0);
}

/** A duration as people read it, with its unit by name: under a second, seconds, or minutes and seconds. */
export function durationParts(ms: number): { unit: 'ms' | 's' | 'min'; n: string; s: string } {
  if (ms < 1000) return { unit: 'ms', n: String(Math.round(ms)), s: '' };
  const seconds = ms / 1000;
  if (seconds < 60) return { unit: 's', n: seconds.toFixed(1), s: '' };
  const whole = Math.round(seconds);
  return { unit: 'min', n: String(Math.floor(whole / 60)), s: String(whole % 60) };
}

import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { formatPeriod } from '../../platform/i18n/format.js';

export type TestRun = ReplyOf<typeof routes.listTestRuns>['items'][number];
export type TestRunReply = ReplyOf<typeof routes.getTestRun>;

export function isUnderWay({ state }: Pick<TestRun, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}

/** First to last month of a run. */
export function monthsOf({ firstPeriod, lastPeriod }: Pick<TestRun, 'firstPeriod' | 'lastPeriod'>): string {
  if (!firstPeriod || !lastPeriod) return '–';
  return firstPeriod === lastPeriod
    ? formatPeriod(firstPeriod)
    : `${formatPeriod(firstPeriod)} – ${formatPeriod(lastPeriod)}`;
}

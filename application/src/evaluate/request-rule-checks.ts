import { createHash } from 'node:crypto';
import { addPeriods } from '@fundwatch/domain/calendar';
import type { SubmissionIdentity } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';

/**
 * Notes, in the transaction that accepts a submission, which rules have to be checked: those of its agency and period, those
 * of later periods that look back on it and were checked before, and for the region's external data those of every agency.
 */
export async function followAccepted(
  app: Application,
  { rules }: Repositories,
  { agency, dataset, period }: Pick<SubmissionIdentity, 'agency' | 'dataset' | 'period'>,
): Promise<void> {
  const at = app.realTime();
  if (dataset === 'external') {
    const reads = [...app.rules.values()].some(({ needs }) => needs.some((need) => need.dataset === 'external'));
    if (reads) await rules.requestAll(period, at);
    return;
  }
  await rules.request(period, agency, at);
  await rules.requestLater(agency, period, addPeriods(period, longestLookBack(app) - 1), at);
}

/** Nudges every period that has checks to do. Returns these periods. */
export async function nudgeRuleChecks(app: Application, context: RequestContext): Promise<string[]> {
  const open = await app.database.withContext(context, ({ rules }) => rules.openPeriods());
  for (const { period, requests } of open) await app.queue.enqueue('checkRules', { period, requests });
  return open.map(({ period }) => period);
}

/** One hash over every rule: results of other rules are out of date. */
export function hashRules(app: Application): string {
  const all = [...app.rules.values()].map(({ code, version, hash }) => [code, version, hash]);
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/** Packages that the rules look back on at most, M included. */
export function longestLookBack(app: Application): number {
  return Math.max(1, ...[...app.rules.values()].flatMap(({ needs }) => needs.map(({ lookBack }) => lookBack)));
}

import { setTimeout as pause } from 'node:timers/promises';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { RuleResult } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { checkRules } from './check-rules.js';

/**
 * Checks in this process what waits, of one period or of all: the way of the command line, which needs no queue. A period
 * that another process checks is waited for. Returns the broken results of the periods that it found open.
 */
export async function checkOpenRules(app: Application, context: RequestContext, only?: string): Promise<RuleResult[]> {
  const open = await app.database.withContext(context, ({ rules }) => rules.openPeriods());
  const periods = open.map(({ period }) => period).filter((period) => only === undefined || period === only);
  for (const period of periods) {
    while ((await checkRules(app, context, { period })) === null) await pause(500);
  }
  const results = await app.database.withContext(context, async ({ rules }) => {
    const all: RuleResult[] = [];
    for (const period of periods) all.push(...(await rules.resultsOf(period)));
    return all;
  });
  return results.filter(({ state }) => state === 'broken');
}

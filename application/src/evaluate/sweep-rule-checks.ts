import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { hashRules, nudgeRuleChecks } from './request-rule-checks.js';

/** A check that failed so often is left to people: its file is damaged, or a rule stops the engine. */
export const mostRuleCheckAttempts = 5;

/** Finds checks whose nudges were lost, that failed, or that were made with other rules, and nudges them. Returns the periods. */
export async function sweepRuleChecks(app: Application, context: RequestContext): Promise<string[]> {
  await app.database.withContext(context, ({ rules }) =>
    rules.requestOutdated(hashRules(app), mostRuleCheckAttempts, app.realTime()),
  );
  return nudgeRuleChecks(app, context);
}

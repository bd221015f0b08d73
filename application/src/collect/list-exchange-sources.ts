import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** The configured exchange databases and how their last pull went. Addresses hold passwords and stay here. */
export async function listExchangeSources(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listExchangeSources>> {
  const { pulls, decided } = await app.database.withContext(context, async ({ submissionReading }) => ({
    pulls: new Map((await submissionReading.exchangeSources()).map((pull) => [pull.name, pull])),
    decided: await submissionReading.decidedFromExchange(),
  }));
  const onlyOne = app.settings.exchangeSources.length === 1;
  const sources = app.settings.exchangeSources.map(({ name }) => {
    const pull = pulls.get(name);
    return {
      name,
      lastPullAt: pull?.lastPullAt ?? null,
      lastSuccessAt: pull?.lastSuccessAt ?? null,
      lastError: pull?.lastError ?? null,
      failures: pull?.failures ?? 0,
      // A submission does not say which of several sources it came from.
      accepted: onlyOne ? decided.accepted : null,
      refused: onlyOne ? decided.refused : null,
    };
  });
  return { sources };
}

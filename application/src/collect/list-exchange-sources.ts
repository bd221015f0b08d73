import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** The configured exchange databases and how their last pull went. Addresses hold passwords and stay here. */
export async function listExchangeSources(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listExchangeSources>> {
  const names = app.settings.exchangeSources.map(({ name }) => name);
  const sources = await app.database.withContext(context, ({ submissionReading }) =>
    submissionReading.exchangeSources(names),
  );
  return { sources };
}

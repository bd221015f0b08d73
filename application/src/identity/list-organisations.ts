import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Organisations by code; their names are no secret to anybody who is signed in. */
export async function listOrganisations(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listOrganisations>> {
  return {
    organisations: await app.database.withContext(context, ({ organisations }) => organisations.list()),
  };
}

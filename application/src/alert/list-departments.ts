import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Insurance-line departments that can be asked: somebody there can sign for the question. */
export async function listDepartments(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listDepartments>> {
  return {
    departments: await app.database.withContext(context, ({ organisations }) => organisations.departments()),
  };
}

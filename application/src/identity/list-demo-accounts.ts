import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { viewAccount } from './view-session.js';

/** The demonstration's sign-ins; none outside the demonstration. */
export async function listDemoAccounts(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listDemoAccounts>> {
  if (!app.settings.demonstration) return { accounts: [] };
  const users = await app.database.withContext(context, (repositories) => repositories.users.listDemonstration());
  return { accounts: users.map(viewAccount).map(({ userId: _, ...account }) => account) };
}

import { contextOfUser, type Application } from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';

/** What an account of the demonstration may see and do. */
export async function contextOfAccount(app: Application, userName: string, requestId: string): Promise<RequestContext> {
  const system: RequestContext = {
    actor: { kind: 'system', name: 'demonstration' },
    roles: [],
    scope: 'none',
    requestId,
  };
  const user = await app.database.withContext(system, ({ users }) => users.findByName(userName));
  if (!user) throw new Error(`the demonstration has no account ${userName}`);
  return contextOfUser(user, requestId);
}

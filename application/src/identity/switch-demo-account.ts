import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { openSession, type OpenedSession } from './open-session.js';

/** Takes on a demonstration account without a password. @throws DomainError DEMONSTRATION_ONLY, NOT_FOUND */
export async function switchDemoAccount(
  app: Application,
  context: RequestContext,
  input: { userName: string },
): Promise<OpenedSession> {
  if (!app.settings.demonstration) throw new DomainError('DEMONSTRATION_ONLY');
  const user = await app.database.withContext(context, ({ users }) => users.findByName(input.userName));
  if (!user?.demonstration || user.disabledAt !== null)
    throw new DomainError('NOT_FOUND', { userName: input.userName });
  return openSession(app, user, 'session.switch', context.requestId);
}

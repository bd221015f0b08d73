import { DomainError } from '@fundwatch/domain';
import { isSessionLive, type RequestContext } from '@fundwatch/domain/identity';
import type { Session, User } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { contextOfUser } from './context-of-user.js';
import { publicContext } from './public-context.js';
import { hashSessionToken } from './session-token.js';

export interface Authenticated {
  user: User;
  session: Session;
  context: RequestContext;
}

/** Writing the last request down more often than this would make every look a write. */
const TOUCH_EVERY_MS = 15_000;

/**
 * Whose session this token is, and keeps it alive unless told not to. @throws DomainError SESSION_EXPIRED when it ended or was revoked
 * (signing in again helps), NOT_SIGNED_IN when there never was one.
 */
export async function authenticate(
  app: Application,
  token: string,
  requestId: string,
  { touch = true }: { touch?: boolean } = {},
): Promise<Authenticated> {
  const tokenHash = hashSessionToken(token);
  const now = app.realTime();
  return app.database.withContext(publicContext(requestId), async ({ sessions }) => {
    const found = await sessions.findWithAccount(tokenHash);
    if (!found) throw new DomainError('NOT_SIGNED_IN');
    const { session, user } = found;
    if (!user || user.disabledAt !== null || !isSessionLive(session, now)) throw new DomainError('SESSION_EXPIRED');
    if (touch && new Date(now).getTime() - new Date(session.lastSeenAt).getTime() >= TOUCH_EVERY_MS) {
      await sessions.touch(tokenHash, now);
      session.lastSeenAt = now;
    }
    return { user, session, context: contextOfUser(user, requestId) };
  });
}

import { sessionEndsAt } from '@fundwatch/domain/identity';
import type { User } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { contextOfUser } from './context-of-user.js';
import { createSessionToken, hashSessionToken } from './session-token.js';
import { viewSession, type SessionView } from './view-session.js';

export interface OpenedSession {
  /** For the cookie; kept nowhere. */
  token: string;
  session: SessionView;
}

/** Starts a session of an account that has shown who it is. `by` says how: `session.sign-in` or `session.switch`. */
export async function openSession(
  app: Application,
  user: User,
  by: 'session.sign-in' | 'session.switch',
  requestId: string,
): Promise<OpenedSession> {
  const token = createSessionToken();
  const now = app.realTime();
  const session = {
    tokenHash: hashSessionToken(token),
    account: user.id,
    createdAt: now,
    lastSeenAt: now,
    endsAt: sessionEndsAt(now),
  };
  const businessAt = await app.clock.now();
  await app.database.withContext(contextOfUser(user, requestId), async ({ sessions, audit }) => {
    await sessions.insert(session);
    await audit.append({ action: by, target: { kind: 'user', id: user.id }, businessAt });
  });
  return { token, session: await viewSession(app, user, session) };
}

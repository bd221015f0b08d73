import { DomainError } from '@fundwatch/domain';
import { isSessionLive, type RequestContext } from '@fundwatch/domain/identity';
import type { Database, Session, User } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { readTogether } from '../compose/read-together.js';
import { contextOfUser } from './context-of-user.js';
import { publicContext } from './public-context.js';
import { hashSessionToken } from './session-token.js';

export interface Authenticated {
  user: User;
  session: Session;
  context: RequestContext;
}

type Found = { session: Session; user: User | null };
const readers = new WeakMap<Database, (tokenHash: string) => Promise<Found | undefined>>();

/** A page asks for several things at once, and every one of them asks whose session it is. */
function sessionsOf(database: Database): (tokenHash: string) => Promise<Found | undefined> {
  const known = readers.get(database);
  if (known) return known;
  const reader = readTogether((tokenHashes) =>
    database.readOnce(publicContext('sessions'), ({ sessions }) => sessions.findWithAccounts(tokenHashes)),
  );
  readers.set(database, reader);
  return reader;
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
  const found = await sessionsOf(app.database)(tokenHash);
  if (!found) throw new DomainError('NOT_SIGNED_IN');
  const { user, session } = found;
  if (!user || user.disabledAt !== null || !isSessionLive(session, now)) throw new DomainError('SESSION_EXPIRED');
  const rested = new Date(now).getTime() - new Date(session.lastSeenAt).getTime();
  if (!touch || rested < TOUCH_EVERY_MS) return { user, session, context: contextOfUser(user, requestId) };
  await app.database.withContext(publicContext(requestId), ({ sessions }) => sessions.touch(tokenHash, now));
  return { user, session: { ...session, lastSeenAt: now }, context: contextOfUser(user, requestId) };
}

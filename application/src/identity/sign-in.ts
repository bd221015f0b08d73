import { DomainError } from '@fundwatch/domain';
import { throttledForSeconds, throttleRules, type RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { passwordFits } from './hash-password.js';
import { openSession, type OpenedSession } from './open-session.js';

/**
 * Signs in with user name and password. An attempt is counted before the password is looked at, so that parallel guesses
 * count too; a success clears them. @throws DomainError SIGN_IN_FAILED, SIGN_IN_THROTTLED
 */
export async function signIn(
  app: Application,
  context: RequestContext,
  input: { userName: string; password: string },
): Promise<OpenedSession> {
  await countAttempt(app, context, input.userName);
  const user = await app.database.withContext(context, ({ users }) => users.findByName(input.userName));
  const usable = user?.disabledAt === null ? user : null;
  if (!(await passwordFits(usable?.passwordHash, input.password)) || !usable) {
    await recordRefusal(app, context, input.userName);
    throw new DomainError('SIGN_IN_FAILED');
  }
  await app.database.withContext(context, ({ sessions }) => sessions.clearAttempts(input.userName));
  return openSession(app, usable, 'session.sign-in', context.requestId);
}

async function countAttempt(app: Application, context: RequestContext, userName: string): Promise<void> {
  const now = app.realTime();
  const since = new Date(new Date(now).getTime() - throttleRules.minutes * 60_000).toISOString();
  const wait = await app.database.withContext(context, async ({ sessions }) => {
    await sessions.lockAttempts(userName);
    const seconds = throttledForSeconds(await sessions.attempts(userName, since), now);
    if (seconds === 0) await sessions.recordAttempt(userName, now);
    return seconds;
  });
  if (wait > 0) throw new DomainError('SIGN_IN_THROTTLED', { retryAfterSeconds: wait });
}

async function recordRefusal(app: Application, context: RequestContext, userName: string): Promise<void> {
  const businessAt = await app.clock.now();
  await app.database.withContext(context, ({ audit }) =>
    audit.append({ action: 'session.refuse', target: { kind: 'user-name', id: userName }, businessAt }),
  );
}

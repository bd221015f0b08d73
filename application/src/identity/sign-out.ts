import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

/** Ends the session for good. */
export async function signOut(app: Application, context: RequestContext, input: { tokenHash: string }): Promise<void> {
  const businessAt = await app.clock.now();
  await app.database.withContext(context, async ({ sessions, audit }) => {
    await sessions.revoke(input.tokenHash, app.realTime());
    const id = context.actor.kind === 'user' ? context.actor.userId : context.actor.name;
    await audit.append({ action: 'session.sign-out', target: { kind: 'user', id }, businessAt });
  });
}

import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import { sessionExpiresAt } from '@fundwatch/domain/identity';
import type { Session, User } from '@fundwatch/storage';
import type { Application } from '../application.js';

export type SessionView = ReplyOf<typeof routes.getSession>;
export type AccountView = SessionView['account'];

export function viewAccount(user: User): AccountView {
  return {
    userId: user.id,
    userName: user.userName,
    displayName: user.displayName,
    roles: user.roles,
    organisation: { code: user.organisation, name: user.organisationName },
  };
}

/** What every page needs first: who I am, until when, and the business day. */
export async function viewSession(
  app: Application,
  user: User,
  session: Pick<Session, 'lastSeenAt' | 'endsAt'>,
): Promise<SessionView> {
  const businessNow = await app.clock.now();
  return {
    account: viewAccount(user),
    expiresAt: sessionExpiresAt(session.lastSeenAt, session.endsAt),
    businessNow,
    businessDay: shanghaiDayOf(businessNow),
    demonstration: app.settings.demonstration,
  };
}

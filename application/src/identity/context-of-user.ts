import { scopeOf, type RequestContext } from '@fundwatch/domain/identity';
import type { User } from '@fundwatch/storage';

/** The context in which a signed-in account acts. */
export function contextOfUser(user: User, requestId: string): RequestContext {
  return {
    actor: {
      kind: 'user',
      userId: user.id,
      userName: user.userName,
      displayName: user.displayName,
      organisation: user.organisation,
    },
    roles: user.roles,
    scope: scopeOf(user.roles, user.organisation),
    requestId,
  };
}

import { supervisionRoles, type RequestContext } from '@fundwatch/domain/identity';

/** An office's first real month is a baseline that only its officers and their head see, until they send an
 * alert of it. */
export function hidesBaseline(context: RequestContext): boolean {
  return context.actor.kind === 'user' && !supervisionRoles.some((role) => context.roles.includes(role));
}

import { DomainError } from '@fundwatch/domain';
import type { RequestContext, Role } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { checkRoles } from './check-roles.js';

/**
 * Changes an account's roles or staff number, or disables and enables it; its sessions end. Nobody changes his own account: an administrator
 * could otherwise lock everybody out, or give himself what he must not hold.
 * @throws DomainError NOT_FOUND, NOT_ALLOWED, USER_ROLES_INCOMPATIBLE, STAFF_NO_TAKEN
 */
export async function changeUser(
  app: Application,
  context: RequestContext,
  input: { userId: string; roles?: Role[]; disabled?: boolean; staffNo?: string | null },
): Promise<void> {
  const businessAt = await app.clock.now();
  const now = app.realTime();
  await app.database.withContext(context, async ({ users, organisations, sessions, audit }) => {
    const user = await users.lock(input.userId);
    if (!user) throw new DomainError('NOT_FOUND', { userId: input.userId });
    if (context.actor.kind === 'user' && context.actor.userId === user.id)
      throw new DomainError('NOT_ALLOWED', { why: 'own_account' });
    const organisation = await organisations.find(user.organisation);
    if (!organisation) throw new DomainError('ORGANISATION_UNKNOWN', { organisation: user.organisation });
    const roles = input.roles ? [...new Set(input.roles)] : user.roles;
    checkRoles(roles, organisation);
    const disabledAt =
      input.disabled === undefined ? user.disabledAt : input.disabled ? (user.disabledAt ?? now) : null;
    const staffNo = input.staffNo === undefined ? user.staffNo : input.staffNo;
    await users.change(user.id, { roles, disabledAt, staffNo });
    await sessions.revokeAll(user.id, now);
    const details = { before: user.roles, roles, disabled: disabledAt !== null, staffNo };
    await audit.append({ action: 'user.change', target: { kind: 'user', id: user.id }, businessAt, details });
  });
}

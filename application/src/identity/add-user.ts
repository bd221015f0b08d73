import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { RequestContext, Role } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { checkRoles } from './check-roles.js';
import { hashPassword } from './hash-password.js';

export interface NewUser {
  userName: string;
  displayName: string;
  organisation: string;
  roles: Role[];
  password: string;
  /** By which the agency's records name this person. */
  staffNo?: string | undefined;
  /** May be taken on without a password, in the demonstration only. */
  demonstration?: boolean;
}

/** Adds an account. @throws DomainError ORGANISATION_UNKNOWN, USER_ROLES_INCOMPATIBLE, PASSWORD_TOO_SHORT, USER_NAME_TAKEN */
export async function addUser(app: Application, context: RequestContext, input: NewUser): Promise<{ userId: string }> {
  const passwordHash = await hashPassword(input.password);
  const businessAt = await app.clock.now();
  const id = randomUUID();
  const roles = [...new Set(input.roles)];
  await app.database.withContext(context, async ({ users, organisations, audit }) => {
    const organisation = await organisations.find(input.organisation);
    if (!organisation) throw new DomainError('ORGANISATION_UNKNOWN', { organisation: input.organisation });
    checkRoles(roles, organisation);
    await users.insert({
      id,
      userName: input.userName,
      displayName: input.displayName,
      organisation: organisation.code,
      roles,
      passwordHash,
      staffNo: input.staffNo ?? null,
      demonstration: (input.demonstration ?? false) && app.settings.demonstration,
      createdAt: app.realTime(),
    });
    const details = { userName: input.userName, organisation: organisation.code, roles };
    await audit.append({ action: 'user.add', target: { kind: 'user', id }, businessAt, details });
  });
  return { userId: id };
}

import { DomainError } from '@fundwatch/domain';
import { findIncompatibleRoles, findMisplacedRole, type Role } from '@fundwatch/domain/identity';
import type { Organisation } from '@fundwatch/storage';

/** @throws DomainError USER_ROLES_INCOMPATIBLE, with the pair or with the organisation that a role doesn't belong to */
export function checkRoles(roles: readonly Role[], organisation: Organisation): void {
  const pair = findIncompatibleRoles(roles);
  if (pair) throw new DomainError('USER_ROLES_INCOMPATIBLE', { roles: pair.roles, why: pair.why });
  const misplaced = findMisplacedRole(roles, organisation.kind);
  if (misplaced)
    throw new DomainError('USER_ROLES_INCOMPATIBLE', {
      roles: [misplaced],
      why: 'organisation',
      kind: organisation.kind,
    });
}

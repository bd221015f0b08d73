import { findMisplacedRole, roles, type OrganisationKind, type Role } from '@fundwatch/domain/identity';

/** The roles that can be held in an organisation of this kind; all of them while none is chosen. */
export function rolesFor(kind: OrganisationKind | null): Role[] {
  return roles.filter((role) => kind === null || findMisplacedRole([role], kind) === null);
}

/** What is still missing before an account can be sent to the server. */
export function missingFields(draft: {
  userName: string;
  displayName: string;
  organisation: string;
  roles: readonly Role[];
  password: string;
}): ('userName' | 'displayName' | 'organisation' | 'roles' | 'password')[] {
  return (['userName', 'displayName', 'organisation', 'roles', 'password'] as const).filter(
    (name) =>
      (name === 'password' ? draft.password : typeof draft[name] === 'string' ? draft[name].trim() : draft[name])
        .length === 0,
  );
}

import type { Role } from '@fundwatch/domain/identity';

const homes: readonly (readonly [Role, string])[] = [
  ['supervision_officer', '/queue'],
  ['supervision_head', '/queue'],
  ['agency_handler', '/queue'],
  ['agency_head', '/queue'],
  ['bureau_leader', '/overview'],
  ['data_steward', '/board'],
  ['administrator', '/users'],
  ['information_institution', '/submissions'],
  ['line_department', '/consultations'],
];

/** Where an account starts its day; one without a desk of its own at what it was told of, which everybody has. */
export function homeOf(roles: readonly Role[]): string {
  return homes.find(([role]) => roles.includes(role))?.[1] ?? '/notifications';
}

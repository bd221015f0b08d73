import type { RouteContract } from '@fundwatch/domain/api';
import { roles, type Role } from '@fundwatch/domain/identity';

/** Who may call a route of the API: a page is open to those whom its main route answers, so the contract says it once. */
export function rolesOf(route: RouteContract): readonly Role[] {
  return typeof route.access === 'string' ? roles : route.access;
}

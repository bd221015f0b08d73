import { routes } from '@fundwatch/domain/api';
import type { Role } from '@fundwatch/domain/identity';

/** The pages of the collect stage open to whom their routes answer: the contracts decide. */
const rolesOf = (route: { access: unknown }): readonly Role[] =>
  Array.isArray(route.access) ? (route.access as readonly Role[]) : [];

export const boardReaders = rolesOf(routes.getArrivalBoard);
export const submissionReaders = rolesOf(routes.listSubmissions);
export const packageReaders = rolesOf(routes.listPackages);
export const packageSenders = rolesOf(routes.uploadPackage);
export const sourceReaders = rolesOf(routes.listExchangeSources);
export const sourcePullers = rolesOf(routes.pullExchangeSource);

import { routes } from '@fundwatch/domain/api';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const boardReaders = rolesOf(routes.getArrivalBoard);
export const submissionReaders = rolesOf(routes.listSubmissions);
export const packageReaders = rolesOf(routes.listPackages);
export const packageSenders = rolesOf(routes.beginUpload);
export const sourceReaders = rolesOf(routes.listExchangeSources);
export const sourcePullers = rolesOf(routes.pullExchangeSource);
export const sourceMappers = rolesOf(routes.saveSourceMapping);
/** Who says why a version was sent again. */
export const reasonStaters = rolesOf(routes.stateSubmissionReason);
/** Who may ask for personal data. */
export const unmaskers = rolesOf(routes.unmaskFactRows);

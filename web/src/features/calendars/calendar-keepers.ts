import { routes } from '@fundwatch/domain/api';
import { rolesOf } from '../../platform/routing/roles-of.js';

export const calendarKeepers = rolesOf(routes.importCalendar);
export const termSetters = rolesOf(routes.setSubmissionTerm);
export const waitingReaders = rolesOf(routes.getCalendarWaiting);
/** Whose menu leads here; the page itself is open to everybody who is signed in. */
export const calendarReaders = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'data_steward',
  'administrator',
  'agency_handler',
  'agency_head',
  'information_institution',
] as const;

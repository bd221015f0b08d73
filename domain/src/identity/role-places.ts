import type { Role } from './roles.js';

export type OrganisationKind = 'office' | 'agency' | 'other';

/** In which kind of organisation a role is held; an agency role elsewhere would have no agency to see. */
const places: Record<Role, readonly OrganisationKind[]> = {
  supervision_officer: ['office'],
  supervision_head: ['office'],
  bureau_leader: ['office'],
  data_steward: ['office'],
  administrator: ['office', 'other'],
  agency_handler: ['agency'],
  agency_head: ['agency'],
  information_institution: ['office', 'agency', 'other'],
  line_department: ['office', 'other'],
  internal_auditor: ['office', 'other'],
};

/** The first role that can't be held in an organisation of this kind; null when all can. */
export function findMisplacedRole(held: readonly Role[], kind: OrganisationKind): Role | null {
  return held.find((role) => !places[role].includes(kind)) ?? null;
}

/** The roles of DESIGN §5. An account may hold several, except the incompatible pairs. */
export const roles = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'data_steward',
  'administrator',
  'agency_handler',
  'agency_head',
  'information_institution',
  'line_department',
  'internal_auditor',
] as const;
export type Role = (typeof roles)[number];

/** 基金监督机构: work on alerts of every agency. */
export const supervisionRoles = ['supervision_officer', 'supervision_head'] as const satisfies readonly Role[];
/** 经办机构: work on the alerts of their own agency. */
export const agencyRoles = ['agency_handler', 'agency_head'] as const satisfies readonly Role[];

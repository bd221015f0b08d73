/** Roles that work on or read alerts. */
export const alertReaders = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'agency_handler',
  'agency_head',
] as const;

import type { Role } from './identity/index.js';

/** What one person proposes and another approves. */
export const approvalKinds = [
  'extension',
  'field_check',
  'supervise_order',
  'recovery_plan',
  'inspection',
  'major_matter',
  'indicator_version',
  'own_indicator',
  'whitelist_entry',
  'month_close',
] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

/** Who may decide on each; never on his own proposal. */
export const approvalDeciders = {
  extension: ['supervision_officer', 'supervision_head'],
  field_check: ['bureau_leader'],
  supervise_order: ['bureau_leader'],
  recovery_plan: ['supervision_head'],
  inspection: ['supervision_head', 'bureau_leader'],
  major_matter: ['bureau_leader'],
  indicator_version: ['supervision_head'],
  own_indicator: ['supervision_head'],
  whitelist_entry: ['supervision_head'],
  month_close: ['supervision_head', 'bureau_leader'],
} as const satisfies Record<ApprovalKind, readonly Role[]>;

/** What somebody with these roles may decide on. */
export function approvalKindsOf(roles: readonly Role[]): ApprovalKind[] {
  return approvalKinds.filter((kind) => approvalDeciders[kind].some((role) => roles.includes(role)));
}

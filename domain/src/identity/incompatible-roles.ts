import { agencyRoles, roles, supervisionRoles, type Role } from './roles.js';

/** Posts that one account must not hold together, and the rule behind it. */
export interface IncompatibleRoles {
  roles: readonly [Role, Role];
  why:
    | 'answers_and_reviews'
    | 'technical_and_business'
    | 'audits_own_work'
    | 'delivers_and_supervises'
    | 'sees_and_advises';
}

const pairs = (left: readonly Role[], right: readonly Role[], why: IncompatibleRoles['why']): IncompatibleRoles[] =>
  left.flatMap((a) => right.map((b) => ({ roles: [a, b] as const, why })));

const office = [...supervisionRoles, 'bureau_leader', 'data_steward'] as const satisfies readonly Role[];

/** 不相容岗位 (DESIGN §5). The data steward may also be officer (津19: 管理员可由监测人员兼任), so that pair is not here. */
export const incompatibleRoles: readonly IncompatibleRoles[] = [
  // Who answers does not review, lead the review, or give the opinion that the review rests on.
  ...pairs(agencyRoles, [...office, 'line_department'], 'answers_and_reviews'),
  // The administrator keeps the machine and has no business authority.
  ...pairs(
    ['administrator'],
    roles.filter((role) => role !== 'administrator' && role !== 'internal_auditor'),
    'technical_and_business',
  ),
  // Who uploads does not judge what was uploaded.
  ...pairs(['information_institution'], [...office, 'line_department'], 'delivers_and_supervises'),
  // Ours, no article says so: a department sees of a matter what it is asked; the steward sees every submission.
  ...pairs(['line_department'], ['data_steward'], 'sees_and_advises'),
  // Who audits has nothing of his own to audit.
  ...pairs(
    ['internal_auditor'],
    roles.filter((role) => role !== 'internal_auditor'),
    'audits_own_work',
  ),
];

/** The first pair of `held` that one account must not hold; null when all go together. */
export function findIncompatibleRoles(held: readonly Role[]): IncompatibleRoles | null {
  return incompatibleRoles.find(({ roles: [a, b] }) => held.includes(a) && held.includes(b)) ?? null;
}

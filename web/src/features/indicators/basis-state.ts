/** How a legal basis stands on a day. */
export type BasisState = 'in_force' | 'lapsed' | 'not_yet';

/**
 * Whether a basis is in force on a day; `validTo` is its last day. Days are YYYY-MM-DD, so they order as texts.
 * Without a day nothing is claimed to have lapsed.
 */
export function basisState(basis: { validFrom: string; validTo: string | null }, day: string | null): BasisState {
  if (!day) return 'in_force';
  if (day < basis.validFrom) return 'not_yet';
  return basis.validTo !== null && day > basis.validTo ? 'lapsed' : 'in_force';
}

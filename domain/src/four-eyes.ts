import { DomainError, type ErrorCode } from './errors.js';

/** What one person proposes and another decides. */
export interface Proposal {
  state: string;
  proposedBy: string;
}

/** Who proposed must not decide, and a thing is decided once. @throws DomainError NEEDS_ANOTHER_PERSON, or `settled` */
export function requireAnotherPerson({ state, proposedBy }: Proposal, account: string, settled: ErrorCode): void {
  if (state !== 'proposed') throw new DomainError(settled, { state });
  if (proposedBy === account) throw new DomainError('NEEDS_ANOTHER_PERSON');
}

/** Only who proposed takes it back, and only while it waits. @throws DomainError NOT_ALLOWED, or `settled` */
export function requireOwnProposal({ state, proposedBy }: Proposal, account: string, settled: ErrorCode): void {
  if (state !== 'proposed') throw new DomainError(settled, { state });
  if (proposedBy !== account) throw new DomainError('NOT_ALLOWED');
}

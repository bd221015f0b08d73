import { DomainError } from '@fundwatch/domain';
import { assignmentSideOf, type AssignmentSide } from '@fundwatch/domain/alert';
import type { RequestContext } from '@fundwatch/domain/identity';

/** @throws DomainError NOT_ALLOWED for an account that works on neither side */
export function sideOf({ roles }: RequestContext): AssignmentSide {
  const side = assignmentSideOf(roles);
  if (side === null) throw new DomainError('NOT_ALLOWED', { command: 'assign' });
  return side;
}

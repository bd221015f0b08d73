import { DomainError } from '@fundwatch/domain';
import { mayUnmask, type RequestContext } from '@fundwatch/domain/identity';

/** The reason of somebody who wants to see personal data. @throws DomainError NOT_ALLOWED, REASON_REQUIRED */
export function readLook(context: RequestContext, reason: string): string {
  if (!mayUnmask(context.roles)) throw new DomainError('NOT_ALLOWED');
  if (!reason.trim()) throw new DomainError('REASON_REQUIRED');
  return reason.trim();
}

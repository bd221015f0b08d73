import { DomainError } from '../errors.js';

/** Characters of a reason for sending a version again. */
export const longestReason = 1000;

/** A stated reason as it is kept. @throws DomainError REASON_REQUIRED when it is blank, REQUEST_INVALID when it is too long */
export function readReason(text: string): string {
  const reason = text.trim();
  if (!reason) throw new DomainError('REASON_REQUIRED');
  if ([...reason].length > longestReason) {
    const problem = { where: 'body', field: 'reason', code: 'too_big', message: `at most ${longestReason}` };
    throw new DomainError('REQUEST_INVALID', { problems: [problem] });
  }
  return reason;
}

/** Whether a version still lacks a stated reason: it replaces an accepted one, and nobody has said why. */
export function owesReason(version: { state: string; replaces: string | null; reason: string | null }): boolean {
  return version.state === 'accepted' && version.replaces !== null && version.reason === null;
}

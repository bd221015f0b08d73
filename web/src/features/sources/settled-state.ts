import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type PackageUpload = ReplyOf<typeof routes.getPackage>;

/** Whether the check of an uploaded package is over. */
export function isSettled(state: PackageUpload['state']): boolean {
  return state !== 'waiting' && state !== 'checking';
}

/** Where the result of a check can be read: the submission, or the package when it couldn't be read as one. */
export function resultOf(
  upload: Pick<PackageUpload, 'id' | 'state' | 'submissionId' | 'problems'>,
): { to: string; what: 'seeSubmission' | 'seeErrors' | 'seeWhy' } | null {
  if (!isSettled(upload.state)) return null;
  if (upload.submissionId) {
    const refused = upload.state === 'refused';
    return {
      to: `/submissions/${upload.submissionId}${refused ? '#errors' : ''}`,
      what: refused ? 'seeErrors' : 'seeSubmission',
    };
  }
  return upload.problems.length ? { to: `/packages/${upload.id}`, what: 'seeWhy' } : null;
}

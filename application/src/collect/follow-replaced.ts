import type { Repositories } from '@fundwatch/storage';

/** Why a version is sent again, as its sender says with the upload. */
export interface GivenReason {
  text: string;
  byName: string;
}

/**
 * Notes, in the transaction that accepts a version, which one it replaces and what is to be compared; keeps the reason if
 * one was given. A reason with a first version has nothing to explain and is left out. True: there is something to compare.
 */
export async function followReplaced(
  { submissionVersions, submissionDifferences }: Repositories,
  submissionId: string,
  now: string,
  reason: GivenReason | null,
): Promise<boolean> {
  const replaces = await submissionVersions.noteReplaced(submissionId);
  if (replaces === null) return false;
  await submissionDifferences.plan(submissionId, replaces);
  if (reason?.text.trim())
    await submissionVersions.stateReason(submissionId, { ...reason, text: reason.text.trim(), at: now });
  return true;
}

import type { RequestContext } from '@fundwatch/domain/identity';
import { loadPackage } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import type { GivenReason } from './follow-replaced.js';
import { takeSubmission, type SubmissionOutcome } from './take-submission.js';

/**
 * Takes in one data package: a folder, or a .zip of it. `history`: a month before the product ran; the sender's time counts as arrival.
 */
export function collectPackage(
  app: Application,
  context: RequestContext,
  input: { path: string; history?: boolean; onlyAgency?: string; reason?: GivenReason | null },
): Promise<SubmissionOutcome> {
  const { path, history = false, onlyAgency, reason } = input;
  return takeSubmission(app, context, {
    source: history ? 'history' : 'package',
    onlyAgency,
    reason,
    load: (options) => loadPackage(path, options),
  });
}

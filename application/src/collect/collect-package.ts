import type { RequestContext } from '@fundwatch/domain/identity';
import { loadPackage } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { takeSubmission, type SubmissionOutcome } from './take-submission.js';

/**
 * Takes in one data package: a folder, or a .zip of it. `history`: a month before the product ran; the sender's time counts as arrival.
 */
export function collectPackage(
  app: Application,
  context: RequestContext,
  { path, history = false, onlyAgency }: { path: string; history?: boolean; onlyAgency?: string },
): Promise<SubmissionOutcome> {
  return takeSubmission(app, context, {
    source: history ? 'history' : 'package',
    onlyAgency,
    load: (options) => loadPackage(path, options),
  });
}

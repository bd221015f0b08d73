import { checkDraft } from '@fundwatch/application/facts';
import { runDraftCheck } from '../platform/run-draft-check.js';
import type { JobHandler } from '../platform/job-handler.js';

export const checkDraftHandler: JobHandler<'checkDraft'> = async ({ app, context, payload }) => {
  const result = await checkDraft(app, context, payload, runDraftCheck);
  return { ...payload, problems: result?.problems.length, cases: result?.cases.length, failure: result?.failure };
};

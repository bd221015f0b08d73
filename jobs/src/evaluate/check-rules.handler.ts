import { checkRules } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const checkRulesHandler: JobHandler<'checkRules'> = async ({ app, context, payload }) => {
  const counts = await checkRules(app, context, payload);
  return { ...payload, ...(counts ?? { skipped: 'another process has the period' }) };
};

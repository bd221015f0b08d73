import { pullExchangeSources } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

/** Nudges one pull a configured source, so that one that is down never stops the others. */
export const pullExchangeSourcesHandler: JobHandler<'pullExchangeSources'> = async ({ app }) => ({
  sources: await pullExchangeSources(app),
});

import { pullExchangeSource } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const pullExchangeSourceHandler: JobHandler<'pullExchangeSource'> = async ({ app, context, payload }) => {
  const pulled = await pullExchangeSource(app, context, { source: payload.source });
  return pulled
    ? { source: payload.source, ...pulled }
    : { source: payload.source, skipped: 'pulled by another worker' };
};

import { verifyClosedMonth } from '@fundwatch/application/facts';
import type { JobHandler } from '../platform/job-handler.js';

export const verifyClosedMonthHandler: JobHandler<'verifyClosedMonth'> = async ({ app, context, payload }) => {
  const result = await verifyClosedMonth(app, context, payload);
  return { ...payload, ...(result ?? { done: false }) };
};

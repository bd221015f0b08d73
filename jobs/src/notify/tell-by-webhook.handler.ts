import { tellByWebhook } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const tellByWebhookHandler: JobHandler<'tellByWebhook'> = ({ app, context }) => tellByWebhook(app, context);

import { tellByMail } from '@fundwatch/application';
import type { JobHandler } from '../platform/job-handler.js';

export const tellByMailHandler: JobHandler<'tellByMail'> = ({ app, context }) => tellByMail(app, context);

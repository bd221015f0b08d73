import { z } from 'zod';
import { alertRowShape, answerFieldsShape, attachmentShape } from './alert.js';
import { route } from './contract.js';
import { batchOf, batchResultsShape, revisionShape } from './dispatch.js';
import { idShape, instantShape } from './shapes.js';

const agency = ['agency_handler', 'agency_head'] as const;
const alertParams = z.object({ alertId: idShape });
const attachmentReaders = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'agency_handler',
  'agency_head',
] as const;

/** Everybody who writes something on an alert. */
const draftKeepers = [...attachmentReaders, 'line_department'] as const;

/** What is typed so far; anything goes, nothing is checked, so that nothing is lost. */
export const draftShape = z.object({ body: z.record(z.string(), z.unknown()), savedAt: instantShape.nullable() });

export const feedbackRoutes = {
  receiveAlert: route({
    name: 'receiveAlert',
    method: 'POST',
    path: '/alerts/:alertId/receive',
    summary: 'Sign for an alert; fixes the answer deadline',
    access: agency,
    params: alertParams,
    body: z.object({ revision: revisionShape }),
    reply: alertRowShape,
  }),
  answerAlert: route({
    name: 'answerAlert',
    method: 'POST',
    path: '/alerts/:alertId/answer',
    summary: 'Answer with problem type, explanation, amounts and evidence',
    access: agency,
    params: alertParams,
    body: answerFieldsShape.extend({ revision: revisionShape }),
    reply: alertRowShape,
  }),
  answerAlerts: route({
    name: 'answerAlerts',
    method: 'POST',
    path: '/answer-batches',
    summary: 'Answer several like alerts, with one answer or one each; all or nothing per alert, with a result each',
    access: agency,
    body: z.object({
      /** Said of all of them; evidence uploaded at one of them is evidence of each. */
      answer: answerFieldsShape.omit({ confirmedAmount: true, recoveredAmount: true }),
      alerts: batchOf(
        z.object({
          id: idShape,
          revision: revisionShape,
          /** Said of this one only; goes before what is said of all. Amounts are always each one's own. */
          own: answerFieldsShape.omit({ problemType: true }).partial().optional(),
        }),
      ),
    }),
    reply: batchResultsShape,
  }),
  getDraft: route({
    name: 'getDraft',
    method: 'GET',
    path: '/alerts/:alertId/draft',
    summary: 'My draft',
    access: draftKeepers,
    params: alertParams,
    reply: draftShape,
  }),
  saveDraft: route({
    name: 'saveDraft',
    method: 'PUT',
    path: '/alerts/:alertId/draft',
    summary: 'Keep what is typed',
    access: draftKeepers,
    params: alertParams,
    body: z.object({ body: z.record(z.string(), z.unknown()) }),
    reply: draftShape,
  }),
  addAttachment: route({
    name: 'addAttachment',
    method: 'POST',
    path: '/alerts/:alertId/attachments',
    summary: 'Upload evidence',
    access: agency,
    kind: 'upload',
    params: alertParams,
    reply: attachmentShape,
  }),
  getAttachment: route({
    name: 'getAttachment',
    method: 'GET',
    path: '/alerts/:alertId/attachments/:attachmentId',
    summary: 'Download evidence',
    access: [...attachmentReaders, 'line_department'],
    kind: 'download',
    params: alertParams.extend({ attachmentId: idShape }),
  }),
} as const;

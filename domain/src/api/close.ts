import { z } from 'zod';
import { alertRowShape } from './alert.js';
import { route } from './contract.js';
import { reasonShape, revisionShape } from './dispatch.js';
import { dayShape, idShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const agencyPosts = ['agency_handler', 'agency_head'] as const;
const alertParams = z.object({ alertId: idShape });

export const closeRoutes = {
  returnAlert: route({
    name: 'returnAlert',
    method: 'POST',
    path: '/alerts/:alertId/return',
    summary: 'Return an answer, with a reason',
    access: office,
    params: alertParams,
    body: z.object({
      revision: revisionShape,
      reason: reasonShape,
      /** What is wanting, point by point. */
      points: z.array(z.string().trim().min(1).max(500)).max(20).default([]),
    }),
    reply: alertRowShape,
  }),
  coverNewHits: route({
    name: 'coverNewHits',
    method: 'POST',
    path: '/alerts/:alertId/cover-new-hits',
    summary: 'State that the answer covers the hits found since',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: alertRowShape,
  }),
  orderRectification: route({
    name: 'orderRectification',
    method: 'POST',
    path: '/alerts/:alertId/order-rectification',
    summary: 'Accept the answer and have it rectified within a month',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: alertRowShape,
  }),
  reportRectification: route({
    name: 'reportRectification',
    method: 'POST',
    path: '/alerts/:alertId/report-rectification',
    summary: 'Report what was rectified, measure by measure with its date',
    access: agencyPosts,
    params: alertParams,
    body: z.object({
      revision: revisionShape,
      reason: reasonShape,
      measures: z
        .array(z.object({ text: z.string().trim().min(1).max(500), on: dayShape }))
        .min(1)
        .max(50),
      attachments: z.array(idShape).max(20).default([]),
    }),
    reply: alertRowShape,
  }),
  returnRectification: route({
    name: 'returnRectification',
    method: 'POST',
    path: '/alerts/:alertId/return-rectification',
    summary: 'Return the report of rectification, with a reason',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: alertRowShape,
  }),
  submitForSecondReview: route({
    name: 'submitForSecondReview',
    method: 'POST',
    path: '/alerts/:alertId/submit-for-second-review',
    summary: 'Put a drawn P4 answer up for another officer',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, note: z.string().trim().max(1000).optional() }),
    reply: alertRowShape,
  }),
  objectToClosing: route({
    name: 'objectToClosing',
    method: 'POST',
    path: '/alerts/:alertId/object-to-closing',
    summary: 'Find in the second review that it is not settled',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: alertRowShape,
  }),
  reopenAlert: route({
    name: 'reopenAlert',
    method: 'POST',
    path: '/alerts/:alertId/reopen',
    summary: 'Open an ended alert again, with a reason; it is sent anew',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: alertRowShape,
  }),
  closeAlert: route({
    name: 'closeAlert',
    method: 'POST',
    path: '/alerts/:alertId/close',
    summary: 'Accept the answer and close',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, note: z.string().trim().max(1000).optional() }),
    reply: alertRowShape,
  }),
} as const;

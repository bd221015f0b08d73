import { z } from 'zod';
import { alertRowShape } from './alert.js';
import { route } from './contract.js';
import { reasonShape, revisionShape } from './dispatch.js';
import { idShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const alertParams = z.object({ alertId: idShape });

export const closeRoutes = {
  returnAlert: route({
    name: 'returnAlert',
    method: 'POST',
    path: '/alerts/:alertId/return',
    summary: 'Return an answer, with a reason',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
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

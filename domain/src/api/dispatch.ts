import { z } from 'zod';
import { alertRowShape } from './alert.js';
import { route } from './contract.js';
import { idShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const alertParams = z.object({ alertId: idShape });
/** The revision that the person saw; a stale edit is refused with ALERT_CHANGED. */
export const revisionShape = z.number().int().min(0);
export const reasonShape = z.string().trim().min(2, '请写明理由 / give a reason').max(1000);
const note = z.string().trim().max(1000).optional();

/** What became of each alert of a batch. */
export const batchResultsShape = z.object({
  results: z.array(
    z.object({
      id: idShape,
      number: z.string().nullable(),
      done: z.boolean(),
      error: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
    }),
  ),
});

export const dispatchRoutes = {
  screenAlert: route({
    name: 'screenAlert',
    method: 'POST',
    path: '/alerts/:alertId/screen',
    summary: 'Keep an alert after screening',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, note }),
    reply: alertRowShape,
  }),
  dismissAlert: route({
    name: 'dismissAlert',
    method: 'POST',
    path: '/alerts/:alertId/dismiss',
    summary: 'Dismiss an alert at screening, with a reason',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, reason: reasonShape }),
    reply: alertRowShape,
  }),
  dispatchAlert: route({
    name: 'dispatchAlert',
    method: 'POST',
    path: '/alerts/:alertId/dispatch',
    summary: 'Send a screened alert to its agency',
    access: office,
    params: alertParams,
    body: z.object({ revision: revisionShape, note }),
    reply: alertRowShape,
  }),
  commandAlerts: route({
    name: 'commandAlerts',
    method: 'POST',
    path: '/alert-batches',
    summary: 'Screen, dismiss or dispatch several alerts; all or nothing per alert, with a result each',
    access: office,
    body: z.object({
      command: z.enum(['screen', 'dismiss', 'dispatch']),
      alerts: z
        .array(z.object({ id: idShape, revision: revisionShape }))
        .min(1)
        .max(200),
      reason: z.string().trim().max(1000).optional(),
    }),
    reply: batchResultsShape,
  }),
} as const;

import { z } from 'zod';
import { alertRowShape } from './alert.js';
import { route } from './contract.js';
import { alertStateShape, idShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const alertParams = z.object({ alertId: idShape });
/** The revision that the person saw; a stale edit is refused with ALERT_CHANGED. */
export const revisionShape = z.number().int().min(0);
export const reasonShape = z.string().trim().min(2, '请写明理由 / give a reason').max(1000);
const note = z.string().trim().max(1000).optional();

/** Several alerts in one request, each once. */
export const batchOf = <One extends z.ZodType<{ id: string }>>(one: One) =>
  z
    .array(one)
    .min(1)
    .max(200)
    .refine(
      (alerts) => new Set(alerts.map(({ id }) => id)).size === alerts.length,
      '同一预警只能出现一次 / each alert once',
    );

/** What became of each alert of a batch. */
export const batchResultsShape = z.object({
  results: z.array(
    z.object({
      id: idShape,
      number: z.string().nullable(),
      done: z.boolean(),
      /** What it became; null where nothing was done. */
      state: alertStateShape.nullable(),
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
    summary: 'Screen, dismiss, dispatch or close several like alerts; all or nothing per alert, with a result each',
    access: office,
    body: z.object({
      /** `close` puts up for the second review what was drawn for it. */
      command: z.enum(['screen', 'dismiss', 'dispatch', 'close']),
      /** With a reason of its own, which goes before the one of all. */
      alerts: batchOf(z.object({ id: idShape, revision: revisionShape, reason: note })),
      reason: note,
    }),
    reply: batchResultsShape,
  }),
} as const;

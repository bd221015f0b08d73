import { z } from 'zod';
import { route } from './contract.js';
import { batchResultsShape, reasonShape } from './dispatch.js';
import { dayShape, idShape, roleShape } from './shapes.js';

const workers = ['supervision_officer', 'supervision_head', 'agency_handler', 'agency_head'] as const;

const personShape = z.object({ userId: idShape, displayName: z.string() });
export const standInShape = z.object({
  id: idShape,
  absent: personShape,
  standIn: personShape,
  fromOn: dayShape,
  untilOn: dayShape,
  reason: z.string(),
  enteredBy: z.string(),
  /** It runs today; otherwise it is to come. */
  runs: z.boolean(),
});

export const assignmentRoutes = {
  listColleagues: route({
    name: 'listColleagues',
    method: 'GET',
    path: '/colleagues',
    summary: 'Who works on alerts on my side, with how many open alerts each has, and who stands in for whom',
    access: workers,
    reply: z.object({
      colleagues: z.array(
        personShape.extend({
          roles: z.array(roleShape),
          /** Open alerts assigned to this person. */
          open: z.number().int(),
          me: z.boolean(),
        }),
      ),
      standIns: z.array(standInShape),
      /** I may enter a stand-in for others, not only for myself. */
      heads: z.boolean(),
    }),
  }),
  assignAlerts: route({
    name: 'assignAlerts',
    method: 'POST',
    path: '/alert-assignments',
    summary: 'Assign alerts to one person of my side; from a colleague only with a reason; all or nothing per alert',
    access: workers,
    body: z.object({
      alerts: z.array(idShape).min(1).max(200),
      to: idShape,
      reason: z.string().trim().max(1000).optional(),
    }),
    reply: batchResultsShape,
  }),
  handOverAlerts: route({
    name: 'handOverAlerts',
    method: 'POST',
    path: '/alert-hand-overs',
    summary: 'Hand over all open alerts of a colleague, with a reason; all or nothing per alert',
    access: workers,
    body: z.object({ from: idShape, to: idShape, reason: reasonShape }),
    reply: batchResultsShape,
  }),
  enterStandIn: route({
    name: 'enterStandIn',
    method: 'POST',
    path: '/stand-ins',
    summary: 'Enter who stands in for an absent colleague, from day to day',
    access: workers,
    body: z.object({ absent: idShape, standIn: idShape, fromOn: dayShape, untilOn: dayShape, reason: reasonShape }),
    reply: standInShape,
  }),
  endStandIn: route({
    name: 'endStandIn',
    method: 'POST',
    path: '/stand-ins/:standInId/end',
    summary: 'End a stand-in before its last day',
    access: workers,
    params: z.object({ standInId: idShape }),
  }),
} as const;

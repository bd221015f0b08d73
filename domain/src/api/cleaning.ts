import { z } from 'zod';
import { cleaningOutcomes, cleaningShows, cleaningStates, fieldUnknowns, indicatorUnknowns } from '../alert/index.js';
import { alertRowShape } from './alert.js';
import { route } from './contract.js';
import { reasonShape } from './dispatch.js';
import { agencyShape, dayShape, idShape, instantShape, listOf, pageOf, pageQueryShape, periodShape } from './shapes.js';

const period = periodShape.nullable();
const findingsShape = z.object({
  /** What the alert's own indicator says of its hits. */
  indicator: z.discriminatedUnion('state', [
    z.object({ state: z.literal('gone'), period: periodShape }),
    z.object({ state: z.literal('still'), period: periodShape, hits: z.number().int() }),
    z.object({ state: z.literal('unknown'), reason: z.enum(indicatorUnknowns), period }),
    z.object({ state: z.literal('not_asked') }),
  ]),
  /** What the corrected record says; personal values masked. */
  field: z.discriminatedUnion('state', [
    z.object({ state: z.literal('carries'), period: periodShape, found: z.string().nullable() }),
    z.object({ state: z.literal('differs'), period: periodShape, found: z.string().nullable() }),
    z.object({ state: z.literal('unknown'), reason: z.enum(fieldUnknowns), period }),
    z.object({ state: z.literal('not_asked') }),
  ]),
});

export const cleaningCheckShape = z.object({
  at: instantShape,
  outcome: z.enum(cleaningOutcomes),
  cameBack: z.boolean(),
  findings: findingsShape,
});

export const cleaningTaskShape = z.object({
  id: idShape,
  alert: alertRowShape,
  problemType: z.enum(['P1', 'P2']),
  /** The record and the value that the answer names; null for P2. Personal values masked. */
  correction: z
    .object({
      table: z.string(),
      key: z.record(z.string(), z.string()),
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    })
    .nullable(),
  /** The month that has to be sent again, where no other month's data can show it. */
  resubmitPeriod: periodShape.nullable(),
  /** The submission that has to show it. */
  duePeriod: periodShape,
  dueOn: dayShape.nullable(),
  waitingForCalendar: z.boolean(),
  workingDaysLeft: z.number().int().nullable(),
  state: z.enum(cleaningStates),
  returns: z.number().int(),
  openedAt: instantShape,
  endedAt: instantShape.nullable(),
  settled: z.object({ by: z.string(), reason: z.string() }).nullable(),
  /** The latest first. */
  checks: z.array(cleaningCheckShape),
});

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader', 'agency_handler', 'agency_head'] as const;
const taskParams = z.object({ taskId: idShape });

export const cleaningRoutes = {
  listCleaningTasks: route({
    name: 'listCleaningTasks',
    method: 'GET',
    path: '/cleaning-tasks',
    summary: 'What agencies promised to put right in their data, what is open first, and how many each list holds',
    access: readers,
    query: pageQueryShape.extend({
      show: z.enum(cleaningShows).default('open'),
      agency: listOf(agencyShape),
      indicator: listOf(z.string().max(20)),
      alertId: idShape.optional(),
    }),
    reply: pageOf(cleaningTaskShape).extend({ counts: z.record(z.enum(cleaningShows), z.number().int()) }),
  }),
  getCleaningTask: route({
    name: 'getCleaningTask',
    method: 'GET',
    path: '/cleaning-tasks/:taskId',
    summary: 'One task with every check of it',
    access: readers,
    params: taskParams,
    reply: cleaningTaskShape,
  }),
  settleCleaningTask: route({
    name: 'settleCleaningTask',
    method: 'POST',
    path: '/cleaning-tasks/:taskId/settle',
    summary: 'Settle a task that the data cannot show, with a reason',
    access: ['supervision_officer', 'supervision_head'],
    params: taskParams,
    body: z.object({ reason: reasonShape }),
    reply: cleaningTaskShape,
  }),
} as const;

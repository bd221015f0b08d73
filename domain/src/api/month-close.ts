import { z } from 'zod';
import { approvalDeciders } from '../approvals.js';
import { monthCloseStates } from '../evaluate/month-close.js';
import { route } from './contract.js';
import {
  agencyShape,
  datasetShape,
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  lineShape,
  pageOf,
  pageQueryShape,
  periodShape,
} from './shapes.js';

const sha256Shape = z.string().regex(/^[0-9a-f]{64}$/);

export const monthCloseShape = z.object({
  id: idShape,
  period: periodShape,
  state: z.enum(monthCloseStates),
  runNo: z.number().int(),
  evaluationId: idShape,
  asOf: dayShape,
  calendarVersion: z.string(),
  /** Of the canonical hits; a re-run gives the same. */
  hitsSha256: sha256Shape,
  submissions: z.number().int(),
  files: z.number().int(),
  indicators: z.number().int(),
  hits: z.number().int(),
  note: z.string(),
  proposedBy: z.string(),
  proposedAt: instantShape,
  decidedBy: z.string().nullable(),
  decidedAt: instantShape.nullable(),
  decisionReason: z.string().nullable(),
  /** What this person may do with it now. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});

/** Why a month can't be proposed now. */
export const closeObstacleShape = z.object({
  code: z.string(),
  details: z.record(z.string(), z.unknown()),
});

export const monthStandingShape = z.object({
  period: periodShape,
  dueOn: dayShape.nullable(),
  /** The last day before the data is locked. */
  lockOn: dayShape.nullable(),
  locked: z.boolean(),
  current: monthCloseShape.nullable(),
  lastRun: z.object({ evaluationId: idShape, runNo: z.number().int(), finishedAt: instantShape }).nullable(),
  obstacle: closeObstacleShape.nullable(),
  restatements: z.number().int(),
});

export const verificationShape = z.object({
  id: idShape,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  requestedBy: z.string(),
  requestedAt: instantShape,
  finishedAt: instantShape.nullable(),
  hits: z.number().int().nullable(),
  hitsSha256: sha256Shape.nullable(),
  equal: z.boolean().nullable(),
  error: z.string().nullable(),
});

const hitFiguresShape = z.object({
  firstPeriod: periodShape.nullable(),
  observed: decimalShape.nullable(),
  threshold: decimalShape.nullable(),
  amount: decimalShape.nullable(),
  severity: z.string().nullable(),
  missing: z.string().nullable(),
  evidence: z.record(z.string(), z.string().nullable()),
});

/** A hit that a restated run found otherwise; evidence masked. */
export const hitDifferenceShape = z.object({
  change: z.enum(['added', 'removed', 'changed']),
  indicator: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  agency: z.object({ code: agencyShape, name: z.string() }),
  line: lineShape,
  subject: z.string(),
  hitKey: z.string(),
  verdict: z.enum(['hit', 'cannot_decide']),
  before: hitFiguresShape.nullable(),
  after: hitFiguresShape.nullable(),
});

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader'] as const;

export const monthCloseRoutes = {
  listMonthStandings: route({
    name: 'listMonthStandings',
    method: 'GET',
    path: '/month-closes',
    summary: 'Every month with how far its close is, latest first',
    access: readers,
    reply: z.object({ months: z.array(monthStandingShape) }),
  }),
  getMonthClose: route({
    name: 'getMonthClose',
    method: 'GET',
    path: '/month-closes/:monthCloseId',
    summary: 'One close: what was frozen, re-runs and restatements',
    access: readers,
    params: z.object({ monthCloseId: idShape }),
    reply: monthCloseShape.extend({
      frozenSubmissions: z.array(
        z.object({
          submissionId: idShape,
          agency: z.object({ code: agencyShape, name: z.string() }),
          line: lineShape,
          dataset: datasetShape,
          period: periodShape,
          version: z.number().int(),
          contentHash: z.string(),
        }),
      ),
      frozenIndicators: z.array(
        z.object({
          code: z.string(),
          title: z.object({ zh: z.string(), en: z.string() }),
          version: z.number().int(),
          hash: sha256Shape,
          hits: z.number().int(),
        }),
      ),
      verifications: z.array(verificationShape),
      restatements: z.array(
        z.object({
          evaluationId: idShape,
          runNo: z.number().int(),
          finishedAt: instantShape,
          added: z.number().int(),
          removed: z.number().int(),
          changed: z.number().int(),
        }),
      ),
    }),
  }),
  proposeMonthClose: route({
    name: 'proposeMonthClose',
    method: 'POST',
    path: '/month-closes',
    summary: 'Propose to close a month; another person decides',
    access: ['supervision_officer', 'supervision_head'],
    body: z.object({ period: periodShape, note: z.string().trim().max(1000).default('') }),
    reply: monthCloseShape,
  }),
  decideMonthClose: route({
    name: 'decideMonthClose',
    method: 'POST',
    path: '/month-closes/:monthCloseId/decision',
    summary: 'Close the month as proposed, or reject the proposal with a reason',
    access: approvalDeciders.month_close,
    params: z.object({ monthCloseId: idShape }),
    body: z.object({ decision: z.enum(['approve', 'reject']), reason: z.string().max(1000).optional() }),
    reply: monthCloseShape,
  }),
  withdrawMonthClose: route({
    name: 'withdrawMonthClose',
    method: 'POST',
    path: '/month-closes/:monthCloseId/withdrawal',
    summary: 'Take one’s own proposal back',
    access: ['supervision_officer', 'supervision_head'],
    params: z.object({ monthCloseId: idShape }),
    reply: monthCloseShape,
  }),
  verifyMonthClose: route({
    name: 'verifyMonthClose',
    method: 'POST',
    path: '/month-closes/:monthCloseId/verifications',
    summary: 'Run a closed month again from its frozen inputs and compare the hits',
    access: readers,
    params: z.object({ monthCloseId: idShape }),
    reply: z.object({ verificationId: idShape }),
  }),
  listRestatementDifferences: route({
    name: 'listRestatementDifferences',
    method: 'GET',
    path: '/evaluations/:evaluationId/differences',
    summary: 'What a restated run found otherwise than the closed month',
    access: readers,
    params: z.object({ evaluationId: idShape }),
    query: pageQueryShape,
    reply: pageOf(hitDifferenceShape),
  }),
} as const;

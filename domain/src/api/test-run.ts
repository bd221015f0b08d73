import { z } from 'zod';
import { alertJudgements } from '../alert/judged-alerts.js';
import { hitPresences, testRunKinds, testRunStates } from '../evaluate/compare-test-hits.js';
import { route } from './contract.js';
import {
  agencyShape,
  alertStateShape,
  decimalShape,
  idShape,
  instantShape,
  lineShape,
  pageOf,
  pageQueryShape,
  periodShape,
  problemTypeShape,
} from './shapes.js';

const agencyNameShape = z.object({ code: agencyShape, name: z.string() });
const countShape = z.number().int();
const testRunParams = z.object({ testRunId: idShape });

/** A version of an indicator over chosen months, which raises nothing. */
export const testRunShape = z.object({
  id: idShape,
  kind: z.enum(testRunKinds),
  indicator: z.string(),
  version: countShape,
  /** Null: what the catalogue delivers on trial. */
  versionId: idShape.nullable(),
  /** The evaluation that a trial follows. */
  evaluationId: idShape.nullable(),
  state: z.enum(testRunStates),
  requestedBy: z.string(),
  requestedAt: instantShape,
  startedAt: instantShape.nullable(),
  finishedAt: instantShape.nullable(),
  error: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  months: countShape,
  monthsDone: countShape,
  firstPeriod: periodShape.nullable(),
  lastPeriod: periodShape.nullable(),
  /** Hits of the present result in the months done; those that the version finds are `kept` + `new`. */
  present: countShape,
  new: countShape,
  kept: countShape,
  gone: countShape,
  cannotDecide: countShape,
  mayCancel: z.boolean(),
});

const judgedShape = z.object({ alerts: countShape, lost: countShape });

/** What the latest back-test of a version says, for whoever is to decide on the version. */
export const backTestSummaryShape = testRunShape
  .pick({
    id: true,
    state: true,
    months: true,
    monthsDone: true,
    firstPeriod: true,
    lastPeriod: true,
    new: true,
    gone: true,
    requestedAt: true,
  })
  .extend({
    /** Past alerts that it would lose: judged real (P5–P8), and judged normal or false; null before a month is done. */
    judged: z.object({ real: judgedShape, false: judgedShape }).nullable(),
  });

const testRunPeriodShape = z.object({
  period: periodShape,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** The evaluation that stood, and the version that it ran; null: the indicator was not evaluated then, so all is new. */
  comparedWith: z.object({ evaluationId: idShape, runNo: countShape, version: countShape }).nullable(),
  /** Data came since that evaluation: not every difference is the version's. */
  dataChanged: z.boolean(),
  present: countShape,
  new: countShape,
  kept: countShape,
  gone: countShape,
  cannotDecide: countShape,
  /** Present hits at places that could not be judged now. */
  uncompared: countShape,
  notEvaluated: z.array(
    z.object({
      agency: agencyNameShape,
      line: z.string(),
      reason: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
    }),
  ),
  durationMs: countShape.nullable(),
});

export const testRunHitShape = z.object({
  period: periodShape,
  agency: agencyNameShape,
  line: lineShape,
  subject: z.string(),
  hitKey: z.string(),
  verdict: z.enum(['hit', 'cannot_decide']),
  presence: z.enum(hitPresences),
  firstPeriod: periodShape.nullable(),
  observed: decimalShape.nullable(),
  threshold: decimalShape.nullable(),
  amount: decimalShape.nullable(),
  severity: z.string().nullable(),
  missing: z.string().nullable(),
  evidence: z.record(z.string(), z.string().nullable()),
  /** The alert that holds this hit. */
  alert: z
    .object({ id: idShape, number: z.string(), state: alertStateShape, problemType: problemTypeShape.nullable() })
    .nullable(),
});

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader'] as const;
const testers = ['supervision_officer', 'supervision_head'] as const;

export const testRunRoutes = {
  listTestRuns: route({
    name: 'listTestRuns',
    method: 'GET',
    path: '/indicators/:code/test-runs',
    summary: 'Back-tests and trials of an indicator, the latest first',
    access: readers,
    params: z.object({ code: z.string().max(10) }),
    query: pageQueryShape.extend({ kind: z.enum(testRunKinds).optional(), versionId: idShape.optional() }),
    reply: pageOf(testRunShape),
  }),
  requestBackTest: route({
    name: 'requestBackTest',
    method: 'POST',
    path: '/indicator-versions/:versionId/test-runs',
    summary: 'Run a proposed version over past months without raising anything',
    access: testers,
    params: z.object({ versionId: idShape }),
    body: z.object({ periods: z.array(periodShape).min(1).max(36) }),
    reply: z.object({ testRunId: idShape }),
  }),
  getTestRun: route({
    name: 'getTestRun',
    method: 'GET',
    path: '/test-runs/:testRunId',
    summary: 'A test run: progress, hits by agency and month beside the present ones, past alerts that it would lose',
    access: readers,
    params: testRunParams,
    reply: testRunShape.extend({
      title: z.object({ zh: z.string(), en: z.string() }),
      evidenceColumns: z.array(
        z.object({ name: z.string(), title: z.object({ zh: z.string(), en: z.string() }), personal: z.boolean() }),
      ),
      periods: z.array(testRunPeriodShape),
      cells: z.array(
        z.object({
          agency: agencyNameShape,
          period: periodShape,
          present: countShape,
          found: countShape,
          new: countShape,
          gone: countShape,
        }),
      ),
      judged: z.record(z.enum(alertJudgements), judgedShape),
    }),
  }),
  listTestRunHits: route({
    name: 'listTestRunHits',
    method: 'GET',
    path: '/test-runs/:testRunId/hits',
    summary: 'Hits that are new, kept or gone under the tested version, with the alerts that hold them',
    access: readers,
    params: testRunParams,
    query: pageQueryShape.extend({
      presence: z.enum(hitPresences).optional(),
      period: periodShape.optional(),
      agency: agencyShape.optional(),
    }),
    reply: pageOf(testRunHitShape),
  }),
  cancelTestRun: route({
    name: 'cancelTestRun',
    method: 'POST',
    path: '/test-runs/:testRunId/cancellation',
    summary: 'Cancel a test run; the months done before stay',
    access: testers,
    params: testRunParams,
    reply: z.object({ cancelled: z.literal(true) }),
  }),
} as const;

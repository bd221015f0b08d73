import { z } from 'zod';
import { indicatorStatuses } from '../evaluate/indicator-definition.js';
import { route } from './contract.js';
import {
  agencyShape,
  dayShape,
  idShape,
  instantShape,
  lineShape,
  pageOf,
  pageQueryShape,
  periodShape,
  problemTypeShape,
  severityShape,
} from './shapes.js';

export const evaluationStateShape = z.enum(['queued', 'running', 'reconciling', 'finished', 'failed']);

export const evaluationShape = z.object({
  id: idShape,
  period: periodShape,
  runNo: z.number().int(),
  state: evaluationStateShape,
  trigger: z.enum(['schedule', 'new_data', 'hand']),
  requestedBy: z.string(),
  requestedAt: instantShape,
  asOf: dayShape,
  /** A month from before the system was in use: its alerts are the officers' own until they send them. */
  baseline: z.boolean(),
  /** It ran over a month that was closed, with the definitions that the month was closed with. */
  restates: z.boolean(),
  startedAt: instantShape.nullable(),
  finishedAt: instantShape.nullable(),
  indicatorsDone: z.number().int(),
  indicatorsTotal: z.number().int(),
  hits: z.number().int(),
  cannotDecide: z.number().int(),
  notEvaluated: z.number().int(),
  alertsRaised: z.number().int(),
  alertsExtended: z.number().int(),
  alertsWithdrawn: z.number().int(),
  error: z.string().nullable(),
});

export const evaluationIndicatorShape = z.object({
  indicator: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  group: z.string(),
  version: z.number().int(),
  /** `catalogue`: as delivered; `office`: a version that the office approved. */
  origin: z.enum(['catalogue', 'office']),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  reused: z.boolean(),
  hits: z.number().int(),
  cannotDecide: z.number().int(),
  scopesEvaluated: z.number().int(),
  scopesNotEvaluated: z.number().int(),
  durationMs: z.number().int().nullable(),
  error: z.string().nullable(),
});

/** Why an indicator says nothing, or not everything, about an agency and line. */
export const silenceCodes = [
  'DATASET_MISSING',
  'NO_EXPECTED_LIST',
  'TABLE_MISSING',
  'RULES_NOT_CHECKED',
  'INDICATOR_FAILED',
  'NOT_EVALUATED',
  'PARTIAL',
  'CANNOT_DECIDE',
] as const;
export type SilenceCode = (typeof silenceCodes)[number];

/** Narrows what could not be evaluated. */
export const notEvaluatedFilterShape = z.object({
  reason: z.enum(silenceCodes).optional(),
  indicator: z.string().max(10).optional(),
  agency: agencyShape.optional(),
});

const silenceCountsShape = z.object({
  /** Combinations of indicator, agency and line. */
  scopes: z.number().int(),
  notEvaluated: z.number().int(),
  partial: z.number().int(),
  cannotDecide: z.number().int(),
  /** Records that lack a deciding field. */
  records: z.number().int(),
});

/** What could not be evaluated, counted before it is listed. */
export const notEvaluatedSummaryShape = z.object({
  /** Combinations of indicator, agency and line that the run was to say something about. */
  inScope: z.number().int(),
  /** Those without a full answer; the rest was evaluated, every record of it. */
  scopes: z.number().int(),
  /** By reason, whatever the reason asked for; most first. */
  reasons: z.array(
    silenceCountsShape.extend({
      code: z.enum(silenceCodes),
      zh: z.string(),
      en: z.string(),
      indicators: z.number().int(),
      agencies: z.number().int(),
    }),
  ),
  /** For the reason asked for; in the order of their codes. */
  indicators: z.array(
    silenceCountsShape.extend({
      indicator: z.string(),
      title: z.object({ zh: z.string(), en: z.string() }),
      agencies: z.number().int(),
    }),
  ),
  agencies: z.array(
    silenceCountsShape.extend({
      agency: z.object({ code: agencyShape, name: z.string() }),
      indicators: z.number().int(),
    }),
  ),
});

/** Why an indicator says nothing for an agency and line: never "normal". */
export const notEvaluatedShape = z.object({
  indicator: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  agency: z.object({ code: agencyShape, name: z.string() }),
  line: lineShape,
  state: z.enum(['not_evaluated', 'partial', 'cannot_decide']),
  reason: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  records: z.number().int(),
});

/** What a definition says to whoever must work by it: the present one, or the one that raised an alert. */
export const definitionTextShape = z.object({
  guidance: z.object({ catches: z.string(), why: z.string(), verify: z.string(), falseAlarms: z.string() }),
  parameters: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['integer', 'money', 'ratio', 'text']),
      value: z.string(),
      /** The value that the texts were written for, where this version has another. */
      writtenFor: z.string().nullable(),
      unit: z.string(),
      meaning: z.string(),
      source: z.string(),
    }),
  ),
  basis: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      level: z.enum(['national', 'local']),
      /** Where a local rule holds. */
      place: z.string().nullable(),
      note: z.string().nullable(),
      validFrom: dayShape,
      validTo: dayShape.nullable(),
    }),
  ),
  answers: z.array(problemTypeShape),
});

/** Who stands behind the version in force, and what waits or runs beside it. */
export const indicatorStandingShape = z.object({
  /** `catalogue`: as delivered; `office`: a version that the office approved. */
  origin: z.enum(['catalogue', 'office']),
  deliveredVersion: z.number().int().nullable(),
  /** The catalogue delivers another definition than the one that the office's version rests on. */
  deliveredChanged: z.boolean(),
  /** The lines that its query was written for: a version may take some of them. */
  coveredLines: z.array(lineShape),
  /** Agencies that it is evaluated at; null: all. An agency learns of itself only. */
  agencies: z.array(z.object({ code: agencyShape, name: z.string() })).nullable(),
  /** A version that runs beside the one in force; for supervision only. */
  trialVersion: z.number().int().nullable(),
  /** What waits for its decision; for supervision only. */
  proposal: z
    .object({ id: idShape, version: z.number().int(), proposedBy: z.string(), proposedAt: instantShape })
    .nullable(),
});

export const indicatorShape = z.object({
  code: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  group: z.string(),
  severity: severityShape,
  version: z.number().int(),
  status: z.enum(indicatorStatuses),
  lines: z.array(z.string()),
  continues: z.boolean(),
  openAlerts: z.number().int(),
  /** What it catches, in words: searched by the library. */
  catches: z.string(),
  /** What a part of it, or all of it (`needs_data`), waits for. */
  waitsFor: z.array(z.object({ zh: z.string(), en: z.string() })),
  standing: indicatorStandingShape,
});

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader', 'administrator'] as const;

export const evaluateRoutes = {
  startEvaluation: route({
    name: 'startEvaluation',
    method: 'POST',
    path: '/evaluations',
    summary: 'Evaluate a period by hand',
    access: ['supervision_officer', 'supervision_head', 'administrator'],
    body: z.object({ period: periodShape }),
    reply: evaluationShape,
  }),
  listEvaluations: route({
    name: 'listEvaluations',
    method: 'GET',
    path: '/evaluations',
    summary: 'Runs, latest first',
    access: readers,
    query: pageQueryShape.extend({ period: periodShape.optional() }),
    reply: pageOf(evaluationShape),
  }),
  getEvaluation: route({
    name: 'getEvaluation',
    method: 'GET',
    path: '/evaluations/:evaluationId',
    summary: 'One run with its progress by indicator',
    access: readers,
    params: z.object({ evaluationId: idShape }),
    reply: evaluationShape.extend({ indicators: z.array(evaluationIndicatorShape) }),
  }),
  listNotEvaluated: route({
    name: 'listNotEvaluated',
    method: 'GET',
    path: '/evaluations/:evaluationId/not-evaluated',
    summary: 'What could not be evaluated, and why',
    access: readers,
    params: z.object({ evaluationId: idShape }),
    query: pageQueryShape.extend(notEvaluatedFilterShape.shape),
    reply: pageOf(notEvaluatedShape),
  }),
  summariseNotEvaluated: route({
    name: 'summariseNotEvaluated',
    method: 'GET',
    path: '/evaluations/:evaluationId/not-evaluated-summary',
    summary: 'What could not be evaluated, counted by reason, indicator and agency',
    access: readers,
    params: z.object({ evaluationId: idShape }),
    query: notEvaluatedFilterShape.pick({ reason: true }),
    reply: notEvaluatedSummaryShape,
  }),
  listIndicators: route({
    name: 'listIndicators',
    method: 'GET',
    path: '/indicators',
    summary: 'The catalogue',
    access: 'session',
    reply: z.object({ indicators: z.array(indicatorShape) }),
  }),
  getIndicator: route({
    name: 'getIndicator',
    method: 'GET',
    path: '/indicators/:code',
    summary: 'One indicator: guidance, parameters, bases with validity',
    access: 'session',
    params: z.object({ code: z.string().max(10) }),
    reply: indicatorShape.extend(definitionTextShape.shape),
  }),
} as const;

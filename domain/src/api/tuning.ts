import { z } from 'zod';
import { approvalDeciders } from '../approvals.js';
import { indicatorVersionOrigins, indicatorVersionStates, officeStatuses } from '../evaluate/indicator-version.js';
import { indicatorStatuses } from '../evaluate/indicator-definition.js';
import { route } from './contract.js';
import { definitionTextShape } from './evaluate.js';
import { draftCaseShape } from './own-case.js';
import { agencyShape, idShape, instantShape, lineShape, pageOf, pageQueryShape, severityShape } from './shapes.js';
import { backTestSummaryShape } from './test-run.js';

const codeParams = z.object({ code: z.string().max(10) });
const versionParams = z.object({ versionId: idShape });
const answerParams = z.object({ alertId: idShape, answerId: idShape });

/** What a version changes; whatever is left out stays as it is. */
export const indicatorChangesShape = z.object({
  /** New values by the parameter's name. */
  parameters: z.record(z.string().max(60), z.string().trim().max(200)).optional(),
  status: z.enum(officeStatuses).optional(),
  severity: severityShape.optional(),
  lines: z.union([z.literal('ALL'), z.array(lineShape).max(20)]).optional(),
  /** Agencies that it is evaluated at; null: all. */
  agencies: z.array(agencyShape).max(500).nullable().optional(),
});

export const indicatorProposalShape = z.object({
  changes: indicatorChangesShape.default({}),
  /** `delivered`: takes over the definition that the catalogue delivers now, with the changes on top. */
  from: z.enum(['in_force', 'delivered']).default('in_force'),
  reason: z.string().trim().max(2000),
});

export const indicatorVersionShape = z.object({
  id: idShape,
  code: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  version: z.number().int(),
  origin: z.enum(indicatorVersionOrigins),
  state: z.enum(indicatorVersionStates),
  /** Of the resulting definition. */
  status: z.enum(indicatorStatuses),
  changes: indicatorChangesShape,
  /** What each parameter that it changes means. */
  changedParameters: z.array(z.object({ name: z.string(), meaning: z.string(), unit: z.string() })),
  basedOnVersion: z.number().int().nullable(),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instantShape,
  decidedBy: z.string().nullable(),
  decidedAt: instantShape.nullable(),
  decisionReason: z.string().nullable(),
  /** The alert whose answer asked for it. */
  alert: z.object({ id: idShape, number: z.string() }).nullable(),
  inForce: z.boolean(),
  onTrial: z.boolean(),
  /** Proposed on a version that is no longer in force: it can only be rejected or withdrawn. */
  stale: z.boolean(),
  /** What this person may do with it now. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});

/** One field that the version changes against what it was proposed on. */
export const definitionDifferenceShape = z.object({
  field: z.string(),
  name: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

/** What an answer P9 asks for, as far as it can be told; the officer completes it. */
export const answerProposalShape = z.object({
  code: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  alert: z.object({ id: idShape, number: z.string() }),
  /** In the agency's own words. */
  why: z.string(),
  proposedParameter: z.string(),
  changes: indicatorChangesShape,
  reason: z.string(),
  /** A proposal of the indicator that waits already: no other can be opened. */
  open: z.object({ id: idShape, version: z.number().int() }).nullable(),
});

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader'] as const;
const proposers = ['supervision_officer', 'supervision_head'] as const;

export const tuningRoutes = {
  listIndicatorVersions: route({
    name: 'listIndicatorVersions',
    method: 'GET',
    path: '/indicators/:code/versions',
    summary: 'The office’s versions of an indicator, the highest first',
    access: readers,
    params: codeParams,
    query: pageQueryShape,
    reply: pageOf(indicatorVersionShape),
  }),
  proposeIndicatorVersion: route({
    name: 'proposeIndicatorVersion',
    method: 'POST',
    path: '/indicators/:code/versions',
    summary: 'Propose other parameters, state, severity or scope; another person decides',
    access: proposers,
    params: codeParams,
    body: indicatorProposalShape,
    reply: indicatorVersionShape,
  }),
  listIndicatorProposals: route({
    name: 'listIndicatorProposals',
    method: 'GET',
    path: '/indicator-proposals',
    summary: 'Every proposed version that waits for its decision, the oldest first, with its latest back-test',
    access: readers,
    reply: z.object({
      proposals: z.array(indicatorVersionShape.extend({ backTest: backTestSummaryShape.nullable() })),
    }),
  }),
  getIndicatorVersion: route({
    name: 'getIndicatorVersion',
    method: 'GET',
    path: '/indicator-versions/:versionId',
    summary: 'One version: what it says, and what it changes field by field',
    access: readers,
    params: versionParams,
    reply: indicatorVersionShape.extend({
      differences: z.array(definitionDifferenceShape),
      definition: definitionTextShape,
    }),
  }),
  getIndicatorVersionSource: route({
    name: 'getIndicatorVersionSource',
    method: 'GET',
    path: '/indicator-versions/:versionId/source',
    summary: 'The query of a version, proposed ones too, and the cases that it was tried with, as each went',
    access: proposers,
    params: versionParams,
    reply: z.object({
      version: z.number().int(),
      sql: z.string(),
      /** Of an own indicator: its cases as they went before it was submitted; of the catalogue’s the delivered ones, as a list. */
      cases: z.array(draftCaseShape.pick({ name: true, kind: true }).extend({ result: draftCaseShape.nullable() })),
      /** The cases as their author wrote them, and what they were run for; null for the catalogue’s. */
      tried: z.object({ version: z.number().int(), checkedAt: instantShape, text: z.string() }).nullable(),
    }),
  }),
  withdrawIndicatorVersion: route({
    name: 'withdrawIndicatorVersion',
    method: 'POST',
    path: '/indicator-versions/:versionId/withdrawal',
    summary: 'Take one’s own proposal back',
    access: proposers,
    params: versionParams,
    reply: indicatorVersionShape,
  }),
  decideIndicatorVersion: route({
    name: 'decideIndicatorVersion',
    method: 'POST',
    path: '/indicator-versions/:versionId/decision',
    summary: 'Approve a proposed version from the next run on, or reject it with a reason',
    access: approvalDeciders.indicator_version,
    params: versionParams,
    body: z.object({ decision: z.enum(['approve', 'reject']), reason: z.string().max(1000).optional() }),
    reply: indicatorVersionShape,
  }),
  getAnswerProposal: route({
    name: 'getAnswerProposal',
    method: 'GET',
    path: '/alerts/:alertId/answers/:answerId/proposal',
    summary: 'What an answer P9 asks to change, to be completed by an officer',
    access: proposers,
    params: answerParams,
    reply: answerProposalShape,
  }),
  proposeFromAnswer: route({
    name: 'proposeFromAnswer',
    method: 'POST',
    path: '/alerts/:alertId/answers/:answerId/proposals',
    summary: 'Propose the change that an answer P9 asked for',
    access: proposers,
    params: answerParams,
    /** What is left out is taken from the answer. */
    body: z.object({ changes: indicatorChangesShape.optional(), reason: z.string().trim().max(2000).optional() }),
    reply: indicatorVersionShape,
  }),
} as const;

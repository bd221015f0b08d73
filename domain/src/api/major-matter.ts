import { z } from 'zod';
import { majorMatterCommands, majorMatterStates } from '../alert/index.js';
import { majorMatterTiers, suspicions } from '../major-matter/index.js';
import { countedShape } from './counted.js';
import { route } from './contract.js';
import { revisionShape } from './dispatch.js';
import { dayShape, decimalShape, idShape, instantShape, pageOf, pageQueryShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const readers = [...office, 'bureau_leader'] as const;
const params = z.object({ majorMatterId: idShape });

export const majorMatterRowShape = z.object({
  id: idShape,
  number: z.string(),
  case: z.object({ id: idShape, number: z.string(), title: z.string() }),
  state: z.enum(majorMatterStates),
  revision: z.number().int(),
  suspicion: z.enum(suspicions),
  tier: z.enum(majorMatterTiers),
  /** Possible loss of the case when it was proposed, yuan. */
  amount: decimalShape.nullable(),
  investigated: z.boolean(),
  openedBy: z.string(),
  openedAt: instantShape,
  signedBy: z.string().nullable(),
  signedAt: instantShape.nullable(),
  reportedOn: dayShape.nullable(),
});

export const majorMatterDetailShape = majorMatterRowShape.extend({
  report: z.string(),
  reportedTo: z.string().nullable(),
  reportNumber: z.string().nullable(),
  events: z.array(
    z.object({
      id: z.string(),
      type: z.enum(majorMatterCommands),
      actor: z.string(),
      at: instantShape,
      reason: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  commands: z.array(z.object({ command: z.enum(majorMatterCommands), reasonRequired: z.boolean() })),
});

export const majorMatterRoutes = {
  listMajorMatters: route({
    name: 'listMajorMatters',
    method: 'GET',
    path: '/major-matters',
    summary: 'Major matters: those that wait first, then the latest',
    access: readers,
    query: pageQueryShape.extend({ counted: countedShape('matters').optional() }),
    reply: pageOf(majorMatterRowShape),
  }),
  listMajorMatterCandidates: route({
    name: 'listMajorMatterCandidates',
    method: 'GET',
    path: '/major-matter-candidates',
    summary: 'Open cases that reach the threshold or are investigated, and have no major matter yet',
    access: readers,
    reply: z.object({
      /** Yuan, as set; the upper one is inferred. */
      thresholds: z.object({ ordinary: decimalShape, higher: decimalShape }),
      candidates: z.array(
        z.object({
          id: idShape,
          number: z.string(),
          title: z.string(),
          possibleLoss: decimalShape.nullable(),
          investigated: z.boolean(),
          tier: z.enum(majorMatterTiers),
        }),
      ),
    }),
  }),
  getMajorMatter: route({
    name: 'getMajorMatter',
    method: 'GET',
    path: '/major-matters/:majorMatterId',
    summary: 'One major matter with its report and timeline',
    access: readers,
    params,
    reply: majorMatterDetailShape,
  }),
  proposeMajorMatter: route({
    name: 'proposeMajorMatter',
    method: 'POST',
    path: '/major-matters',
    summary: 'Propose the report of a major matter for a case',
    access: office,
    body: z.object({
      caseId: idShape,
      suspicion: z.enum(suspicions),
      report: z.string().trim().min(2).max(10_000),
    }),
    reply: majorMatterRowShape,
  }),
  stepMajorMatter: route({
    name: 'stepMajorMatter',
    method: 'POST',
    path: '/major-matters/:majorMatterId/steps',
    summary: 'Sign or refuse as the bureau leader; report or cancel as the office',
    access: readers,
    params,
    body: z.object({
      revision: revisionShape,
      command: z.enum(['sign', 'refuse', 'report', 'cancel']),
      reason: z.string().trim().max(1000).optional(),
      reportedTo: z.string().trim().max(200).optional(),
      reportNumber: z.string().trim().max(100).optional(),
      on: dayShape.optional(),
    }),
    reply: majorMatterRowShape,
  }),
} as const;

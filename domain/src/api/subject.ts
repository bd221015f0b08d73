import { z } from 'zod';
import { subjectKinds } from '../collect/index.js';
import { unmaskingRoles } from '../identity/index.js';
import { alertRowShape } from './alert.js';
import { route } from './contract.js';
import { agencyShape, decimalShape, idShape, lineShape, periodShape } from './shapes.js';

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader', 'agency_handler', 'agency_head'] as const;
const subjectParams = z.object({
  kind: z.enum(subjectKinds),
  agency: agencyShape,
  line: lineShape,
  subject: z
    .string()
    .min(1)
    .max(100)
    .refine((text) => !text.includes('\0')),
});

/** What an indicator's latest evaluation of a month says of the subject. */
export const subjectHitShape = z.object({
  period: periodShape,
  indicator: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  verdict: z.enum(['hit', 'cannot_decide']),
  /** `known`: found again, but answered for, whitelisted or explained before, so that no alert was raised of it. */
  known: z.boolean(),
  rows: z.number().int(),
  /** Of a single row; null where there are several. */
  observed: decimalShape.nullable(),
  threshold: decimalShape.nullable(),
  /** Yuan of all rows together. */
  amount: decimalShape.nullable(),
  /** The deciding field that was empty, of what could not be decided. */
  missing: z.string().nullable(),
  alert: z.object({ id: idShape, number: z.string() }).nullable(),
});

const alertListShape = z.object({ total: z.number().int(), items: z.array(alertRowShape) });

/** The rows of one table that tell of the subject, the latest month first. */
export const subjectFactsShape = z.object({
  table: z.string(),
  title: z.string(),
  /** Months read of it: of a table that is sent whole every month, the latest. */
  periods: z.array(periodShape),
  total: z.number().int(),
  rows: z.array(z.object({ period: periodShape, values: z.record(z.string(), z.string().nullable()) })),
});

const factsQuery = z.object({
  /** So many months back from the latest accepted one. */
  months: z.coerce.number().int().min(1).max(36).default(12),
});
const factsReply = z.object({ tables: z.array(subjectFactsShape) });

export const subjectRoutes = {
  getSubject: route({
    name: 'getSubject',
    method: 'GET',
    path: '/subjects/:kind/:agency/:line/:subject',
    summary: 'What alerts and evaluations say of one person, employer, clerk or account of an agency',
    access: readers,
    params: subjectParams,
    reply: z.object({
      agency: z.object({ code: agencyShape, name: z.string() }),
      alerts: alertListShape,
      /** Alerts of others that share a key with its hits: the same person at another agency or line. For the office only. */
      elsewhere: alertListShape,
      hits: z.array(subjectHitShape),
      /** More hits are known than are listed. */
      hitsCutShort: z.boolean(),
    }),
  }),
  listSubjectFacts: route({
    name: 'listSubjectFacts',
    method: 'GET',
    path: '/subjects/:kind/:agency/:line/:subject/facts',
    summary: 'Rows of the accepted submissions that tell of the subject, personal columns masked',
    access: readers,
    params: subjectParams,
    query: factsQuery,
    reply: factsReply,
  }),
  unmaskSubjectFacts: route({
    name: 'unmaskSubjectFacts',
    method: 'POST',
    path: '/subjects/:kind/:agency/:line/:subject/facts/unmask',
    summary: 'The same with personal columns; the look and its reason are logged',
    access: unmaskingRoles,
    params: subjectParams,
    query: factsQuery,
    body: z.object({ reason: z.string().trim().max(1000) }),
    reply: factsReply,
  }),
} as const;

import { z } from 'zod';
import { approvalDeciders, approvalKinds } from '../approvals.js';
import { route } from './contract.js';
import { agencyShape, idShape, instantShape, lineShape, pageOf, pageQueryShape, periodShape } from './shapes.js';
import { backTestSummaryShape } from './test-run.js';

const deciders = [...new Set(Object.values(approvalDeciders).flat())];

/** Something that another person proposed; of its fields those that its kind has. */
export const approvalShape = z.object({
  kind: z.enum(approvalKinds),
  id: idShape,
  indicator: z.object({ code: z.string(), title: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
  version: z.number().int().nullable(),
  agency: z.object({ code: agencyShape, name: z.string() }).nullable(),
  line: lineShape.nullable(),
  subject: z.string().nullable(),
  /** Of what is proposed beside an alert. */
  alert: z.object({ id: idShape, number: z.string() }).nullable(),
  /** Of an inspection or a major matter: its number and what it is about. */
  record: z.object({ number: z.string(), title: z.string() }).nullable(),
  /** What it asks for: from and until when, to whom, where, how much; as far as its kind has it. */
  terms: z.object({
    from: z.string().nullable(),
    until: z.string().nullable(),
    addressee: z.string().nullable(),
    place: z.string().nullable(),
    amount: z.string().nullable(),
  }),
  /** The month that is to be closed. */
  period: periodShape.nullable(),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instantShape,
  /** Of a version of an indicator; null where it was never back-tested. */
  backTest: backTestSummaryShape.nullable(),
});

export const approvalRoutes = {
  listApprovals: route({
    name: 'listApprovals',
    method: 'GET',
    path: '/approvals',
    summary: 'What waits for this person’s decision, the oldest first; nothing that he proposed himself',
    access: deciders,
    query: pageQueryShape.extend({ kind: z.enum(approvalKinds).optional() }),
    reply: pageOf(approvalShape).extend({
      /** Of each kind that this person may decide on, whatever kind was asked for. */
      counts: z.partialRecord(z.enum(approvalKinds), z.number().int()),
    }),
  }),
} as const;

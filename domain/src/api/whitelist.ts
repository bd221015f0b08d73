import { z } from 'zod';
import { approvalDeciders } from '../approvals.js';
import { whitelistStates } from '../evaluate/whitelist.js';
import { route } from './contract.js';
import { agencyShape, idShape, instantShape, lineShape, pageOf, pageQueryShape, periodShape } from './shapes.js';

const entryParams = z.object({ entryId: idShape });
const reasonShape = z.string().trim().max(2000);

export const whitelistEntryShape = z.object({
  id: idShape,
  indicator: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  agency: z.object({ code: agencyShape, name: z.string() }),
  line: lineShape,
  subject: z.string(),
  subjectKind: z.string(),
  validFrom: periodShape,
  validTo: periodShape,
  reason: z.string(),
  documentNo: z.string(),
  state: z.enum(whitelistStates),
  /** Its last month is this one or the next, or gone: it is to be looked at again. */
  endsSoon: z.boolean(),
  /** Hits that it keeps quiet in the latest results of its months. */
  quietHits: z.number().int(),
  alert: z.object({ id: idShape, number: z.string() }).nullable(),
  proposedBy: z.string(),
  proposedAt: instantShape,
  decidedBy: z.string().nullable(),
  decidedAt: instantShape.nullable(),
  decisionReason: z.string().nullable(),
  endedBy: z.string().nullable(),
  endedAt: instantShape.nullable(),
  endReason: z.string().nullable(),
  /** What this person may do with it now. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
  mayEnd: z.boolean(),
});

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader'] as const;
const proposers = ['supervision_officer', 'supervision_head'] as const;

export const whitelistRoutes = {
  listWhitelist: route({
    name: 'listWhitelist',
    method: 'GET',
    path: '/whitelist',
    summary: 'Known cases that make no alert: those that wait first, then by their last month',
    access: readers,
    query: pageQueryShape.extend({
      indicator: z.string().max(10).optional(),
      view: z.enum(['open', 'ending', 'all']).default('open'),
    }),
    reply: pageOf(whitelistEntryShape),
  }),
  proposeWhitelistEntry: route({
    name: 'proposeWhitelistEntry',
    method: 'POST',
    path: '/whitelist',
    summary: 'Propose to keep a known case quiet for some months; another person decides',
    access: proposers,
    body: z.object({
      indicator: z.string().max(10),
      agency: agencyShape,
      line: lineShape,
      subject: z.string().trim().min(1).max(200),
      validFrom: periodShape,
      validTo: periodShape,
      reason: reasonShape,
      documentNo: z.string().trim().max(200),
      alertId: idShape.optional(),
    }),
    reply: whitelistEntryShape,
  }),
  decideWhitelistEntry: route({
    name: 'decideWhitelistEntry',
    method: 'POST',
    path: '/whitelist/:entryId/decision',
    summary: 'Approve an entry from the next run on, or reject it with a reason',
    access: approvalDeciders.whitelist_entry,
    params: entryParams,
    body: z.object({ decision: z.enum(['approve', 'reject']), reason: reasonShape.optional() }),
    reply: whitelistEntryShape,
  }),
  withdrawWhitelistEntry: route({
    name: 'withdrawWhitelistEntry',
    method: 'POST',
    path: '/whitelist/:entryId/withdrawal',
    summary: 'Take one’s own proposal back',
    access: proposers,
    params: entryParams,
    reply: whitelistEntryShape,
  }),
  endWhitelistEntry: route({
    name: 'endWhitelistEntry',
    method: 'POST',
    path: '/whitelist/:entryId/end',
    summary: 'Take an entry off before its time: its hits are new hits again from the next run on',
    access: proposers,
    params: entryParams,
    body: z.object({ reason: reasonShape }),
    reply: whitelistEntryShape,
  }),
} as const;

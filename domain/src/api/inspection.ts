import { z } from 'zod';
import { inspectionCommands, inspectionStates } from '../alert/index.js';
import { inspectionKinds } from '../inspection/index.js';
import { alertRowShape, attachmentShape } from './alert.js';
import { route } from './contract.js';
import { revisionShape } from './dispatch.js';
import { countedShape } from './counted.js';
import { agencyShape, dayShape, idShape, instantShape, pageOf, pageQueryShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const readers = [...office, 'bureau_leader'] as const;
const inspectionParams = z.object({ inspectionId: idShape });
const textShape = z.string().trim().max(10_000);

export const inspectionStateShape = z.enum(inspectionStates);

/** A date that an inspection must keep; `notice` is counted back from its first day. */
export const inspectionClockShape = z.object({
  clock: z.enum(['notice', 'draft', 'objection', 'inspection_rectification']),
  /** The day that is not counted. */
  countedFrom: dayShape,
  dueOn: dayShape.nullable(),
  keptOn: dayShape.nullable(),
  running: z.boolean(),
  waitingForCalendar: z.boolean(),
  workingDaysLeft: z.number().int().nullable(),
});

export const inspectionRowShape = z.object({
  id: idShape,
  number: z.string(),
  kind: z.enum(inspectionKinds),
  title: z.string(),
  agency: z.object({ code: agencyShape, name: z.string() }),
  state: inspectionStateShape,
  revision: z.number().int(),
  startOn: dayShape,
  endOn: dayShape,
  openedBy: z.string(),
  openedAt: instantShape,
  alerts: z.number().int(),
  records: z.number().int(),
  /** The clock that runs, where one does. */
  running: inspectionClockShape.nullable(),
});

export const inspectionMemberShape = z.object({
  account: idShape,
  name: z.string(),
  leads: z.boolean(),
  /** What the member declared himself of his interest (豫7); null: nothing yet. */
  interested: z.boolean().nullable(),
});

export const workRecordShape = z.object({
  id: idShape,
  sequence: z.number().int(),
  matter: z.string(),
  found: z.string(),
  recordedOn: dayShape,
  recordedBy: z.string(),
  files: z.array(attachmentShape),
});

export const inspectionDetailShape = inspectionRowShape.extend({
  scope: z.string(),
  carryInReason: z.string().nullable(),
  specialReason: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: instantShape.nullable(),
  notifiedOn: dayShape.nullable(),
  begunOn: dayShape.nullable(),
  endedOn: dayShape.nullable(),
  draft: z.string().nullable(),
  draftedOn: dayShape.nullable(),
  receivedOn: dayShape.nullable(),
  confirmedBy: z.enum(['stated', 'silent']).nullable(),
  confirmedOn: dayShape.nullable(),
  finishedOn: dayShape.nullable(),
  clocks: z.array(inspectionClockShape),
  team: z.array(inspectionMemberShape),
  workRecords: z.array(workRecordShape),
  members: z.array(alertRowShape),
  files: z.array(attachmentShape),
  events: z.array(
    z.object({
      id: z.string(),
      type: z.enum(inspectionCommands),
      actor: z.string(),
      at: instantShape,
      reason: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  /** What this person may do now. */
  commands: z.array(z.object({ command: z.enum(inspectionCommands), reasonRequired: z.boolean() })),
  /** This person is in the team and may still declare. */
  mayDeclare: z.boolean(),
  /** The last day for the notice; null without a calendar, or where it is carried in. */
  noticeBy: dayShape.nullable(),
});

const planShape = z.object({
  kind: z.enum(inspectionKinds),
  title: z.string().trim().min(2).max(100),
  agency: agencyShape,
  scope: z.string().trim().min(2).max(4000),
  startOn: dayShape,
  endOn: dayShape,
  /** The notice is carried in, since telling before would spoil the result; approved with the plan. */
  carryInReason: z.string().trim().max(1000).nullable().default(null),
});
const planBody = z.object({
  plan: planShape,
  team: z
    .array(z.object({ account: idShape, leads: z.boolean() }))
    .max(20)
    .default([]),
  alerts: z.array(idShape).max(200).default([]),
});

export const inspectionRoutes = {
  listInspections: route({
    name: 'listInspections',
    method: 'GET',
    path: '/inspections',
    summary: 'On-site and special inspections: open ones first, then the latest',
    access: readers,
    query: pageQueryShape.extend({
      state: z.enum(['open', 'over']).optional(),
      counted: countedShape('inspections').optional(),
    }),
    reply: pageOf(inspectionRowShape),
  }),
  listInspectors: route({
    name: 'listInspectors',
    method: 'GET',
    path: '/inspectors',
    summary: 'Accounts of the office that can be in the team of an inspection',
    access: office,
    reply: z.object({ inspectors: z.array(z.object({ account: idShape, name: z.string() })) }),
  }),
  getInspection: route({
    name: 'getInspection',
    method: 'GET',
    path: '/inspections/:inspectionId',
    summary: 'One inspection with its clocks, team, work records, alerts and timeline',
    access: readers,
    params: inspectionParams,
    reply: inspectionDetailShape,
  }),
  planInspection: route({
    name: 'planInspection',
    method: 'POST',
    path: '/inspections',
    summary: 'Plan an inspection of an agency, with its team and alerts',
    access: office,
    body: planBody,
    reply: inspectionRowShape,
  }),
  reviseInspection: route({
    name: 'reviseInspection',
    method: 'PUT',
    path: '/inspections/:inspectionId',
    summary: 'Write the plan anew while it waits for approval',
    access: office,
    params: inspectionParams,
    body: planBody.extend({ revision: revisionShape }),
    reply: inspectionRowShape,
  }),
  declareInterest: route({
    name: 'declareInterest',
    method: 'POST',
    path: '/inspections/:inspectionId/declaration',
    summary: 'Declare as a member of the team whether I have an interest in the matter',
    access: office,
    params: inspectionParams,
    body: z.object({ interested: z.boolean() }),
    reply: inspectionRowShape,
  }),
  stepInspection: route({
    name: 'stepInspection',
    method: 'POST',
    path: '/inspections/:inspectionId/steps',
    summary:
      'The next step: approve, notify, begin, end, draft, receipt, objection, confirmation, rectification, finish',
    access: readers,
    params: inspectionParams,
    body: z.object({
      revision: revisionShape,
      command: z.enum([
        'approve',
        'refuse',
        'notify',
        'begin',
        'end',
        'draft',
        'receive',
        'object',
        'amend',
        'confirm',
        'require_rectification',
        'finish',
        'cancel',
      ]),
      /** The draft, the objection, the results that were returned, or why. */
      reason: textShape.optional(),
      on: dayShape.optional(),
      specialReason: z.string().trim().max(1000).optional(),
      confirmedBy: z.enum(['stated', 'silent']).optional(),
    }),
    reply: inspectionRowShape,
  }),
  addWorkRecord: route({
    name: 'addWorkRecord',
    method: 'POST',
    path: '/inspections/:inspectionId/records',
    summary: 'Write a work record as a member of the team: one matter a sheet',
    access: office,
    params: inspectionParams,
    body: z.object({
      matter: z.string().trim().min(2).max(200),
      found: z.string().trim().min(2).max(4000),
      on: dayShape,
    }),
    reply: workRecordShape,
  }),
  addRecordFile: route({
    name: 'addRecordFile',
    method: 'POST',
    path: '/inspections/:inspectionId/records/:recordId/files',
    summary: 'Upload evidence of a work record',
    access: office,
    kind: 'upload',
    params: inspectionParams.extend({ recordId: idShape }),
    reply: attachmentShape,
  }),
  addInspectionFile: route({
    name: 'addInspectionFile',
    method: 'POST',
    path: '/inspections/:inspectionId/files',
    summary: 'Upload a paper of an inspection: the objection, the form that came back',
    access: office,
    kind: 'upload',
    params: inspectionParams,
    reply: attachmentShape,
  }),
  getInspectionFile: route({
    name: 'getInspectionFile',
    method: 'GET',
    path: '/inspections/:inspectionId/files/:fileId',
    summary: 'Download a paper of an inspection or of its work records',
    access: readers,
    kind: 'download',
    params: inspectionParams.extend({ fileId: idShape }),
  }),
} as const;

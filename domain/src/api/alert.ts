import { z } from 'zod';
import { alertCommands, alertSources, assignedFilters, branchKinds } from '../alert/index.js';
import { indicatorStatuses } from '../evaluate/indicator-definition.js';
import { readCounted } from '../report/index.js';
import { route } from './contract.js';
import { definitionTextShape } from './evaluate.js';
import {
  agencyShape,
  alertEventTypeShape,
  alertStateShape,
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  lineShape,
  listOf,
  pageOf,
  pageQueryShape,
  periodShape,
  problemTypeShape,
  severityShape,
} from './shapes.js';

/** The filters of the work queue; each is also a filter of the list, so counts and lists are one query. */
export const alertBuckets = [
  /** The office's next step: everything to screen, dispatch, review or accept, but nothing that a branch is out for. */
  'office_turn',
  'overdue',
  'due_today',
  'due_soon',
  'to_screen',
  'to_dispatch',
  'to_review',
  /** Rectified and reported, or drawn for a second review by another officer. */
  'to_accept',
  /** Answered, and a department, a field check or an order is still out. */
  'waiting_branch',
  'waiting_agency',
  'to_receive',
  'to_answer',
  'waiting_calendar',
] as const;
export const alertBucketShape = z.enum(alertBuckets);

export const attachmentShape = z.object({
  id: idShape,
  fileName: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  uploadedAt: instantShape,
  uploadedBy: z.string(),
  /** When a virus scanner found nothing in it; null: nobody looked. */
  scannedAt: instantShape.nullable(),
});

/** The fields an answer may carry; which are needed depends on the problem type (domain/feedback answerRequirements). */
export const answerFieldsShape = z.object({
  problemType: problemTypeShape,
  explanation: z.string().trim().max(4000),
  fields: z.record(z.string().max(40), z.string().max(2000)).default({}),
  confirmedAmount: decimalShape.nullable().default(null),
  recoveredAmount: decimalShape.nullable().default(null),
  attachments: z.array(idShape).max(20).default([]),
});

export const answerShape = z.object({
  id: idShape,
  round: z.number().int(),
  problemType: problemTypeShape,
  explanation: z.string(),
  fields: z.record(z.string(), z.string()),
  confirmedAmount: decimalShape.nullable(),
  recoveredAmount: decimalShape.nullable(),
  attachments: z.array(attachmentShape),
  answeredBy: z.string(),
  answeredAt: instantShape,
  late: z.boolean(),
});

/** A date a person must keep, with why it is that date. */
export const clockShape = z.object({
  kind: z.enum(['auto_receipt', 'answer', 'return', 'rectification']),
  dueOn: dayShape.nullable(),
  /** Where an extension moved it; its own date stays. */
  extendedTo: dayShape.nullable(),
  startedOn: dayShape,
  /** Before rolling to a working day. */
  nominalOn: dayShape.nullable(),
  rule: z.enum(['two_working_days', 'one_month', 'ten_working_days']),
  rolled: z.boolean(),
  calendarVersion: z.string(),
  waitingForCalendar: z.boolean(),
  /** Positive: days left; negative: days overdue; null when stopped or without a date. */
  workingDaysLeft: z.number().int().nullable(),
  running: z.boolean(),
});

export const alertRowShape = z.object({
  id: idShape,
  number: z.string(),
  indicator: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  agency: z.object({ code: agencyShape, name: z.string() }),
  line: lineShape,
  subject: z.string(),
  subjectKind: z.enum(['person_no', 'employer_no', 'account_hash', 'staff_no', 'agency']),
  period: periodShape.nullable(),
  firstPeriod: periodShape,
  severity: severityShape,
  state: alertStateShape,
  revision: z.number().int(),
  /** Kinds of what runs beside it now. */
  openBranches: z.array(z.enum(branchKinds)),
  hits: z.number().int(),
  observed: decimalShape.nullable(),
  threshold: decimalShape.nullable(),
  amount: decimalShape.nullable(),
  dueOn: dayShape.nullable(),
  waitingForCalendar: z.boolean(),
  workingDaysLeft: z.number().int().nullable(),
  answeredLate: z.boolean().nullable(),
  newSinceAnswer: z.boolean(),
  problemType: problemTypeShape.nullable(),
  raisedAt: instantShape,
  updatedAt: instantShape,
  /** Whose work it is on my side. */
  assignee: z.object({ userId: idShape, displayName: z.string() }).nullable(),
});

/** What this person may do now; the web draws its buttons from it. */
export const possibleCommandShape = z.object({
  command: z.enum(alertCommands),
  reasonRequired: z.boolean(),
  /** The date that the command would set, for the button's sentence. */
  wouldBeDueOn: dayShape.nullable(),
});

export const alertEventShape = z.object({
  id: z.string(),
  sequence: z.number().int(),
  type: alertEventTypeShape,
  fromState: alertStateShape.nullable(),
  toState: alertStateShape.nullable(),
  actor: z.string(),
  /** 代: the absent colleague for whom the actor stood in. */
  onBehalfOf: z.string().nullable(),
  actorRole: z.string().nullable(),
  at: instantShape,
  reason: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

export const alertHitShape = z.object({
  subject: z.string(),
  hitKey: z.string(),
  period: periodShape,
  live: z.boolean(),
  observed: decimalShape.nullable(),
  threshold: decimalShape.nullable(),
  amount: decimalShape.nullable(),
  /** Declared evidence columns; personal ones masked unless asked for with a reason. */
  evidence: z.record(z.string(), z.string().nullable()),
});

export const evidenceColumnShape = z.object({
  name: z.string(),
  type: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  personal: z.boolean(),
});

export const alertDetailShape = alertRowShape.extend({
  summary: z.object({ zh: z.string(), en: z.string() }),
  /** What its hits are about, also where many of them make one alert; null where nothing is known of that any more. */
  hitSubjectKind: alertRowShape.shape.subjectKind.nullable(),
  /** What the version that raised it says; null where nothing is known of that any more. */
  explainedBy: definitionTextShape.nullable(),
  indicatorVersion: z.number().int(),
  parameters: z.record(z.string(), z.string()),
  /** What is in force of its indicator now; null where there is nothing of it any more. */
  inForce: z
    .object({
      version: z.number().int(),
      status: z.enum(indicatorStatuses),
      /** An indicator that the office brought itself. */
      own: z.boolean(),
      parameters: z.record(z.string(), z.string()),
    })
    .nullable(),
  lookBackCutShort: z.boolean(),
  clocks: z.array(clockShape),
  commands: z.array(possibleCommandShape),
  problemTypesOffered: z.array(problemTypeShape),
  evidenceColumns: z.array(evidenceColumnShape),
  answers: z.array(answerShape),
  attachments: z.array(attachmentShape),
  linked: z.array(
    z.object({
      /** Null for another agency's alert where the reader is an agency: of that it learns only the name. */
      number: z.string().nullable(),
      id: idShape.nullable(),
      agency: z.string(),
      agencyName: z.string(),
      state: alertStateShape.nullable(),
    }),
  ),
  recurrenceOf: z.object({ id: idShape, number: z.string() }).nullable(),
  /** The external data that the alert rests on, with the day on which the package that its run read arrived. */
  externalData: z.array(z.object({ table: z.string(), title: z.string(), period: periodShape, arrivedOn: dayShape })),
  turn: z.enum(['supervision', 'agency', 'nobody']),
  /** The evidence names the reader's own work: a colleague verifies it. */
  involved: z.boolean(),
  /** The case that it is in; an agency learns number and title only. */
  case: z.object({ id: idShape.nullable(), number: z.string(), title: z.string() }).nullable(),
  /** Inspections that it is linked to; the office's own. */
  inspections: z.array(z.object({ id: idShape, number: z.string(), title: z.string() })),
  /** On an alert by hand: what was found and where it comes from; of a complaint an agency does not learn that. */
  byHand: z
    .object({
      found: z.string(),
      source: z.object({ kind: z.enum(alertSources), number: z.string(), on: dayShape }).nullable(),
      raisedBy: z.string().nullable(),
      files: z.array(attachmentShape),
    })
    .nullable(),
});

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader', 'agency_handler', 'agency_head'] as const;
/** A department reads the alerts that it is asked about. */
const readersAndAsked = [...readers, 'line_department'] as const;
const unmaskers = ['supervision_officer', 'supervision_head', 'agency_handler', 'agency_head'] as const;
const alertParams = z.object({ alertId: idShape });

export const alertFilterShape = z.object({
  bucket: alertBucketShape.optional(),
  state: listOf(alertStateShape),
  indicator: listOf(z.string().max(10)),
  agency: listOf(agencyShape),
  line: listOf(lineShape),
  severity: listOf(severityShape),
  /** Alerts with a live hit in the latest evaluation of this period. */
  period: periodShape.optional(),
  /** First period of the alert (what the overview counts by month). */
  firstPeriod: periodShape.optional(),
  /** What an evaluation of this id did to them. */
  raisedBy: idShape.optional(),
  extendedBy: idShape.optional(),
  withdrawnBy: idShape.optional(),
  /** By whose work it is on my side; what a colleague has for whom I stand in today is mine, too. */
  assigned: z.enum(assignedFilters).optional(),
  /** The person of my side whose work it is. */
  assignee: idShape.optional(),
  problemType: listOf(problemTypeShape),
  /** What a figure of a report counted (domain/report): `closed.202607-202612`. */
  counted: z
    .string()
    .refine((text) => readCounted(text) !== null)
    .optional(),
  /** The case that they are in; an agency finds none by it. */
  case: idShape.optional(),
  /** Alert number, subject number, or indicator code. */
  text: z.string().trim().max(60).optional(),
  /** `urgency`: overdue first, then due date, severity, amount (the work queue); `raised`: latest first. */
  order: z.enum(['urgency', 'raised']).default('urgency'),
});

export const alertRoutes = {
  listAlerts: route({
    name: 'listAlerts',
    method: 'GET',
    path: '/alerts',
    summary: 'Alerts by filters, keyset pages',
    access: readers,
    query: pageQueryShape.extend(alertFilterShape.shape),
    /** `totalIsLeast`: there are more than `total`; they are not counted to the end. */
    reply: pageOf(alertRowShape).extend({ totalIsLeast: z.boolean() }),
  }),
  countAlerts: route({
    name: 'countAlerts',
    method: 'GET',
    path: '/alert-counts',
    summary: 'How many alerts stand in each bucket for me',
    access: readers,
    query: alertFilterShape.pick({ assigned: true }),
    reply: z.object({
      counts: z.partialRecord(alertBucketShape, z.number().int()),
      open: z.number().int(),
      /** Open alerts by whose work they are, whatever the counts above are narrowed by. */
      assigned: z.record(z.enum(assignedFilters), z.number().int()),
      /** The absent colleagues for whom I stand in today. */
      standsInFor: z.array(z.string()),
    }),
  }),
  getAlert: route({
    name: 'getAlert',
    method: 'GET',
    path: '/alerts/:alertId',
    summary: 'One alert',
    access: readersAndAsked,
    params: alertParams,
    reply: alertDetailShape,
  }),
  listAlertHits: route({
    name: 'listAlertHits',
    method: 'GET',
    path: '/alerts/:alertId/hits',
    summary: 'The rows behind an alert, personal columns masked',
    access: readersAndAsked,
    params: alertParams,
    query: pageQueryShape,
    reply: pageOf(alertHitShape),
  }),
  unmaskAlertHits: route({
    name: 'unmaskAlertHits',
    method: 'POST',
    path: '/alerts/:alertId/unmasked-hits',
    summary: 'The rows behind an alert with personal data; needs a reason and is logged',
    access: unmaskers,
    params: alertParams,
    query: pageQueryShape,
    body: z.object({ reason: z.string().trim().min(2).max(500) }),
    reply: pageOf(alertHitShape),
  }),
  listAlertEvents: route({
    name: 'listAlertEvents',
    method: 'GET',
    path: '/alerts/:alertId/events',
    summary: 'The timeline',
    access: readersAndAsked,
    params: alertParams,
    reply: z.object({ events: z.array(alertEventShape) }),
  }),
} as const;

import { z } from 'zod';
import { submissionNoticeKinds } from '../collect/submission-notices.js';
import { route } from './contract.js';
import {
  agencyShape,
  datasetShape,
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  lineShape,
  listOf,
  namedShape,
  pageOf,
  pageQueryShape,
  periodShape,
} from './shapes.js';

export const submissionStateShape = z.enum(['received', 'accepted', 'refused']);
/** A cell of the arrival board; `expected` is false where nothing is due. */
export const arrivalStateShape = z.enum(['waiting', 'received', 'refused', 'on_time', 'late', 'not_expected']);

export const arrivalBoardShape = z.object({
  period: periodShape,
  /** The day after rolling by the working-day calendar (null while the year has none), and as the rule writes it. */
  dueOn: dayShape.nullable(),
  nominalDueOn: dayShape,
  calendarVersion: z.string(),
  workingDaysLeft: z.number().int().nullable(),
  /** The due day of the month as the rule writes it. */
  dueDay: z.number().int(),
  roll: z.boolean(),
  /** Last day before the lock: from the next day on the month may be closed, and what arrives is marked. */
  lockedOn: dayShape.nullable(),
  workingDaysToLock: z.number().int().nullable(),
  listKnown: z.boolean(),
  columns: z.array(z.object({ line: lineShape, lineName: z.string(), dataset: datasetShape })),
  rows: z.array(
    z.object({
      agency: z.object({ code: agencyShape, name: z.string() }),
      cells: z.array(
        z.object({
          line: lineShape,
          dataset: datasetShape,
          state: arrivalStateShape,
          submissionId: idShape.nullable(),
          version: z.number().int().nullable(),
          arrivedAt: instantShape.nullable(),
          errors: z.number().int(),
          daysLate: z.number().int().nullable(),
          /** Something arrived when the month was locked. */
          afterLock: z.boolean(),
          /** A version replaces another, and nobody has said why yet. */
          owesReason: z.boolean(),
        }),
      ),
    }),
  ),
  totals: z.record(arrivalStateShape, z.number().int()),
  /** Notices about what was still owed, by kind and agency, latest first. */
  notices: z.array(
    z.object({
      kind: z.enum(submissionNoticeKinds),
      agency: z.object({ code: agencyShape, name: z.string() }),
      dueOn: dayShape,
      writtenAt: instantShape,
      items: z.array(z.object({ line: lineShape, dataset: datasetShape })),
    }),
  ),
});

export const submissionShape = z.object({
  id: idShape,
  agency: z.object({ code: agencyShape, name: z.string() }),
  line: lineShape,
  dataset: datasetShape,
  period: periodShape,
  version: z.number().int(),
  state: submissionStateShape,
  onTime: z.boolean().nullable(),
  /** The day as the rule writes it, and after rolling; null while the year has no calendar. */
  nominalDueOn: dayShape,
  dueOn: dayShape.nullable(),
  /** Last day before the month is locked. */
  lockedOn: dayShape.nullable(),
  /** It arrived when the month was locked. */
  afterLock: z.boolean(),
  source: z.enum(['exchange', 'package', 'history']),
  sentBy: z.string(),
  sentAt: instantShape,
  arrivedAt: instantShape,
  decidedAt: instantShape.nullable(),
  rows: z.number().int(),
  errors: z.number().int(),
  /** It replaces an accepted version, and nobody has said why yet. */
  owesReason: z.boolean(),
});

export const submissionCheckShape = z.object({
  checkCode: z.string(),
  file: z.string().nullable(),
  table: z.string().nullable(),
  row: z.number().int().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.object({ zh: z.string(), en: z.string() }),
});

export const packageUploadShape = z.object({
  id: idShape,
  fileName: z.string(),
  bytes: z.number().int(),
  uploadedAt: instantShape,
  uploadedBy: z.string(),
  /** Sent through the browser, or found in the watched folder. */
  origin: z.enum(['browser', 'folder']),
  /** Why it is sent again, where its sender said so. */
  reason: z.string().nullable(),
  state: z.enum(['waiting', 'checking', 'accepted', 'refused', 'already_here', 'failed']),
  submissionId: idShape.nullable(),
  /** Errors that concern the package as a whole (it could not even be read as a submission). */
  problems: z.array(submissionCheckShape),
});

/** Who reads submissions; an agency its own. */
export const supervisionAndAgency = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'data_steward',
  'agency_handler',
  'agency_head',
  'information_institution',
  'administrator',
] as const;

const packageReaders = [
  'supervision_officer',
  'supervision_head',
  'data_steward',
  'administrator',
  'agency_handler',
  'agency_head',
  'information_institution',
] as const;

export const collectRoutes = {
  listPeriods: route({
    name: 'listPeriods',
    method: 'GET',
    path: '/periods',
    summary: 'The periods that are known, latest first, and the one at work now',
    access: 'session',
    reply: z.object({ periods: z.array(periodShape), current: periodShape }),
  }),
  getArrivalBoard: route({
    name: 'getArrivalBoard',
    method: 'GET',
    path: '/arrival-board',
    summary: 'agency × line × dataset of a period: waiting, received, refused, on time or late',
    access: supervisionAndAgency,
    query: z.object({ period: periodShape }),
    reply: arrivalBoardShape,
  }),
  listSubmissions: route({
    name: 'listSubmissions',
    method: 'GET',
    path: '/submissions',
    summary: 'Submissions, latest arrival first',
    access: supervisionAndAgency,
    query: pageQueryShape.extend({
      period: periodShape.optional(),
      agency: agencyShape.optional(),
      line: lineShape.optional(),
      dataset: datasetShape.optional(),
      state: listOf(submissionStateShape),
    }),
    reply: pageOf(submissionShape),
  }),
  getSubmission: route({
    name: 'getSubmission',
    method: 'GET',
    path: '/submissions/:submissionId',
    summary: 'One submission with its tables',
    access: supervisionAndAgency,
    params: z.object({ submissionId: idShape }),
    reply: submissionShape.extend({
      /** The package that it came as, where it came as one. */
      package: z.object({ fileName: z.string(), bytes: z.number().int() }).nullable(),
      tables: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          rows: z.number().int(),
          controlTotals: z.record(z.string(), decimalShape),
          errors: z.number().int(),
          /** In the version that counts of the month before; null where that lacks the table, or is missing itself. */
          rowsMonthBefore: z.number().int().nullable(),
        }),
      ),
    }),
  }),
  listSubmissionChecks: route({
    name: 'listSubmissionChecks',
    method: 'GET',
    path: '/submissions/:submissionId/checks',
    summary: "A refusal's errors",
    access: supervisionAndAgency,
    params: z.object({ submissionId: idShape }),
    query: pageQueryShape,
    reply: pageOf(submissionCheckShape),
  }),
  listPackages: route({
    name: 'listPackages',
    method: 'GET',
    path: '/packages',
    summary: 'Uploaded packages and how far their check is',
    access: packageReaders,
    query: pageQueryShape,
    reply: pageOf(packageUploadShape),
  }),
  getPackage: route({
    name: 'getPackage',
    method: 'GET',
    path: '/packages/:packageId',
    summary: 'One uploaded package',
    access: packageReaders,
    params: z.object({ packageId: idShape }),
    reply: packageUploadShape,
  }),
  listLines: route({
    name: 'listLines',
    method: 'GET',
    path: '/lines',
    summary: 'Insurance lines',
    access: 'session',
    reply: z.object({ lines: z.array(namedShape) }),
  }),
} as const;

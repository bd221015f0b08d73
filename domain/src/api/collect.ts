import { z } from 'zod';
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
  /** The 15th as written, and the day after rolling by the working-day calendar; null while the year has no calendar. */
  dueOn: dayShape.nullable(),
  nominalDueOn: dayShape,
  calendarVersion: z.string(),
  workingDaysLeft: z.number().int().nullable(),
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
        }),
      ),
    }),
  ),
  totals: z.record(arrivalStateShape, z.number().int()),
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
  source: z.enum(['exchange', 'package', 'history']),
  sentBy: z.string(),
  sentAt: instantShape,
  arrivedAt: instantShape,
  decidedAt: instantShape.nullable(),
  rows: z.number().int(),
  errors: z.number().int(),
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
  state: z.enum(['waiting', 'checking', 'accepted', 'refused', 'already_here', 'failed']),
  submissionId: idShape.nullable(),
  /** Errors that concern the package as a whole (it could not even be read as a submission). */
  problems: z.array(submissionCheckShape),
});

export const exchangeSourceShape = z.object({
  name: z.string(),
  lastPullAt: instantShape.nullable(),
  lastSuccessAt: instantShape.nullable(),
  lastError: z.string().nullable(),
  failures: z.number().int(),
  /** Null with several sources: a submission does not say which one it came from. */
  accepted: z.number().int().nullable(),
  refused: z.number().int().nullable(),
});

const supervisionAndAgency = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'agency_handler',
  'agency_head',
  'information_institution',
  'administrator',
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
      tables: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          rows: z.number().int(),
          controlTotals: z.record(z.string(), decimalShape),
          errors: z.number().int(),
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
  uploadPackage: route({
    name: 'uploadPackage',
    method: 'POST',
    path: '/packages',
    summary: 'Upload a data package (.zip); it is kept as an object and checked by a job',
    access: ['agency_handler', 'agency_head', 'information_institution'],
    kind: 'upload',
    reply: packageUploadShape,
  }),
  listPackages: route({
    name: 'listPackages',
    method: 'GET',
    path: '/packages',
    summary: 'Uploaded packages and how far their check is',
    access: ['agency_handler', 'agency_head', 'information_institution', 'administrator'],
    query: pageQueryShape,
    reply: pageOf(packageUploadShape),
  }),
  getPackage: route({
    name: 'getPackage',
    method: 'GET',
    path: '/packages/:packageId',
    summary: 'One uploaded package',
    access: ['agency_handler', 'agency_head', 'information_institution', 'administrator'],
    params: z.object({ packageId: idShape }),
    reply: packageUploadShape,
  }),
  listExchangeSources: route({
    name: 'listExchangeSources',
    method: 'GET',
    path: '/exchange-sources',
    summary: 'The configured exchange databases and their last pull',
    access: ['supervision_officer', 'supervision_head', 'administrator', 'information_institution'],
    reply: z.object({ sources: z.array(exchangeSourceShape) }),
  }),
  pullExchangeSource: route({
    name: 'pullExchangeSource',
    method: 'POST',
    path: '/exchange-sources/:name/pull',
    summary: 'Pull a source now',
    access: ['supervision_officer', 'supervision_head', 'administrator'],
    params: z.object({ name: z.string().max(60) }),
    reply: z.object({ queued: z.boolean() }),
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

import { z } from 'zod';
import { longestReason } from '../collect/index.js';
import { unmaskingRoles } from '../identity/index.js';
import { submissionStateShape, supervisionAndAgency } from './collect.js';
import { route } from './contract.js';
import { decimalShape, idShape, instantShape, pageOf, pageQueryShape } from './shapes.js';

const submissionParams = z.object({ submissionId: idShape });
const tableParams = submissionParams.extend({ table: z.string().regex(/^[a-z][a-z_]{0,59}$/) });
/** Why somebody looks at personal data; kept with the look. */
const lookShape = z.object({ reason: z.string().trim().max(1000) });

/** One version of the same agency, line, dataset and period. */
export const submissionVersionShape = z.object({
  id: idShape,
  version: z.number().int(),
  state: submissionStateShape,
  onTime: z.boolean().nullable(),
  arrivedAt: instantShape,
  decidedAt: instantShape.nullable(),
  rows: z.number().int(),
  errors: z.number().int(),
  /** The version that it replaces; null for the first accepted one and for a refused one. */
  replaces: z.number().int().nullable(),
  /** Replaces a version, and nobody has said why yet. */
  owesReason: z.boolean(),
  reason: z.string().nullable(),
  reasonBy: z.string().nullable(),
  reasonAt: instantShape.nullable(),
});

export const tableDifferenceShape = z.object({
  table: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'same', 'done', 'failed']),
  /** Null where that version does not have the table. */
  rowsBefore: z.number().int().nullable(),
  rowsAfter: z.number().int().nullable(),
  controlTotalsBefore: z.record(z.string(), decimalShape).nullable(),
  controlTotalsAfter: z.record(z.string(), decimalShape).nullable(),
  /** Null until it is compared. */
  added: z.number().int().nullable(),
  removed: z.number().int().nullable(),
  changed: z.number().int().nullable(),
});

const cellsShape = z.record(z.string(), z.string().nullable());
export const differingRowShape = z.object({
  kind: z.enum(['changed', 'added', 'removed']),
  key: cellsShape,
  /** Of a changed row the columns that differ, of an added or removed one all that have a value. */
  before: cellsShape.nullable(),
  after: cellsShape.nullable(),
});

/** Values by field name, as text. */
export const factRowShape = z.object({ place: z.number().int(), values: cellsShape });

const factQuery = pageQueryShape.extend({
  /** Only rows in which a number (primary key, or person, employer, staff) begins so. */
  startsWith: z.string().trim().max(60).optional(),
});

export const versionRoutes = {
  listSubmissionVersions: route({
    name: 'listSubmissionVersions',
    method: 'GET',
    path: '/submissions/:submissionId/versions',
    summary: 'Every version of the same submission, latest first, with the reasons for sending again',
    access: supervisionAndAgency,
    params: submissionParams,
    reply: z.object({ versions: z.array(submissionVersionShape) }),
  }),
  stateSubmissionReason: route({
    name: 'stateSubmissionReason',
    method: 'PUT',
    path: '/submissions/:submissionId/reason',
    summary: 'Say why a version was sent again; every statement stays in the audit',
    access: ['agency_handler', 'agency_head', 'information_institution'],
    params: submissionParams,
    body: z.object({ reason: z.string().max(longestReason) }),
    reply: submissionVersionShape,
  }),
  listSubmissionDifferences: route({
    name: 'listSubmissionDifferences',
    method: 'GET',
    path: '/submissions/:submissionId/differences',
    summary: 'What a version changed against the one it replaces, table by table',
    access: supervisionAndAgency,
    params: submissionParams,
    reply: z.object({
      replaces: z.object({ id: idShape, version: z.number().int() }).nullable(),
      tables: z.array(tableDifferenceShape),
    }),
  }),
  listDifferingRows: route({
    name: 'listDifferingRows',
    method: 'GET',
    path: '/submissions/:submissionId/differences/:table/rows',
    summary: 'The first rows of a table that differ, personal columns masked',
    access: supervisionAndAgency,
    params: tableParams,
    query: pageQueryShape,
    reply: pageOf(differingRowShape),
  }),
  unmaskDifferingRows: route({
    name: 'unmaskDifferingRows',
    method: 'POST',
    path: '/submissions/:submissionId/differences/:table/rows/unmask',
    summary: 'The same with personal columns; the look and its reason are logged',
    access: unmaskingRoles,
    params: tableParams,
    query: pageQueryShape,
    body: lookShape,
    reply: pageOf(differingRowShape),
  }),
  listFactRows: route({
    name: 'listFactRows',
    method: 'GET',
    path: '/submissions/:submissionId/tables/:table/rows',
    summary: 'Rows of a table of an accepted version, personal columns masked',
    access: supervisionAndAgency,
    params: tableParams,
    query: factQuery,
    reply: pageOf(factRowShape),
  }),
  unmaskFactRows: route({
    name: 'unmaskFactRows',
    method: 'POST',
    path: '/submissions/:submissionId/tables/:table/rows/unmask',
    summary: 'The same with personal columns; the look and its reason are logged',
    access: unmaskingRoles,
    params: tableParams,
    query: factQuery,
    body: lookShape,
    reply: pageOf(factRowShape),
  }),
  downloadFactTable: route({
    name: 'downloadFactTable',
    method: 'GET',
    path: '/submissions/:submissionId/tables/:table/csv',
    summary: 'A table of an accepted version as CSV, personal columns masked',
    access: supervisionAndAgency,
    kind: 'download',
    params: tableParams,
  }),
  downloadUnmaskedFactTable: route({
    name: 'downloadUnmaskedFactTable',
    method: 'POST',
    path: '/submissions/:submissionId/tables/:table/csv/unmask',
    summary: 'The same with personal columns; the download and its reason are logged',
    access: unmaskingRoles,
    kind: 'download',
    params: tableParams,
    body: lookShape,
  }),
  downloadSubmittedPackage: route({
    name: 'downloadSubmittedPackage',
    method: 'POST',
    path: '/submissions/:submissionId/package',
    summary: 'The package as it was sent, unmasked; supervision gives a reason, which is logged',
    access: unmaskingRoles,
    kind: 'download',
    params: submissionParams,
    body: lookShape,
  }),
  downloadSubmissionChecks: route({
    name: 'downloadSubmissionChecks',
    method: 'GET',
    path: '/submissions/:submissionId/checks/csv',
    summary: 'All kept errors of a refusal as CSV',
    access: supervisionAndAgency,
    kind: 'download',
    params: submissionParams,
    query: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
  }),
} as const;

import { z } from 'zod';
import { documentFormats, documentKinds } from '../documents/index.js';
import { route } from './contract.js';
import { reasonShape } from './dispatch.js';
import { idShape, instantShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const agency = ['agency_handler', 'agency_head'] as const;
const readers = [...office, 'bureau_leader', ...agency] as const;
const alertParams = z.object({ alertId: idShape });

export const documentKindShape = z.enum(documentKinds);
export const documentFormatShape = z.enum(documentFormats);

/** A paper that was made. */
export const documentShape = z.object({
  id: idShape,
  kind: documentKindShape,
  alertId: idShape.nullable(),
  branchId: idShape.nullable(),
  number: z.string(),
  /** Made again: the number stays, this rises. */
  revision: z.number().int(),
  formats: z.array(documentFormatShape),
  /** 0: the delivered template. */
  templateVersion: z.number().int(),
  madeBy: z.string(),
  madeAt: instantShape,
});

/** A paper that this person may make now; made again where one of it is there already. */
export const possibleDocumentShape = z.object({
  kind: documentKindShape,
  branchId: idShape.nullable(),
  /** The number that it has already; null before the first. */
  number: z.string().nullable(),
});

/** What the maker says beyond what the records know; the kind names its fields (domain/documents documentRules). */
const inputsShape = z.record(z.string().max(40), z.string().max(4000)).default({});

export const templateVersionShape = z.object({
  version: z.number().int(),
  /** Back to the delivered template. */
  delivered: z.boolean(),
  fileName: z.string().nullable(),
  bytes: z.number().int().nullable(),
  note: z.string(),
  uploadedBy: z.string(),
  uploadedAt: instantShape,
});
export const documentTemplateShape = z.object({
  kind: documentKindShape,
  /** 0 where the delivered template is used. */
  inForce: z.number().int(),
  tags: z.array(z.object({ name: z.string(), row: z.array(z.string()).nullable(), required: z.boolean() })),
  /** The highest first. */
  versions: z.array(templateVersionShape),
});

/** Half of a year, or the whole of it. */
const summaryPeriodShape = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  half: z.enum(['first', 'second', 'whole']),
});

export const documentRoutes = {
  listDocuments: route({
    name: 'listDocuments',
    method: 'GET',
    path: '/alerts/:alertId/documents',
    summary: 'The papers of an alert, and those that I may make now',
    access: [...readers, 'line_department'],
    params: alertParams,
    reply: z.object({ documents: z.array(documentShape), possible: z.array(possibleDocumentShape) }),
  }),
  makeDocument: route({
    name: 'makeDocument',
    method: 'POST',
    path: '/alerts/:alertId/documents',
    summary: 'Make a paper of an alert or of one of its branches',
    access: [...office, ...agency],
    params: alertParams,
    body: z.object({ kind: documentKindShape, branchId: idShape.nullable().default(null), inputs: inputsShape }),
    reply: documentShape,
  }),
  downloadDocument: route({
    name: 'downloadDocument',
    method: 'GET',
    path: '/documents/:documentId/:format',
    summary: 'A paper as .docx or .pdf; each download is logged',
    access: [...readers, 'line_department'],
    kind: 'download',
    params: z.object({ documentId: idShape, format: documentFormatShape }),
  }),
  listSummaryDocuments: route({
    name: 'listSummaryDocuments',
    method: 'GET',
    path: '/summary-documents',
    summary: 'Half-year and annual summaries that were made',
    access: [...office, 'bureau_leader'],
    reply: z.object({ documents: z.array(documentShape.extend({ from: z.string(), to: z.string() })) }),
  }),
  makeSummaryDocument: route({
    name: 'makeSummaryDocument',
    method: 'POST',
    path: '/summary-documents',
    summary: 'Make the summary of half a year or a year (津16)',
    access: office,
    body: summaryPeriodShape,
    reply: documentShape.extend({ from: z.string(), to: z.string() }),
  }),
  listDocumentTemplates: route({
    name: 'listDocumentTemplates',
    method: 'GET',
    path: '/document-templates',
    summary: 'The template of each kind, its tags and its versions',
    access: [...office, 'bureau_leader'],
    reply: z.object({ templates: z.array(documentTemplateShape) }),
  }),
  downloadDocumentTemplate: route({
    name: 'downloadDocumentTemplate',
    method: 'GET',
    path: '/document-templates/:kind/versions/:version',
    summary: 'A template for editing in Word or WPS; version 0 is the delivered one',
    access: [...office, 'bureau_leader'],
    kind: 'download',
    params: z.object({ kind: documentKindShape, version: z.coerce.number().int().min(0) }),
  }),
  uploadDocumentTemplate: route({
    name: 'uploadDocumentTemplate',
    method: 'POST',
    path: '/document-templates/:kind',
    summary: 'Bring an edited template; it is tried first and used from then on',
    access: office,
    kind: 'upload',
    params: z.object({ kind: documentKindShape }),
    reply: documentTemplateShape,
  }),
  restoreDocumentTemplate: route({
    name: 'restoreDocumentTemplate',
    method: 'POST',
    path: '/document-templates/:kind/restore',
    summary: 'Use an earlier version again; 0 is the delivered one',
    access: office,
    params: z.object({ kind: documentKindShape }),
    body: z.object({ version: z.number().int().min(0), reason: reasonShape }),
    reply: documentTemplateShape,
  }),
} as const;

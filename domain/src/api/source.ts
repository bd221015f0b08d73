import { z } from 'zod';
import { longestReason, sourceMappingShape } from '../collect/index.js';
import { route } from './contract.js';
import { idShape, instantShape, periodShape } from './shapes.js';

const reasonShape = z.string().max(longestReason);
const nameShape = z.string().min(1).max(60);

export const exchangeSourceShape = z.object({
  name: z.string(),
  lastPullAt: instantShape.nullable(),
  lastSuccessAt: instantShape.nullable(),
  lastError: z.string().nullable(),
  failures: z.number().int(),
  /** What its account may change in the source; it should be nothing. Null: not looked yet. */
  writePrivileges: z.array(z.string()).nullable(),
  /** 0: it is read by the standard's names. */
  mappingRevision: z.number().int(),
  accepted: z.number().int(),
  refused: z.number().int(),
});

const mappingProblemShape = z.object({
  code: z.string(),
  table: z.string().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.object({ zh: z.string(), en: z.string() }),
});

const resolvedTableShape = z.object({
  name: z.string(),
  /** Its name in the source; null when the source does not have it. */
  table: z.string().nullable(),
  columns: z.array(
    z.object({
      field: z.string(),
      column: z.string(),
      type: z.string(),
      by: z.enum(['mapping', 'name', 'code']),
      codes: z.record(z.string(), z.string()).nullable(),
    }),
  ),
  problems: z.array(mappingProblemShape),
  unused: z.array(z.string()),
});

const mappingRevisionShape = z.object({
  revision: z.number().int(),
  mapping: sourceMappingShape,
  reason: z.string(),
  madeBy: z.string(),
  madeAt: instantShape,
});

const folderOutcomeShape = z.enum(['accepted', 'returned', 'quarantined']);

/** The upload protocol tus 1.0.0 (https://tus.io): offsets and lengths travel in its headers. */
export const resumableUploadShape = z.object({
  id: idShape,
  fileName: z.string(),
  bytes: z.number().int(),
  /** What has arrived so far. */
  received: z.number().int(),
  reason: z.string().nullable(),
  begunAt: instantShape,
});

const readers = [
  'supervision_officer',
  'supervision_head',
  'data_steward',
  'administrator',
  'information_institution',
] as const;
const pullers = ['supervision_officer', 'supervision_head', 'data_steward', 'administrator'] as const;
const mappers = ['data_steward', 'administrator'] as const;
const senders = ['agency_handler', 'agency_head', 'information_institution'] as const;

export const sourceRoutes = {
  listExchangeSources: route({
    name: 'listExchangeSources',
    method: 'GET',
    path: '/exchange-sources',
    summary: 'The configured exchange databases, their last pull, and what their accounts may do',
    access: readers,
    reply: z.object({ sources: z.array(exchangeSourceShape) }),
  }),
  pullExchangeSource: route({
    name: 'pullExchangeSource',
    method: 'POST',
    path: '/exchange-sources/:name/pull',
    summary: 'Pull a source now',
    access: pullers,
    params: z.object({ name: nameShape }),
    reply: z.object({ queued: z.boolean() }),
  }),
  getSourceMapping: route({
    name: 'getSourceMapping',
    method: 'GET',
    path: '/exchange-sources/:name/mapping',
    summary: 'How a source is read: schema, tables, columns and codes, with the revisions before',
    access: readers,
    params: z.object({ name: nameShape }),
    reply: z.object({
      name: z.string(),
      revision: z.number().int(),
      mapping: sourceMappingShape,
      revisions: z.array(mappingRevisionShape),
    }),
  }),
  checkSourceMapping: route({
    name: 'checkSourceMapping',
    method: 'POST',
    path: '/exchange-sources/:name/mapping/check',
    summary: 'Hold a mapping against the live source without saving it',
    access: mappers,
    params: z.object({ name: nameShape }),
    body: z.object({ mapping: sourceMappingShape }),
    reply: z.object({
      schema: z.string(),
      submission: resolvedTableShape,
      tables: z.array(resolvedTableShape),
      writePrivileges: z.array(z.string()),
    }),
  }),
  saveSourceMapping: route({
    name: 'saveSourceMapping',
    method: 'PUT',
    path: '/exchange-sources/:name/mapping',
    summary: 'Save a mapping as the next revision',
    access: mappers,
    params: z.object({ name: nameShape }),
    body: z.object({
      mapping: sourceMappingShape,
      /** The revision that it changes. */
      revision: z.number().int().min(0),
      reason: reasonShape,
    }),
    reply: z.object({ revision: z.number().int() }),
  }),
  getWatchedFolder: route({
    name: 'getWatchedFolder',
    method: 'GET',
    path: '/watched-folder',
    summary: 'The watched folder: the last look, what waits there, what was quarantined and why',
    access: readers,
    reply: z.object({
      /** Null: switched off. */
      path: z.string().nullable(),
      lookedAt: instantShape.nullable(),
      problem: z.string().nullable(),
      waiting: z.array(
        z.object({ name: z.string(), bytes: z.number().int(), seenAt: instantShape, checking: z.boolean() }),
      ),
      settled: z.array(
        z.object({
          name: z.string(),
          outcome: folderOutcomeShape,
          reason: z.object({ zh: z.string(), en: z.string() }).nullable(),
          movedTo: z.string().nullable(),
          settledAt: instantShape,
          packageId: idShape.nullable(),
        }),
      ),
    }),
  }),
  listExternalFeeds: route({
    name: 'listExternalFeeds',
    method: 'GET',
    path: '/external-feeds',
    summary: 'External data by table: last arrival, its period and rows, and how long ago (DQ14)',
    access: readers,
    reply: z.object({
      /** A feed is stale after so many days. */
      staleAfterDays: z.number().int(),
      feeds: z.array(
        z.object({
          table: z.string(),
          title: z.string(),
          arrivedAt: instantShape.nullable(),
          period: periodShape.nullable(),
          rows: z.number().int().nullable(),
          days: z.number().int().nullable(),
          stale: z.boolean(),
          submissionId: idShape.nullable(),
        }),
      ),
    }),
  }),
  listUploads: route({
    name: 'listUploads',
    method: 'GET',
    path: '/uploads',
    summary: 'Your own uploads that are not finished',
    access: senders,
    reply: z.object({ uploads: z.array(resumableUploadShape), largest: z.number().int() }),
  }),
  beginUpload: route({
    name: 'beginUpload',
    method: 'POST',
    path: '/uploads',
    summary:
      'Begin an upload of a data package (tus: Upload-Length, Upload-Metadata with filename and, if sent again, reason); answers 201 with Location',
    access: senders,
    kind: 'tus',
  }),
  getUploadOffset: route({
    name: 'getUploadOffset',
    method: 'HEAD',
    path: '/uploads/:uploadId',
    summary: 'How much of an upload has arrived (tus: Upload-Offset)',
    access: senders,
    params: z.object({ uploadId: idShape }),
    kind: 'tus',
  }),
  sendUpload: route({
    name: 'sendUpload',
    method: 'PATCH',
    path: '/uploads/:uploadId',
    summary: 'Send bytes from an offset on (tus: Upload-Offset); the last one makes it a package of the same id',
    access: senders,
    params: z.object({ uploadId: idShape }),
    kind: 'tus',
  }),
  cancelUpload: route({
    name: 'cancelUpload',
    method: 'DELETE',
    path: '/uploads/:uploadId',
    summary: 'Give an unfinished upload up (tus)',
    access: senders,
    params: z.object({ uploadId: idShape }),
    kind: 'tus',
  }),
} as const;

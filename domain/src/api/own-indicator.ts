import { z } from 'zod';
import { draftCheckFailures, draftCheckStates, draftFiles, longestDraftText } from '../evaluate/own-indicator.js';
import { route } from './contract.js';
import { draftCaseShape } from './own-case.js';
import { datasetShape, idShape, instantShape } from './shapes.js';
import { indicatorVersionShape } from './tuning.js';

const draftParams = z.object({ draftId: idShape });
const textShape = z.string().max(longestDraftText);
const revisionShape = z.number().int().min(1);

const draftRowShape = z.object({
  id: idShape,
  code: z.string(),
  /** Of the last sound texts. */
  title: z.object({ zh: z.string(), en: z.string() }).nullable(),
  author: z.string(),
  /** Only its author changes, checks, submits or removes it. */
  mine: z.boolean(),
  revision: revisionShape,
  updatedAt: instantShape,
  checkState: z.enum(draftCheckStates),
  checkRevision: revisionShape.nullable(),
  checkedAt: instantShape.nullable(),
  /** The texts as they stand were checked, and every case was as expected. */
  passed: z.boolean(),
  /** The version that it was last submitted as. */
  versionId: idShape.nullable(),
});

export const indicatorDraftShape = draftRowShape.extend({
  document: z.string(),
  query: z.string(),
  cases: z.string(),
  check: z
    .object({
      problems: z.array(z.object({ file: z.enum(draftFiles), line: z.number().int().nullable(), message: z.string() })),
      cases: z.array(draftCaseShape),
      failure: z.enum(draftCheckFailures).nullable(),
    })
    .nullable(),
});

const writers = ['supervision_officer', 'supervision_head'] as const;

export const ownIndicatorRoutes = {
  getFactDictionary: route({
    name: 'getFactDictionary',
    method: 'GET',
    path: '/fact-dictionary',
    summary: 'Every table, column and function that the query of an indicator may use',
    access: writers,
    reply: z.object({
      tables: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          kind: z.enum(['run', 'facts', 'system', 'statutory']),
          dataset: datasetShape.nullable(),
          columns: z.array(z.object({ name: z.string(), type: z.string(), title: z.string(), personal: z.boolean() })),
        }),
      ),
      preludeFunctions: z.array(z.string()),
      functions: z.array(z.string()),
      contractColumns: z.array(z.string()),
      bases: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  }),
  listIndicatorDrafts: route({
    name: 'listIndicatorDrafts',
    method: 'GET',
    path: '/indicator-drafts',
    summary: 'Drafts of the office’s own indicators, the latest touched first',
    access: writers,
    reply: z.object({ drafts: z.array(draftRowShape) }),
  }),
  createIndicatorDraft: route({
    name: 'createIndicatorDraft',
    method: 'POST',
    path: '/indicator-drafts',
    summary: 'Begin an indicator of the office, with texts to fill in or those of another draft',
    access: writers,
    body: z.object({ code: z.string().max(10), copyOf: idShape.optional() }),
    reply: indicatorDraftShape,
  }),
  getIndicatorDraft: route({
    name: 'getIndicatorDraft',
    method: 'GET',
    path: '/indicator-drafts/:draftId',
    summary: 'A draft with its texts and what its last check found',
    access: writers,
    params: draftParams,
    reply: indicatorDraftShape,
  }),
  saveIndicatorDraft: route({
    name: 'saveIndicatorDraft',
    method: 'PUT',
    path: '/indicator-drafts/:draftId',
    summary: 'Keep what is typed, whatever it is',
    access: writers,
    params: draftParams,
    body: z.object({ revision: revisionShape, document: textShape, query: textShape, cases: textShape }),
    reply: indicatorDraftShape,
  }),
  deleteIndicatorDraft: route({
    name: 'deleteIndicatorDraft',
    method: 'DELETE',
    path: '/indicator-drafts/:draftId',
    summary: 'Remove a draft; what was submitted of it stays',
    access: writers,
    params: draftParams,
  }),
  checkIndicatorDraft: route({
    name: 'checkIndicatorDraft',
    method: 'POST',
    path: '/indicator-drafts/:draftId/check',
    summary: 'Have a draft checked and its cases run, as it stands',
    access: writers,
    params: draftParams,
    body: z.object({ revision: revisionShape }),
    reply: indicatorDraftShape,
  }),
  submitIndicatorDraft: route({
    name: 'submitIndicatorDraft',
    method: 'POST',
    path: '/indicator-drafts/:draftId/submission',
    summary: 'Propose a draft whose cases have passed; another person decides',
    access: writers,
    params: draftParams,
    body: z.object({
      revision: revisionShape,
      status: z.enum(['trial', 'active']),
      reason: z.string().trim().max(2000),
    }),
    reply: indicatorVersionShape,
  }),
} as const;

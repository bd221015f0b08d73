import { z } from 'zod';
import { factKindNames } from '../accountability/index.js';
import { attachmentShape } from './alert.js';
import { route } from './contract.js';
import { reasonShape } from './dispatch.js';
import {
  agencyShape,
  datasetShape,
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  lineShape,
  pageOf,
  pageQueryShape,
  periodShape,
} from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
/** An agency reads its own row, and nothing of another's. */
const readers = [...office, 'bureau_leader', 'agency_handler', 'agency_head'] as const;

const placeShape = z.object({ code: agencyShape, name: z.string() });
export const accountabilityItemShape = z.coerce.number().int().min(1).max(8);
export const factKindShape = z.enum(factKindNames);
/** Months in which something was due or happened, both included; at most 36. */
const monthsShape = z.object({ from: periodShape, to: periodShape });
const entryParams = z.object({ entryId: idShape });

/** One fact, and the record that shows it. */
export const accountabilityFactShape = z.object({
  key: z.string(),
  kind: factKindShape,
  agency: placeShape,
  line: lineShape.nullable(),
  /** The day by which it is counted: when it was due, or when it happened. */
  on: dayShape,
  /** A submission, or one that is expected and not here (`id` null). */
  submission: z
    .object({
      id: idShape.nullable(),
      dataset: datasetShape,
      period: periodShape,
      version: z.number().int().nullable(),
    })
    .nullable(),
  alert: z.object({ id: idShape, number: z.string(), title: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
  dueOn: dayShape.nullable(),
  /** When it was done after all; null: not yet. */
  doneOn: dayShape.nullable(),
  /** The round of an answer. */
  round: z.number().int().nullable(),
  /** Errors of a refused version. */
  errors: z.number().int().nullable(),
  /** Yuan that the first answer confirmed, and that was confirmed later. */
  firstAmount: decimalShape.nullable(),
  laterAmount: decimalShape.nullable(),
});

export const accountabilityEntryShape = z.object({
  id: idShape,
  agency: placeShape,
  item: z.number().int(),
  /** The month in which it happened. */
  period: periodShape,
  facts: z.string(),
  /** The document or paper that it rests on. */
  source: z.string(),
  enteredBy: z.string(),
  enteredAt: instantShape,
  /** `corrected`: a newer entry stands in its place. */
  state: z.enum(['standing', 'corrected', 'withdrawn']),
  files: z.number().int(),
});

export const accountabilityEntryDetailShape = accountabilityEntryShape.extend({
  /** The entry that it stands in the place of, and why. */
  corrects: idShape.nullable(),
  correctionReason: z.string().nullable(),
  correctedBy: idShape.nullable(),
  withdrawal: z.object({ reason: z.string(), by: z.string(), at: instantShape }).nullable(),
  /** Null: the papers stay with the office. */
  papers: z.array(attachmentShape).nullable(),
  /** This person may correct or withdraw it. */
  mayChange: z.boolean(),
});

const entryBody = z.object({
  item: accountabilityItemShape,
  period: periodShape,
  facts: z.string().trim().min(2).max(4000),
  source: z.string().trim().min(2).max(200),
});

export const accountabilityRoutes = {
  getAccountability: route({
    name: 'getAccountability',
    method: 'GET',
    path: '/accountability',
    summary: 'Facts and entries by agency and item of the article, over months; no judgement',
    access: readers,
    query: monthsShape,
    reply: z.object({
      asOf: instantShape,
      /** The office's first own month: nothing is said of submissions before it. Null: none was evaluated yet. */
      since: periodShape.nullable(),
      /** Months whose due day waits for a calendar: nothing is said of their submissions. */
      waitingForCalendar: z.array(periodShape),
      /** Figures that are not zero. */
      rows: z.array(
        z.object({
          agency: placeShape,
          facts: z.array(z.object({ kind: factKindShape, count: z.number().int() })),
          entries: z.array(z.object({ item: z.number().int(), count: z.number().int() })),
        }),
      ),
    }),
  }),
  listAccountabilityFacts: route({
    name: 'listAccountabilityFacts',
    method: 'GET',
    path: '/accountability/facts',
    summary: 'The submissions or alerts behind one figure, the latest first',
    access: readers,
    query: monthsShape.extend(pageQueryShape.shape).extend({ kind: factKindShape, agency: agencyShape.optional() }),
    reply: pageOf(accountabilityFactShape),
  }),
  listAccountabilityEntries: route({
    name: 'listAccountabilityEntries',
    method: 'GET',
    path: '/accountability/entries',
    summary: 'The register by hand, the latest month first; corrected and withdrawn entries stay in it',
    access: readers,
    query: pageQueryShape.extend({
      from: periodShape.optional(),
      to: periodShape.optional(),
      agency: agencyShape.optional(),
      item: accountabilityItemShape.optional(),
      state: z.enum(['standing', 'over']).optional(),
    }),
    reply: pageOf(accountabilityEntryShape),
  }),
  getAccountabilityEntry: route({
    name: 'getAccountabilityEntry',
    method: 'GET',
    path: '/accountability/entries/:entryId',
    summary: 'One entry with what it corrects or was corrected by, and its papers',
    access: readers,
    params: entryParams,
    reply: accountabilityEntryDetailShape,
  }),
  enterAccountability: route({
    name: 'enterAccountability',
    method: 'POST',
    path: '/accountability/entries',
    summary: 'Enter a fact by hand, with its source; it is never changed afterwards',
    access: office,
    body: entryBody.extend({ agency: agencyShape }),
    reply: accountabilityEntryShape,
  }),
  correctAccountability: route({
    name: 'correctAccountability',
    method: 'POST',
    path: '/accountability/entries/:entryId/correct',
    summary: 'Put a new entry in the place of one, with a reason; the old one stays readable',
    access: office,
    params: entryParams,
    body: entryBody.extend({ reason: reasonShape }),
    reply: accountabilityEntryShape,
  }),
  withdrawAccountability: route({
    name: 'withdrawAccountability',
    method: 'POST',
    path: '/accountability/entries/:entryId/withdraw',
    summary: 'Withdraw an entry with a reason; it stays readable and is not counted',
    access: office,
    params: entryParams,
    body: z.object({ reason: reasonShape }),
    reply: accountabilityEntryShape,
  }),
  addAccountabilityFile: route({
    name: 'addAccountabilityFile',
    method: 'POST',
    path: '/accountability/entries/:entryId/files',
    summary: 'Upload a paper that an entry rests on; it stays with the office',
    access: office,
    kind: 'upload',
    params: entryParams,
    reply: attachmentShape,
  }),
  getAccountabilityFile: route({
    name: 'getAccountabilityFile',
    method: 'GET',
    path: '/accountability/entries/:entryId/files/:fileId',
    summary: 'Download a paper of an entry; each look is logged',
    access: [...office, 'bureau_leader'],
    kind: 'download',
    params: entryParams.extend({ fileId: idShape }),
  }),
  exportAccountability: route({
    name: 'exportAccountability',
    method: 'GET',
    path: '/accountability-exports',
    summary: 'Figures, the facts behind them and the register as .xlsx, marked with who and when; logged',
    access: readers,
    kind: 'download',
    query: monthsShape.extend({ language: z.enum(['zh', 'en']).default('zh') }),
  }),
} as const;

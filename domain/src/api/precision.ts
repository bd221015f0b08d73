import { z } from 'zod';
import { route } from './contract.js';
import {
  agencyShape,
  alertStateShape,
  decimalShape,
  idShape,
  lineShape,
  periodShape,
  problemTypeShape,
  severityShape,
} from './shapes.js';

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader'] as const;

/** What became of the alerts raised in a span of months. */
export const precisionShape = z.object({
  raised: z.number().int(),
  dispatched: z.number().int(),
  answered: z.number().int(),
  /** Answered alerts by the problem type of their last answer; types that nobody gave are left out. */
  answers: z.partialRecord(problemTypeShape, z.number().int()),
  /** Answered P5–P8. */
  confirmed: z.number().int(),
  /** Answered and nothing confirmed; one that asks for more time (P11) is neither. */
  unconfirmed: z.number().int(),
  /** Per cent of the answered ones; null while none is answered. */
  confirmedShare: decimalShape.nullable(),
  /** Yuan of the confirmed alerts. */
  found: decimalShape,
  /** Yuan that their last answers say was recovered. */
  recovered: decimalShape,
  /** Alerts that repeat an earlier one. */
  repeated: z.number().int(),
  /** Per cent of the raised ones; null where none was raised. */
  repeatShare: decimalShape.nullable(),
  /** Working days from the receipt to the first answer, half of them took at most so many; null where none can be told. */
  medianAnswerDays: z.number().int().nullable(),
});

/** Seconds that an evaluation of it takes on average; null where none ran. */
const meanSeconds = decimalShape.nullable();
const titleShape = z.object({ zh: z.string(), en: z.string() });
const agencyNameShape = z.object({ code: agencyShape, name: z.string() });
const spanShape = z.object({ from: periodShape.optional(), to: periodShape.optional() });

export const precisionRoutes = {
  listPrecision: route({
    name: 'listPrecision',
    method: 'GET',
    path: '/indicator-precision',
    summary:
      'What the alerts of each indicator brought, those that cost most work for least first; 12 months unless asked',
    access: readers,
    query: spanShape,
    reply: z.object({
      from: periodShape,
      to: periodShape,
      indicators: z.array(precisionShape.extend({ code: z.string(), title: titleShape, meanSeconds })),
    }),
  }),
  getIndicatorPrecision: route({
    name: 'getIndicatorPrecision',
    method: 'GET',
    path: '/indicators/:code/precision',
    summary: 'The same of one indicator: by version, by agency, and month by month',
    access: readers,
    params: z.object({ code: z.string().max(10) }),
    query: spanShape,
    reply: z.object({
      from: periodShape,
      to: periodShape,
      total: precisionShape.extend({ meanSeconds }),
      versions: z.array(precisionShape.extend({ version: z.number().int(), meanSeconds })),
      agencies: z.array(precisionShape.extend({ agency: agencyNameShape })),
      /** Alerts by the month in which they were raised; months and agencies without any are left out. */
      months: z.array(
        z.object({
          period: periodShape,
          agency: agencyNameShape,
          raised: z.number().int(),
          confirmed: z.number().int(),
        }),
      ),
    }),
  }),
  getIndicatorSource: route({
    name: 'getIndicatorSource',
    method: 'GET',
    path: '/indicators/:code/source',
    summary: 'The query of the version in force, and the cases that the delivered one, or an own one, was tried with',
    access: ['supervision_officer', 'supervision_head', 'bureau_leader', 'data_steward'],
    params: z.object({ code: z.string().max(10) }),
    reply: z.object({
      /** Null for what waits for data, and for figures. */
      sql: z.string().nullable(),
      version: z.number().int(),
      /** Of the definition that the catalogue delivers; of an own indicator those that it was submitted with. */
      cases: z.array(z.object({ name: z.string(), kind: z.enum(['fires', 'near_miss', 'cannot_decide', 'quiet']) })),
    }),
  }),
  listSameSubject: route({
    name: 'listSameSubject',
    method: 'GET',
    path: '/alerts/:alertId/same-subject',
    summary: 'Other alerts of the same subject, or of the same person or account behind it: open, or of the same month',
    access: ['supervision_officer', 'supervision_head', 'bureau_leader', 'agency_handler', 'agency_head'],
    params: z.object({ alertId: idShape }),
    reply: z.object({
      total: z.number().int(),
      alerts: z.array(
        z.object({
          id: idShape,
          number: z.string(),
          indicator: z.string(),
          title: titleShape,
          agency: agencyNameShape,
          line: lineShape,
          severity: severityShape,
          state: alertStateShape,
          firstPeriod: periodShape,
          amount: decimalShape.nullable(),
          /** `subject`: the same number at the same agency and line; `related`: the same person or account elsewhere. */
          by: z.enum(['subject', 'related']),
        }),
      ),
    }),
  }),
} as const;

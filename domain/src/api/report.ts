import { z } from 'zod';
import { alertFigures, reportDimensions, reportFigures, reportKinds } from '../report/index.js';
import { route } from './contract.js';
import { agencyShape, dayShape, decimalShape, instantShape, periodShape } from './shapes.js';

const readers = ['supervision_officer', 'supervision_head', 'bureau_leader'] as const;

/** A count, or yuan as decimal text: the figure's unit says which (domain/report figureRules). */
const valueShape = decimalShape;
const rangeShape = z.object({ from: periodShape, to: periodShape });

/** A report begins with `from`; only a classified summary has an end of its choice. */
export const reportQueryShape = z.object({
  kind: z.enum(reportKinds),
  from: periodShape,
  to: periodShape.optional(),
});

export const reportShape = z.object({
  kind: z.enum(reportKinds),
  ...rangeShape.shape,
  before: rangeShape,
  /** Business time of the figures, and whether the last day is over. */
  asOf: instantShape,
  businessDay: dayShape,
  finished: z.boolean(),
  office: z.string(),
  madeBy: z.string(),
  figures: z.array(z.object({ figure: z.enum(reportFigures), value: valueShape, before: valueShape })),
  months: z.array(z.object({ period: periodShape, values: z.partialRecord(z.enum(alertFigures), valueShape) })),
  tables: z.array(
    z.object({
      dimension: z.enum(reportDimensions),
      /** `key` null: what has no such value yet. */
      rows: z.array(
        z.object({
          key: z.string().nullable(),
          name: z.object({ zh: z.string(), en: z.string() }),
          values: z.partialRecord(z.enum(alertFigures), valueShape),
        }),
      ),
    }),
  ),
  submissions: z.array(
    z.object({
      agency: z.object({ code: agencyShape, name: z.string() }),
      due: z.number().int(),
      onTime: z.number().int(),
      late: z.number().int(),
      missing: z.number().int(),
    }),
  ),
});

export const reportRoutes = {
  getReport: route({
    name: 'getReport',
    method: 'GET',
    path: '/reports',
    summary: 'The figures of a month, half a year, a year, or a classified summary (津16)',
    access: readers,
    query: reportQueryShape,
    reply: reportShape,
  }),
  exportReport: route({
    name: 'exportReport',
    method: 'GET',
    path: '/report-export',
    summary: 'The tables of a report as .xlsx; each export is logged',
    access: readers,
    kind: 'download',
    query: reportQueryShape.extend({ language: z.enum(['zh', 'en']).default('zh') }),
  }),
} as const;

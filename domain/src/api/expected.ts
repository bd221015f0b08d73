import { z } from 'zod';
import { route } from './contract.js';
import { agencyShape, datasetShape, dayShape, instantShape, lineShape, periodShape } from './shapes.js';

const reasonShape = z.string().trim().min(1).max(500);
/** One line of the list (decisions 14). */
export const expectedLineShape = z.object({
  agency: agencyShape,
  line: lineShape,
  dataset: datasetShape,
  validFrom: periodShape,
  validTo: periodShape.nullable(),
  mayLack: z.array(z.string()),
});
const expectedKeyShape = expectedLineShape.pick({ agency: true, line: true, dataset: true, validFrom: true });
const agencyDatesShape = z.object({
  code: agencyShape,
  name: z.string(),
  openedOn: dayShape.nullable(),
  closedOn: dayShape.nullable(),
});

/** A change of the list: a line added or changed (by its key), a line taken out, the whole list, or what has come so far. */
export const expectedChangeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), line: expectedLineShape }),
  z.object({ kind: z.literal('remove'), key: expectedKeyShape }),
  z.object({ kind: z.literal('list'), list: z.array(z.unknown()).max(5_000) }),
  z.object({ kind: z.literal('adopt'), validFrom: periodShape }),
  z.object({
    kind: z.literal('dates'),
    agency: agencyShape,
    openedOn: dayShape.nullable(),
    closedOn: dayShape.nullable(),
  }),
]);
export const expectedEffectShape = z.object({
  lines: z.number().int(),
  /** Periods whose number of expected submissions changes, of the last thirteen and the two ahead. */
  periods: z.array(z.object({ period: periodShape, before: z.number().int(), after: z.number().int() })),
});

const readers = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'data_steward',
  'administrator',
  'agency_handler',
  'agency_head',
  'information_institution',
] as const;

/** Counts of what came of what was expected. */
export const arrivalMeasureShape = z.object({
  expected: z.number().int(),
  accepted: z.number().int(),
  onTime: z.number().int(),
  refusedFirst: z.number().int(),
  afterLock: z.number().int(),
});

export const expectedRoutes = {
  listExpected: route({
    name: 'listExpected',
    method: 'GET',
    path: '/expected-submissions',
    summary: 'The list of expected submissions; an agency sees its own lines',
    access: readers,
    reply: z.object({
      /** False: nobody has entered a list; what came in earlier periods is expected again. */
      listKnown: z.boolean(),
      lines: z.array(expectedLineShape),
      agencies: z.array(agencyDatesShape),
    }),
  }),
  previewExpected: route({
    name: 'previewExpected',
    method: 'POST',
    path: '/expected-submissions/preview',
    summary: 'How a change of the list would change what is expected',
    access: ['data_steward'],
    body: z.object({ change: expectedChangeShape }),
    reply: expectedEffectShape,
  }),
  changeExpected: route({
    name: 'changeExpected',
    method: 'POST',
    path: '/expected-submissions',
    summary: 'Change the list of expected submissions, or from when to when an agency exists',
    access: ['data_steward'],
    body: z.object({ change: expectedChangeShape, reason: reasonShape }),
    reply: expectedEffectShape,
  }),
  getDataQuality: route({
    name: 'getDataQuality',
    method: 'GET',
    path: '/data-quality',
    summary: 'Completeness, on-time and first-refusal rates: thirteen months, and a month by agency and line',
    access: readers,
    query: z.object({ period: periodShape, agency: agencyShape.optional(), line: lineShape.optional() }),
    reply: z.object({
      asOf: instantShape,
      /** The data-quality indicators, for the list of their alerts. */
      qualityIndicators: z.array(z.string()),
      months: z.array(
        arrivalMeasureShape.extend({
          period: periodShape,
          dueOn: dayShape.nullable(),
          /** The due day has passed: the rates are final, but for resubmissions. */
          isDue: z.boolean(),
          /** Rules broken; null where nobody has checked them. */
          rulesBroken: z.number().int().nullable(),
          /** Live hits of the data-quality indicators; null for whoever may not see alerts. */
          qualityHits: z.number().int().nullable(),
        }),
      ),
      rows: z.array(
        arrivalMeasureShape.extend({ agency: z.object({ code: agencyShape, name: z.string() }), line: lineShape }),
      ),
    }),
  }),
} as const;

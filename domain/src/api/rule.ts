import { z } from 'zod';
import { regionKeyStates, ruleCheckStates, ruleReasons, ruleStates } from '../evaluate/index.js';
import { route } from './contract.js';
import {
  agencyShape,
  dayShape,
  decimalShape,
  instantShape,
  lineShape,
  listOf,
  pageOf,
  pageQueryShape,
  periodShape,
} from './shapes.js';

const textShape = z.object({ zh: z.string(), en: z.string() });
const ruleCodeShape = z.string().regex(/^R\d{2}$/);
const agencyNameShape = z.object({ code: agencyShape, name: z.string() });

/** What the exchange standard lacks for a rule, or for a part of it. */
export const ruleWaitShape = z.object({ part: textShape, table: z.string(), field: z.string(), why: textShape });

export const ruleShape = z.object({
  code: ruleCodeShape,
  title: textShape,
  lines: z.array(z.string()),
  scope: z.enum(['line', 'agency']),
  compares: z.object({ left: textShape, right: textShape, unit: z.string() }),
  checkable: z.boolean(),
  waitsFor: z.array(ruleWaitShape),
  needs: z.array(z.object({ dataset: z.string(), tables: z.array(z.string()), lookBack: z.number().int() })),
  parameters: z.array(
    z.object({ name: z.string(), value: z.string(), unit: z.string(), meaning: z.string(), source: z.string() }),
  ),
  source: textShape,
  basis: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      level: z.enum(['national', 'local']),
      validFrom: dayShape,
      validTo: dayShape.nullable(),
    }),
  ),
  /** Markdown. */
  guidance: z.object({ checks: z.string(), matters: z.string(), verify: z.string() }),
  version: z.number().int(),
});

/** Why a rule says nothing of an agency and line; never silently "holds". */
export const ruleReasonShape = z.object({ code: z.enum(ruleReasons), zh: z.string(), en: z.string() });

export const ruleResultShape = z.object({
  period: periodShape,
  agency: agencyNameShape,
  line: lineShape,
  rule: ruleCodeShape,
  title: textShape,
  unit: z.string(),
  state: z.enum(ruleStates),
  reason: ruleReasonShape.nullable(),
  compared: z.number().int(),
  left: decimalShape.nullable(),
  right: decimalShape.nullable(),
  difference: decimalShape.nullable(),
  tolerance: decimalShape.nullable(),
  brokenRows: z.number().int(),
  version: z.number().int(),
  checkedAt: instantShape,
});

export const ruleDifferenceShape = z.object({
  item: z.string(),
  left: decimalShape.nullable(),
  right: decimalShape.nullable(),
  difference: decimalShape.nullable(),
  /** Personal columns masked. */
  evidence: z.record(z.string(), z.string().nullable()),
});

/** An agency's row of the matrix; `waiting` while its data is still being checked. */
export const ruleBoardRowShape = z.object({
  agency: agencyNameShape,
  check: z.enum(ruleCheckStates),
  checkedAt: instantShape.nullable(),
  cells: z.array(
    z.object({
      rule: ruleCodeShape,
      /** The gravest of its lines. */
      state: z.enum(ruleStates),
      holds: z.number().int(),
      broken: z.number().int(),
      notCheckable: z.number().int(),
    }),
  ),
});

export const regionKeyShape = z.object({
  period: periodShape,
  state: z.enum(regionKeyStates),
  /** Agencies that share no account hash with any other. */
  apart: z.array(agencyNameShape),
  agencies: z.array(z.object({ agency: agencyNameShape, hashes: z.number().int(), shared: z.number().int() })),
  checkedAt: instantShape,
});

const readers = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'data_steward',
  'agency_handler',
  'agency_head',
  'information_institution',
] as const;

export const ruleRoutes = {
  listRules: route({
    name: 'listRules',
    method: 'GET',
    path: '/rules',
    summary: 'Every rule: what it compares, its tolerance and source, and what it waits for',
    access: readers,
    reply: z.object({ rules: z.array(ruleShape) }),
  }),
  getRuleBoard: route({
    name: 'getRuleBoard',
    method: 'GET',
    path: '/rule-board',
    summary: 'Agencies × rules of a period; an agency sees its own row',
    access: readers,
    query: z.object({ period: periodShape, line: lineShape.optional() }),
    reply: z.object({ period: periodShape, lines: z.array(lineShape), agencies: z.array(ruleBoardRowShape) }),
  }),
  listRuleResults: route({
    name: 'listRuleResults',
    method: 'GET',
    path: '/rule-results',
    summary: 'Results of a period, by agency, line and rule',
    access: readers,
    query: pageQueryShape.extend({
      period: periodShape,
      agency: agencyShape.optional(),
      line: lineShape.optional(),
      rule: ruleCodeShape.optional(),
      state: listOf(z.enum(ruleStates)),
    }),
    reply: pageOf(ruleResultShape),
  }),
  getRuleResult: route({
    name: 'getRuleResult',
    method: 'GET',
    path: '/rule-results/:period/:agency/:line/:rule',
    summary: 'One result with the rows behind it; the first hundred are kept',
    access: readers,
    params: z.object({ period: periodShape, agency: agencyShape, line: lineShape, rule: ruleCodeShape }),
    reply: ruleResultShape.extend({
      evidence: z.array(z.object({ name: z.string(), type: z.string(), title: textShape, personal: z.boolean() })),
      differences: z.array(ruleDifferenceShape),
    }),
  }),
  getRegionKey: route({
    name: 'getRegionKey',
    method: 'GET',
    path: '/region-key',
    summary: 'Whether the agencies of a period hash account numbers with one key',
    access: [
      'supervision_officer',
      'supervision_head',
      'bureau_leader',
      'data_steward',
      'administrator',
      'information_institution',
    ],
    query: z.object({ period: periodShape }),
    reply: z.object({ check: regionKeyShape.nullable() }),
  }),
} as const;

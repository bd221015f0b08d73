import { z } from 'zod';
import { problemTypes, severities } from '@fundwatch/domain/alert';
import { datasets, lines } from '@fundwatch/domain/collect';
import {
  type IndicatorDefinition,
  indicatorGroups,
  indicatorSubjects,
  systemTables,
  valueTypes,
} from '@fundwatch/domain/evaluate';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const text = z.string().trim().min(1);
const day = z.iso.date();
const bilingual = z.strictObject({ zh: text, en: text });

const parameterTexts = {
  integer: /^-?\d+$/,
  money: /^-?\d+(\.\d{1,2})?$/,
  ratio: /^-?\d+(\.\d{1,6})?$/,
  text: /^.*$/s,
} as const;

const parameter = z
  .strictObject({
    name,
    type: z.enum(['integer', 'money', 'ratio', 'text']),
    value: z.string(),
    unit: z.string(),
    meaning: text,
    source: text,
  })
  .refine(({ type, value }) => parameterTexts[type].test(value), { message: 'value does not fit its type' });

const basis = z
  .strictObject({
    id: text,
    title: text,
    level: z.enum(['national', 'local']),
    validFrom: day,
    validTo: day.nullable(),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom <= validTo, { message: 'ends before it begins' });

const need = z.union([
  z.strictObject({
    dataset: z.enum(datasets.map(({ code }) => code)),
    tables: z.array(name).min(1),
    lookBack: z.int().min(1).max(120),
  }),
  z.strictObject({ system: z.array(z.enum(systemTables)).min(1) }),
]);

/** The front matter of an `indicator.md`, strictly: an unknown key is an error. */
export const indicatorSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{2}\d{2}$/),
  title: bilingual,
  group: z.enum(indicatorGroups),
  lines: z.union([z.literal('ALL'), z.array(z.enum(lines.map(({ code }) => code))).min(1)]),
  severity: z.enum(severities),
  subject: z.enum(indicatorSubjects),
  raisedPer: z.enum(['subject', 'agency']),
  continues: z.boolean(),
  hitIs: z.enum(['fact', 'state']),
  reach: z.enum(['agency', 'region']),
  needs: z.array(need).min(1),
  parameters: z.array(parameter),
  evidence: z.array(
    z.strictObject({ name, type: z.enum(valueTypes), title: bilingual, personal: z.boolean().default(false) }),
  ),
  summary: bilingual,
  basis: z.array(basis).min(1),
  answers: z.array(z.enum(problemTypes)).min(1),
  status: z.enum(['trial', 'active', 'retired']),
  version: z.int().min(1),
  author: text,
  checker: text,
}) satisfies z.ZodType<IndicatorDefinition>;

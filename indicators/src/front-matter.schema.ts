import { z } from 'zod';
import { datasets, lines } from '@fundwatch/domain/collect';
import { fitsParameterType, valueTypes } from '@fundwatch/domain/evaluate';

/** The parts that the front matters of indicators and of rules share. */
export const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
export const text = z.string().trim().min(1);
export const bilingual = z.strictObject({ zh: text, en: text });

export const parameter = z
  .strictObject({
    name,
    type: z.enum(['integer', 'money', 'ratio', 'text']),
    value: z.string(),
    unit: z.string(),
    meaning: text,
    source: text,
  })
  .refine(({ type, value }) => fitsParameterType(type, value), { message: 'value does not fit its type' });

/** Ids of `legal-bases.yaml`. */
export const basis = z.array(text).min(1);

export const waitsFor = z.array(bilingual);

export const datasetNeed = z.strictObject({
  dataset: z.enum(datasets.map(({ code }) => code)),
  tables: z.array(name).min(1),
  lookBack: z.int().min(1).max(120),
});

export const evidenceColumn = z.strictObject({
  name,
  type: z.enum(valueTypes),
  title: bilingual,
  personal: z.boolean().default(false),
});

export const coveredLines = z.union([z.literal('ALL'), z.array(z.enum(lines.map(({ code }) => code))).min(1)]);

import { z } from 'zod';

const row = z.record(z.string(), z.string().nullable());
const day = z.iso.date();

/** One case of an indicator: given rows, expected rows. All values are text as written, or null. */
export const caseSchema = z.strictObject({
  name: z.string().min(1),
  kind: z.enum(['fires', 'near_miss', 'cannot_decide', 'quiet']),
  period: z.string().regex(/^\d{4}(0[1-9]|1[0-2])$/),
  asOf: day.optional(),
  dueOn: day.optional(),
  parameters: z.record(z.string(), z.string()).default({}),
  given: z
    .record(
      z.string(),
      z
        .array(row)
        .nullable()
        .transform((rows) => rows ?? []),
    )
    .default({}),
  expect: z.array(row),
});
export type IndicatorCase = z.infer<typeof caseSchema>;

/** A `cases.yaml`; `defaults` fills columns that a given row leaves out, by table. */
export function casesSchemaOf<C extends z.ZodType>(one: C) {
  return z.strictObject({ defaults: z.record(z.string(), row).default({}), cases: z.array(one).min(1) });
}

export const casesSchema = casesSchemaOf(caseSchema);

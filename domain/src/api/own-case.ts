import { z } from 'zod';

const rowShape = z.record(z.string(), z.string().nullable());

/** How a case of an own indicator went when it was last run. */
export const draftCaseShape = z.object({
  name: z.string(),
  kind: z.string(),
  passed: z.boolean(),
  error: z.string().nullable(),
  expected: z.array(rowShape),
  found: z.array(rowShape),
  foundRows: z.number().int(),
});

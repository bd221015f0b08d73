import { z } from 'zod';
import { caseSchema, casesSchemaOf } from '../cases/case.schema.js';

/** One case of a rule; `broken` and `holds` by the summary rows that it expects. */
export const ruleCaseSchema = caseSchema.extend({ kind: z.enum(['holds', 'broken', 'near_miss', 'not_checkable']) });
export type RuleCase = z.infer<typeof ruleCaseSchema>;

export const ruleCasesSchema = casesSchemaOf(ruleCaseSchema);

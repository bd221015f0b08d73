import { z } from 'zod';
import type { RuleDefinition } from '@fundwatch/domain/evaluate';
import {
  basis,
  bilingual,
  coveredLines,
  datasetNeed,
  evidenceColumn,
  name,
  parameter,
  text,
} from '../front-matter.schema.js';

/** The front matter of a `rule.md`, strictly: an unknown key is an error. */
export const ruleSchema = z.strictObject({
  code: z.string().regex(/^R\d{2}$/),
  title: bilingual,
  lines: coveredLines,
  scope: z.enum(['line', 'agency']),
  needs: z.array(datasetNeed),
  compares: z.strictObject({ left: bilingual, right: bilingual, unit: text }),
  parameters: z.array(parameter),
  evidence: z.array(evidenceColumn),
  source: bilingual,
  basis,
  checkable: z.boolean(),
  // Names of what the standard lacks: not checked against it, by their nature.
  waitsFor: z.array(z.strictObject({ part: bilingual, table: name, field: name, why: bilingual })),
  version: z.int().min(1),
  author: text,
  checker: text,
}) satisfies z.ZodType<Omit<RuleDefinition, 'basis'> & { basis: string[] }>;

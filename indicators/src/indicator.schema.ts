import { z } from 'zod';
import { problemTypes, severities } from '@fundwatch/domain/alert';
import {
  type IndicatorDefinition,
  indicatorGroups,
  indicatorStatuses,
  indicatorSubjects,
  statutoryTables,
  systemTables,
} from '@fundwatch/domain/evaluate';
import {
  basis,
  bilingual,
  coveredLines,
  datasetNeed,
  evidenceColumn,
  parameter,
  text,
  waitsFor,
} from './front-matter.schema.js';

const need = z.union([
  datasetNeed,
  z.strictObject({ system: z.array(z.enum(systemTables)).min(1), lookBack: z.int().min(1).max(120).optional() }),
  z
    .strictObject({ statutory: z.array(z.enum(statutoryTables)).min(1) })
    .transform(({ statutory }) => ({ system: statutory.map((name) => `statutory_${name}` as const) })),
]);

/** The front matter of an `indicator.md`, strictly: an unknown key is an error. Bases are ids of `legal-bases.yaml`. */
export const indicatorSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]{2}\d{2}$/),
  title: bilingual,
  group: z.enum(indicatorGroups),
  lines: coveredLines,
  severity: z.enum(severities),
  subject: z.enum(indicatorSubjects),
  raisedPer: z.enum(['subject', 'agency']),
  continues: z.boolean(),
  hitIs: z.enum(['fact', 'state']),
  reach: z.enum(['agency', 'region']),
  controlApart: z.boolean().optional(),
  needs: z.array(need),
  parameters: z.array(parameter),
  evidence: z.array(evidenceColumn),
  summary: bilingual,
  basis,
  answers: z.array(z.enum(problemTypes)),
  status: z.enum(indicatorStatuses),
  waitsFor: waitsFor.default([]),
  version: z.int().min(1),
  author: text,
  checker: text,
}) satisfies z.ZodType<Omit<IndicatorDefinition, 'basis'> & { basis: string[] }>;

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { DomainError } from '@fundwatch/domain';
import { catalogueFolder } from '../find-catalogue.js';
import type { Indicator } from '../indicator.js';
import { type IndicatorCase, casesSchema } from './case.schema.js';

/** The cases of one indicator, defaults filled in. Error: INDICATOR_INVALID. */
export async function loadCases(
  indicator: Pick<Indicator, 'code' | 'folder'>,
  root: string = catalogueFolder,
): Promise<IndicatorCase[]> {
  return parseCases(indicator, await readFile(join(root, indicator.folder, 'cases.yaml'), 'utf8'));
}

/** As `loadCases`, from the text of a `cases.yaml`. */
export function parseCases({ code }: Pick<Indicator, 'code'>, text: string): IndicatorCase[] {
  return parseCasesBy(casesSchema, code, text);
}

type Given = IndicatorCase['given'];

/** The cases of a `cases.yaml` of that shape, defaults filled in. Error: INDICATOR_INVALID. */
export function parseCasesBy<C extends { given: Given }>(
  schema: z.ZodType<{ defaults: Record<string, Given[string][number]>; cases: C[] }>,
  code: string,
  text: string,
): C[] {
  // Only text and null: 1200.00 must not lose its cents, nor 202610 become a number.
  const parsed = schema.safeParse(parse(text, { schema: 'failsafe', customTags: ['null'] }));
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new DomainError('INDICATOR_INVALID', { code, problems });
  }
  const { defaults, cases } = parsed.data;
  return cases.map((one) => ({
    ...one,
    given: Object.fromEntries(
      Object.entries(one.given).map(([table, rows]) => [table, rows.map((row) => ({ ...defaults[table], ...row }))]),
    ),
  }));
}

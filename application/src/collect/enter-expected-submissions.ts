import { DomainError } from '@fundwatch/domain';
import { isPeriod } from '@fundwatch/domain/calendar';
import { datasets, lines, tablesOf, type Dataset } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import { z } from 'zod';
import type { Application } from '../application.js';

const periodShape = z.string().refine(isPeriod, 'expected YYYYMM');
const rowShape = z
  .strictObject({
    agency: z.string().regex(/^[0-9A-Za-z]{1,20}$/),
    line: z.enum(lines.map((line) => line.code)),
    dataset: z.enum(datasets.map((dataset) => dataset.code)),
    validFrom: periodShape,
    validTo: periodShape.nullable().default(null),
    mayLack: z.array(z.string()).default([]),
  })
  .refine((row) => row.validTo === null || row.validTo >= row.validFrom, {
    path: ['validTo'],
    error: 'before validFrom',
  })
  .refine((row) => row.mayLack.every((name) => tablesOf(row.dataset as Dataset).some((table) => table.name === name)), {
    path: ['mayLack'],
    error: 'names a table that the dataset does not have',
  });

/**
 * Replaces the list of expected submissions (decisions 14), whole or not at all. Returns how many lines it has.
 * @throws DomainError EXPECTED_LIST_INVALID with every problem and its place
 */
export async function enterExpectedSubmissions(
  app: Application,
  context: RequestContext,
  list: unknown,
): Promise<number> {
  const parsed = z.array(rowShape).min(1).safeParse(list);
  if (!parsed.success) {
    const problems = parsed.error.issues
      .slice(0, 100)
      .map(({ path, message }) => ({ where: path.join('.'), problem: message }));
    throw new DomainError('EXPECTED_LIST_INVALID', { problems });
  }
  const seen = new Set<string>();
  const twice = parsed.data.find((row) => {
    const key = [row.agency, row.line, row.dataset, row.validFrom].join('|');
    return seen.has(key) || !seen.add(key);
  });
  if (twice)
    throw new DomainError('EXPECTED_LIST_INVALID', {
      problems: [{ where: JSON.stringify(twice), problem: 'is listed twice' }],
    });
  const now = await app.clock.now();
  await app.database.withContext(context, async ({ expectedSubmissions, audit }) => {
    await expectedSubmissions.replaceAll(parsed.data);
    await audit.append({
      action: 'expected_submission.replace',
      target: { kind: 'expected_submission', id: 'list' },
      businessAt: now,
      details: { lines: parsed.data.length },
    });
  });
  return parsed.data.length;
}

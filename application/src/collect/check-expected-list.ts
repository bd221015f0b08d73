import { DomainError } from '@fundwatch/domain';
import { isPeriod } from '@fundwatch/domain/calendar';
import { datasets, lines, tablesOf, type Dataset } from '@fundwatch/domain/collect';
import type { ExpectedSubmission } from '@fundwatch/storage';
import { z } from 'zod';

/** Faults named at most: the first ones tell what is wrong with a list. */
const MOST_PROBLEMS = 100;
/** A region of 250 agencies with every line and dataset; a longer list is a mistake. */
const MOST_LINES = 5_000;

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
 * Reads a list of expected submissions (decisions 14), whole or not at all; two lines of the same agency, line and dataset
 * never hold for the same period.
 * @throws DomainError EXPECTED_LIST_INVALID with every problem and its place
 */
export function checkExpectedList(list: unknown): ExpectedSubmission[] {
  const parsed = z.array(rowShape).min(1).max(MOST_LINES).safeParse(list);
  if (!parsed.success) {
    refuse(parsed.error.issues.map(({ path, message }) => ({ where: path.join('.'), problem: message })));
  }
  const rows = parsed.data;
  const problems: { where: string; problem: string }[] = [];
  const byKey = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = [row.agency, row.line, row.dataset].join('|');
    const own = byKey.get(key) ?? [];
    const other = own.find(
      (one) => one.validFrom <= (row.validTo ?? '999912') && row.validFrom <= (one.validTo ?? '999912'),
    );
    if (other) {
      const problem =
        other.validFrom === row.validFrom ? 'is listed twice' : `overlaps the line from ${other.validFrom}`;
      problems.push({ where: JSON.stringify(row), problem });
    }
    byKey.set(key, [...own, row]);
  }
  if (problems.length > 0) refuse(problems);
  return rows;
}

function refuse(problems: { where: string; problem: string }[]): never {
  throw new DomainError('EXPECTED_LIST_INVALID', { problems: problems.slice(0, MOST_PROBLEMS) });
}

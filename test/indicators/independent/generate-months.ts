import { demoPeriods, generateRegion, type DemoOptions } from '../../../cli/src/demo/index.js';
import type { Row } from './month-facts.js';

export const neededTables = [
  'person',
  'benefit_payment',
  'bank_return',
  'voucher_entry',
  'staff',
  'operation_log',
  'death',
];

/** Three agencies that run all five lines and five that run two; the region's own package comes on top. */
const agencies = new Set(['120000', '120101', '120102', '120103', '120104', '120105', '120106', '120110', '120114']);

/** The rows of the generated months, of the latest version of each package, by table. */
export function generateMonths(options: DemoOptions): Map<string, Row[]> {
  const packages = new Map<string, Record<string, Row[]>>();
  for (const one of generateRegion(options)) {
    if (one.expectRefusal || !agencies.has(one.agency)) continue;
    const { agency, line, dataset, period, tables } = one;
    const placed = neededTables.map((name) => [
      name,
      (tables[name] ?? []).map((row): Row => ({ ...row, agency, line, period })),
    ]);
    packages.set([agency, line, dataset, period].join('|'), Object.fromEntries(placed) as Record<string, Row[]>);
  }
  const months = new Map<string, Row[]>(neededTables.map((name) => [name, []]));
  for (const tables of packages.values()) {
    for (const [name, rows] of Object.entries(tables)) months.get(name)!.push(...rows);
  }
  return months;
}

export const generatedPeriods: readonly string[] = demoPeriods;

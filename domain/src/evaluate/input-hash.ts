import type { Calendar } from '../calendar/calendar.js';
import { addPeriods, periodsBack } from '../calendar/period.js';
import type { ScopeDecision } from './decide-scopes.js';
import type { IndicatorDefinition, SystemTable } from './indicator-definition.js';

/** What an indicator's result in the run of M depends on. */
export interface EvaluationInputs {
  indicator: Pick<IndicatorDefinition, 'code' | 'version' | 'needs'> & { hash: string; readsAsOf: boolean };
  period: string;
  dueOn: string | null;
  asOf: string;
  calendar: Pick<Calendar, 'years'>;
  /** Every file of the run; those that the indicator does not read are left out of the hash. */
  files: readonly {
    table: string;
    agency: string;
    line: string;
    period: string;
    version: number;
    sha256: string | null;
  }[];
  /** Rows of the system tables; as with files. */
  system: Partial<Readonly<Record<SystemTable, readonly Readonly<Record<string, string | null>>[]>>>;
  scopes: readonly ScopeDecision[];
}

/**
 * One hash over everything that could change an indicator's rows: an equal hash means that the last result stands.
 * `digest` is the caller's sha256 (this package has no I/O). The order of files and rows does not matter.
 */
export function hashInputs(inputs: EvaluationInputs, digest: (text: string) => string): string {
  const { indicator, period } = inputs;
  const reaches = new Map<string, ReadonlySet<string>>();
  const systemTables = new Map<SystemTable, ReadonlySet<string> | null>();
  for (const need of indicator.needs) {
    const periods = need.lookBack === undefined ? null : new Set(periodsBack(period, need.lookBack));
    if ('system' in need) need.system.forEach((table) => systemTables.set(table, periods));
    else need.tables.forEach((table) => reaches.set(table, new Set(periodsBack(period, need.lookBack))));
  }
  const fallbacks = new Set(
    inputs.scopes.flatMap((scope) =>
      scope.outcome === 'not_evaluated'
        ? []
        : scope.fallbacks.map(({ table, agency, line, from }) => [table, agency, line, from].join('|')),
    ),
  );
  const files = inputs.files
    .filter(
      (file) =>
        reaches.get(file.table)?.has(file.period) ||
        fallbacks.has([file.table, file.agency, file.line, file.period].join('|')),
    )
    .map((file) => [file.table, file.agency, file.line, file.period, file.version, file.sha256].join('|'));
  const system = [...systemTables].map(([table, periods]) => {
    const rows = (inputs.system[table] ?? []).filter((row) => !periods || !row.period || periods.has(row.period));
    return [table, rows.map(sortedEntries).sort()];
  });
  return digest(
    JSON.stringify([
      [indicator.code, indicator.version, indicator.hash],
      [period, inputs.dueOn, readableYears(inputs), indicator.readsAsOf ? inputs.asOf : null],
      files.sort(),
      system.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      inputs.scopes.map((scope) => JSON.stringify(scope)).sort(),
    ]),
  );
}

/** A run reads days up to the month in which its data is due; a year beyond it that is imported later changes nothing. */
function readableYears({ calendar, period }: Pick<EvaluationInputs, 'calendar' | 'period'>) {
  const last = Number(addPeriods(period, 2).slice(0, 4));
  return calendar.years
    .filter(({ year }) => year <= last)
    .map(({ year, daysOff, workingDays }) => [year, daysOff, workingDays]);
}

function sortedEntries(row: Readonly<Record<string, string | null>>): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

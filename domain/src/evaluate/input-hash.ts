import type { Calendar } from '../calendar/calendar.js';
import { addPeriods, periodsBack } from '../calendar/period.js';
import { groupBy } from '../group-by.js';
import type { ScopeDecision } from './decide-scopes.js';
import type { IndicatorDefinition, SystemTable } from './indicator-definition.js';

type Row = Readonly<Record<string, string | null>>;

/** What a run of M could read, for all of its indicators. */
export interface RunInputs {
  period: string;
  dueOn: string | null;
  asOf: string;
  calendar: Pick<Calendar, 'years'>;
  /** Every file of the run; those that an indicator does not read are left out of its hash. */
  files: readonly {
    table: string;
    agency: string;
    line: string;
    period: string;
    version: number;
    sha256: string | null;
  }[];
  /** Rows of the system tables; as with files. */
  system: Partial<Readonly<Record<SystemTable, readonly Row[]>>>;
}

/** The indicator whose result is asked about. */
export type HashedIndicator = Pick<IndicatorDefinition, 'code' | 'version' | 'needs'> & {
  hash: string;
  readsAsOf: boolean;
};

/**
 * One hash an indicator over everything that could change its rows in a run: an equal hash means that the last result
 * stands. What indicators share is digested once, table by table and period by period: a run has thousands of files and
 * more than a hundred indicators. `digest` is the caller's sha256 (this package has no I/O). The order of files and rows
 * does not matter.
 */
export function inputHasher(
  inputs: RunInputs,
  digest: (text: string) => string,
): (indicator: HashedIndicator, scopes: readonly ScopeDecision[]) => string {
  const { period } = inputs;
  const days = [period, inputs.dueOn, readableYears(inputs)];
  const files = groupBy(inputs.files, placeOf);
  const digestOfFiles = memo((place) => digest(JSON.stringify((files.get(place) ?? []).map(lineOf).sort())));
  const rows = new Map(
    Object.entries(inputs.system).map(([table, all]) => [table, groupBy(all ?? [], (row) => row['period'] ?? '')]),
  );
  const digestOfRows = memo((place) => {
    const [table = '', of = ''] = place.split('|');
    return digest(JSON.stringify((rows.get(table)?.get(of) ?? []).map(sortedEntries).sort()));
  });

  return (indicator, scopes) => {
    const filesRead: string[] = [];
    const rowsRead: string[] = [];
    for (const need of indicator.needs) {
      const periods = need.lookBack === undefined ? null : periodsBack(period, need.lookBack);
      if ('system' in need) {
        for (const table of need.system) {
          const kept = rows.get(table);
          const wanted = periods ? ['', ...periods] : [...(kept?.keys() ?? [])];
          for (const of of wanted) if (kept?.has(of)) rowsRead.push(`${table}|${of}|${digestOfRows(`${table}|${of}`)}`);
        }
        continue;
      }
      for (const table of need.tables) {
        for (const of of periods ?? []) {
          const place = `${table}|${of}`;
          if (files.has(place)) filesRead.push(`${place}|${digestOfFiles(place)}`);
        }
      }
    }
    const fallbacks = scopes
      .flatMap((scope) => (scope.outcome === 'not_evaluated' ? [] : [...scope.fallbacks]))
      .flatMap(({ table, agency, line, from }) =>
        (files.get(`${table}|${from}`) ?? []).filter((file) => file.agency === agency && file.line === line),
      );
    return digest(
      JSON.stringify([
        [indicator.code, indicator.version, indicator.hash],
        [...days, indicator.readsAsOf ? inputs.asOf : null],
        filesRead.sort(),
        fallbacks.map((file) => `${placeOf(file)}|${lineOf(file)}`).sort(),
        rowsRead.sort(),
        scopes.map((scope) => JSON.stringify(scope)).sort(),
      ]),
    );
  };
}

const placeOf = ({ table, period }: RunInputs['files'][number]): string => `${table}|${period}`;
const lineOf = ({ agency, line, version, sha256 }: RunInputs['files'][number]): string =>
  [agency, line, version, sha256].join('|');

/** A run reads days up to the month in which its data is due; a year beyond it that is imported later changes nothing. */
function readableYears({ calendar, period }: Pick<RunInputs, 'calendar' | 'period'>) {
  const last = Number(addPeriods(period, 2).slice(0, 4));
  return calendar.years
    .filter(({ year }) => year <= last)
    .map(({ year, daysOff, workingDays }) => [year, daysOff, workingDays]);
}

function sortedEntries(row: Row): string {
  return JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function memo(compute: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

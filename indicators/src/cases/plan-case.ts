import { DomainError } from '@fundwatch/domain';
import { addDays, builtInCalendar, firstDayOf, lastDayOf, submissionDueOn } from '@fundwatch/domain/calendar';
import { type Dataset, exchangeTables } from '@fundwatch/domain/collect';
import { type SystemTable, systemTables } from '@fundwatch/domain/evaluate';
import type { Indicator } from '../indicator.js';
import type { StatutoryContents, StatutoryRow } from '../statutory/load-statutory-tables.js';
import type { IndicatorCase } from './case.schema.js';

type Row = Readonly<Record<string, string | null>>;

/** Rows of one table, agency, line and period: what a fact file would hold. */
export interface CaseFile {
  table: string;
  agency: string;
  line: string;
  dataset: Dataset;
  period: string;
  version: number;
  path: null;
  rows: number;
  given: Row[];
}

/** A case as a store can run it. */
export interface CasePlan {
  period: string;
  firstDay: string;
  lastDay: string;
  dueOn: string;
  asOf: string;
  files: CaseFile[];
  absentTables: { table: string; agency: string; line: string; from: string }[];
  system: Partial<Record<SystemTable, readonly Row[]>>;
  parameters: Indicator['parameters'];
}

const tableByName = new Map(exchangeTables.map((table) => [table.name, table]));
const systemNames: ReadonlySet<string> = new Set(systemTables);

/** A statutory row that a case gives holds on every day unless it says otherwise. */
const always = { valid_from: '1990-01-01', valid_to: null };

/**
 * Sorts a case's rows into files, system tables and parameters; a statutory table that it does not give is the delivered
 * one. Error: INDICATOR_INVALID.
 */
export function planCase(
  indicator: Pick<Indicator, 'code' | 'parameters'>,
  one: Omit<IndicatorCase, 'kind' | 'expect'>,
  statutory: StatutoryContents = new Map(),
): CasePlan {
  const refuse = (problem: string): DomainError =>
    new DomainError('INDICATOR_INVALID', { code: indicator.code, case: one.name, problems: [problem] });
  const files = new Map<string, CaseFile>();
  const system: CasePlan['system'] = Object.fromEntries(
    [...statutory].map(([table, { rows }]): [string, readonly StatutoryRow[]] => [`statutory_${table}`, rows]),
  );
  for (const [name, rows] of Object.entries(one.given)) {
    if (systemNames.has(name)) {
      system[name as SystemTable] = name.startsWith('statutory_') ? rows.map((row) => ({ ...always, ...row })) : rows;
      continue;
    }
    const table = tableByName.get(name);
    if (!table) throw refuse(`no table ${name}`);
    const columns = new Set(['agency', 'line', 'period', ...table.fields.map((field) => field.name)]);
    for (const row of rows) {
      const unknown = Object.keys(row).find((column) => !columns.has(column));
      if (unknown) throw refuse(`no column ${name}.${unknown}`);
      const { agency, line } = row;
      if (agency == null || line == null) throw refuse(`a row of ${name} without agency or line`);
      const period = row.period ?? one.period;
      const key = `${name}|${agency}|${line}|${period}`;
      const file = files.get(key) ?? {
        table: name,
        agency,
        line,
        dataset: table.dataset,
        period,
        version: 1,
        path: null,
        rows: 0,
        given: [],
      };
      file.given.push(row);
      file.rows += 1;
      files.set(key, file);
    }
  }
  const lastDay = lastDayOf(one.period);
  return {
    period: one.period,
    firstDay: firstDayOf(one.period),
    lastDay,
    dueOn: one.dueOn ?? submissionDueOn(builtInCalendar, one.period),
    asOf: one.asOf ?? addDays(lastDay, 16),
    files: [...files.values()],
    absentTables: findAbsentTables(one.period, [...files.values()], system.submission ?? []),
    system,
    parameters: withOverrides(indicator.parameters, one.parameters, refuse),
  };
}

/** A full table given for earlier periods only, while M's package was accepted: M lawfully lacks it. */
function findAbsentTables(period: string, files: CaseFile[], submissions: readonly Row[]): CasePlan['absentTables'] {
  const accepted = new Set(
    submissions
      .filter((row) => row.period === period && row.state === 'accepted')
      .map((row) => `${row.agency}|${row.line}|${row.dataset}`),
  );
  const latest = new Map<string, CaseFile>();
  for (const file of files) {
    if (tableByName.get(file.table)?.mode !== 'full' || file.period > period) continue;
    if (!accepted.has(`${file.agency}|${file.line}|${file.dataset}`)) continue;
    const key = `${file.table}|${file.agency}|${file.line}`;
    const known = latest.get(key);
    if (!known || known.period < file.period) latest.set(key, file);
  }
  return [...latest.values()]
    .filter((file) => file.period < period)
    .map(({ table, agency, line, period: from }) => ({ table, agency, line, from }));
}

function withOverrides(
  parameters: Indicator['parameters'],
  overrides: Record<string, string>,
  refuse: (problem: string) => DomainError,
): Indicator['parameters'] {
  const unknown = Object.keys(overrides).find((name) => !parameters.some((parameter) => parameter.name === name));
  if (unknown) throw refuse(`no parameter ${unknown}`);
  return parameters.map((parameter) => ({ ...parameter, value: overrides[parameter.name] ?? parameter.value }));
}

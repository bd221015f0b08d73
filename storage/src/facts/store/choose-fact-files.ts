import type { IndicatorNeed, SystemTable } from '@fundwatch/domain/evaluate';
import type { AbsentTable, FactSource } from './fact-store.js';

/** The files behind `facts.<table>` and `facts.<table>_history`. */
export interface ChosenFacts<F extends FactSource = FactSource> {
  current: F[];
  history: F[];
}

/**
 * Which files a table's two views read.
 * `facts.<table>` holds M, and for an agency × line whose package lawfully lacks the table the period named in
 * `absentTables`. `facts.<table>_history` holds the look-back (M included) and never less than `facts.<table>`.
 */
export function chooseFactFiles<F extends FactSource>(options: {
  table: string;
  period: string;
  lookBack: number;
  files: readonly F[];
  absentTables: readonly AbsentTable[];
}): ChosenFacts<F> {
  const fallback = new Map(
    options.absentTables
      .filter(({ table }) => table === options.table)
      .map(({ agency, line, from }) => [`${agency}|${line}`, from]),
  );
  const earliest = earlierPeriod(options.period, options.lookBack - 1);
  const chosen: ChosenFacts<F> = { current: [], history: [] };
  for (const file of options.files) {
    if (file.table !== options.table) continue;
    const wanted = fallback.get(`${file.agency}|${file.line}`) ?? options.period;
    const isCurrent = file.period === wanted;
    if (isCurrent) chosen.current.push(file);
    if (isCurrent || (file.period >= earliest && file.period <= options.period)) chosen.history.push(file);
  }
  return chosen;
}

/** Packages to look back on for each table, by an indicator's needs. */
export function lookBackByTable(needs: readonly IndicatorNeed[]): ReadonlyMap<string, number> {
  const lookBack = new Map<string, number>();
  for (const need of needs) {
    if ('system' in need) continue;
    for (const table of need.tables) lookBack.set(table, Math.max(need.lookBack, lookBack.get(table) ?? 1));
  }
  return lookBack;
}

/** System tables that are read with the first period of their rows; the calendar is always there. Null: all that is known. */
export function systemReach(needs: readonly IndicatorNeed[], period: string): ReadonlyMap<SystemTable, string | null> {
  const reach = new Map<SystemTable, string | null>([['working_day', null]]);
  for (const need of needs) {
    if (!('system' in need)) continue;
    const from = need.lookBack === undefined ? null : earlierPeriod(period, need.lookBack - 1);
    for (const table of need.system) reach.set(table, from);
  }
  return reach;
}

function earlierPeriod(period: string, months: number): string {
  const count = Number(period.slice(0, 4)) * 12 + Number(period.slice(4)) - 1 - months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}${String((count % 12) + 1).padStart(2, '0')}`;
}

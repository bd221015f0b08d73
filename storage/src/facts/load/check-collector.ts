import { checkError, keptErrorsPerTable, type CheckCode, type CheckError } from '@fundwatch/domain/collect';

/** Collects the errors of one load: all are counted, the first of each table are kept. */
export class CheckCollector {
  readonly #kept: CheckError[] = [];
  readonly #keptOf = new Map<string, number>();
  readonly #totals = new Map<string, number>();

  /** Adds one error; `key` '' = about the package as a whole. */
  add(error: CheckError): void {
    this.count(error.table ?? '', 1);
    this.keep(error);
  }

  /** Counts errors that are not (all) handed over one by one. */
  count(key: string, errors: number): void {
    this.#totals.set(key, (this.#totals.get(key) ?? 0) + errors);
  }

  /** Keeps an error that `count` has counted. */
  keep(error: CheckError): void {
    const key = error.table ?? '';
    const kept = this.#keptOf.get(key) ?? 0;
    if (kept >= keptErrorsPerTable) return;
    this.#keptOf.set(key, kept + 1);
    this.#kept.push(error);
  }

  get any(): boolean {
    return this.#totals.size > 0;
  }

  /** The kept errors: those of the package first, then by table in order of appearance, by row. */
  get errors(): CheckError[] {
    const order = [...this.#keptOf.keys()];
    const rank = (error: CheckError) => order.indexOf(error.table ?? '');
    return [...this.#kept].sort((a, b) => rank(a) - rank(b) || (a.row ?? 0) - (b.row ?? 0));
  }

  /** All errors, kept or not, by table; '' = about the package as a whole. */
  get totals(): Record<string, number> {
    return Object.fromEntries(this.#totals);
  }

  /** A short way to add errors about one table. */
  of(table: string, file: string | null): TableChecks {
    return {
      table,
      file,
      add: (code, place = {}, details = {}) => this.add(checkError(code, { table, file, ...place }, details)),
      count: (errors) => this.count(table, errors),
      keep: (code, place = {}, details = {}) => this.keep(checkError(code, { table, file, ...place }, details)),
    };
  }
}

type Place = { row?: number | null; column?: string | null; value?: string | null };
type Report = (code: CheckCode, place?: Place, details?: Record<string, string | number>) => void;

/** Where the checks of one table put what they find. */
export interface TableChecks {
  table: string;
  file: string | null;
  add: Report;
  count: (errors: number) => void;
  keep: Report;
}

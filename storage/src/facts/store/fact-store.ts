import type {
  AccountHashes,
  EvidenceColumn,
  IndicatorNeed,
  IndicatorParameter,
  RuleVerdict,
  SystemTable,
} from '@fundwatch/domain/evaluate';
import type { Dataset } from '@fundwatch/domain/collect';

/** One table of one accepted submission. The list that PostgreSQL keeps decides what is read, never a folder. */
export interface FactSource {
  table: string;
  agency: string;
  line: string;
  dataset: Dataset;
  /** YYYYMM */
  period: string;
  version: number;
  /** Null when the table was empty: no file is written for it. */
  path: string | null;
  rows: number;
  /** Lower-case hex; checked when the run asks for it. */
  sha256?: string | null;
}

/** A full-state table that M's package lawfully lacks; `from` is the latest earlier period that has it. */
export interface AbsentTable {
  table: string;
  agency: string;
  line: string;
  from: string;
}

/** A value of a fact, as text; null is a missing value. */
export type FactRow = Readonly<Record<string, string | null>>;

/** The month that is evaluated, and what is read for it. */
export interface FactRunOptions {
  /** M, YYYYMM. */
  period: string;
  firstDay: string;
  lastDay: string;
  /** Null while the calendar of that year is missing. */
  dueOn: string | null;
  asOf: string;
  files: readonly FactSource[];
  absentTables: readonly AbsentTable[];
  /** Rows of the system tables, values as text; a table left out is empty. */
  system: Partial<Readonly<Record<SystemTable, readonly FactRow[]>>>;
  /** DuckDB's own notation, e.g. `1GiB`. */
  memoryLimit?: string;
  /** Where larger-than-memory steps spill to. */
  tempDirectory?: string;
  threads?: number;
  /** False: a step that does not fit in memory fails instead of writing to disk. */
  spills?: boolean;
  /** Read every file's bytes and compare them with `sha256` before anything is evaluated. */
  verifyHashes?: boolean;
}

/** One indicator or rule as a run needs it. */
export interface FactQuery {
  sql: string;
  parameters: readonly Pick<IndicatorParameter, 'name' | 'type' | 'value'>[];
  needs: readonly IndicatorNeed[];
  evidence: readonly Pick<EvidenceColumn, 'name' | 'type'>[];
  /** Full-state tables that M's packages lawfully lack, as this query counts them; those of the run unless given. */
  absentTables?: readonly AbsentTable[];
  /** How long the engine may work on it; unlimited unless given. DuckDB only. */
  timeLimitMs?: number;
}

/** One row of an indicator. Every value is text by its declared type: no floats, no dates that could shift. */
export interface HitRow {
  verdict: 'hit' | 'cannot_decide';
  agency: string;
  line: string;
  subject: string;
  hitKey: string;
  relatedKey: string | null;
  firstPeriod: string | null;
  /** decimal(38,6) */
  observed: string | null;
  /** decimal(38,6) */
  threshold: string | null;
  /** Yuan, decimal(38,2). */
  amount: string | null;
  /** Null = the front matter's. */
  severity: string | null;
  /** The absent field, for cannot_decide. */
  missing: string | null;
  evidence: Record<string, string | null>;
}

/** One row of a rule. Values are text by their declared type, as in `HitRow`. */
export interface RuleRow {
  verdict: RuleVerdict;
  agency: string;
  line: string;
  /** The broken item's number; null in the summary row of an agency × line. */
  item: string | null;
  /** Items compared, in the summary row. */
  compared: number | null;
  /** decimal(38,6) */
  left: string | null;
  /** decimal(38,6) */
  right: string | null;
  /** left − right, decimal(38,6). */
  difference: string | null;
  /** The absent field, for not_checkable. */
  missing: string | null;
  evidence: Record<string, string | null>;
}

/** The facts of one period, opened for indicators and rules. */
export interface FactRun {
  /**
   * The rows of one indicator in its own order. Several at once take turns: the views are cut to each one's look-back.
   * Errors: INDICATOR_INVALID when the query breaks the contract or its time limit (`reason: 'time'`), FACT_FILE_DAMAGED when
   * a file cannot be read.
   */
  evaluate(query: FactQuery): AsyncIterable<HitRow>;
  /** The rows of one rule in its own order; turns and errors as with `evaluate`. */
  checkRule(query: FactQuery): AsyncIterable<RuleRow>;
  /** Distinct account hashes of M by agency, and how many another agency has, too. */
  countAccountHashes(): Promise<AccountHashes[]>;
  close(): Promise<void>;
}

/** Hides the engine that the facts are read with. */
export interface FactStore {
  openRun(options: FactRunOptions): Promise<FactRun>;
}

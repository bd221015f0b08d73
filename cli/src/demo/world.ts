import type { ControlBook } from './control-book.js';
import type { Findings } from './findings.js';
import type { IdentityIssuer } from './identities.js';
import type { MonthBooks } from './keep-books.js';
import type { LineBook } from './line-book.js';
import type { DemoPeriod } from './months.js';
import type { DemoDataset, DemoLine } from './region.js';
import type { Rows } from './rows.js';

export interface DeathRecord {
  source: 'police' | 'civil_affairs' | 'health' | 'court';
  idNumber: string;
  deathDate: string;
  /** First external package that carries it. */
  knownFrom: DemoPeriod;
}

export interface ImprisonmentRecord {
  idNumber: string;
  fromDate: string;
  toDate: string | null;
  custody: 'prison' | 'probation' | 'parole';
  courtDocNo: string;
  /** First external package that carries it. */
  knownFrom: DemoPeriod;
}

/** One submission of the region. */
export interface SubmissionPlace {
  agency: string;
  line: string;
  dataset: DemoDataset;
  period: DemoPeriod;
}

/** What is wrong in the rows that an agency sends, and stays so. */
export interface Slip extends SubmissionPlace {
  spoil: (tables: Record<string, Rows>) => Record<string, Rows>;
}

/**
 * A first version that was wrong, and the day on which the corrected second one comes. What comes after a due day comes on
 * few days: each is a night of new runs.
 */
export interface Resubmission extends SubmissionPlace {
  firstSentAt: string | null;
  correctedSentAt: string;
  /** Turns the right rows into those of the first version. */
  spoil: (tables: Record<string, Rows>) => Record<string, Rows>;
  /** A control total of the first version that is not the sum of its rows: it is refused. */
  controlTotalOverride?: { table: string; column: string; value: string };
  /** A table that the first version leaves out altogether: it is refused. */
  lacks?: string;
  /** A cell of the first version that the standard does not allow: it is refused. */
  wrongCell?: { table: string; column: string; reason: string };
}

/** The whole synthetic region, before anything is written as rows. */
export interface World {
  seed: number;
  issuer: IdentityIssuer;
  books: LineBook[];
  book(agency: string, line: DemoLine): LineBook;
  control: Map<string, ControlBook>;
  controlOf(agency: string): ControlBook;
  deaths: DeathRecord[];
  imprisonments: ImprisonmentRecord[];
  resubmissions: Resubmission[];
  slips: Slip[];
  findings: Findings;
  finance: Map<LineBook, Record<DemoPeriod, MonthBooks>>;
}

/** What is planted for one indicator, in the order in which a month is made. */
export interface Planting {
  /** Persons and employers, before any month is drafted. */
  population?: (world: World) => void;
  /** Changes to a month's levies, payments and returns. */
  drafts?: (world: World) => void;
  /** Rows of the operation log, before it is numbered. */
  control?: (world: World) => void;
  /** What follows from the books once they are kept. */
  books?: (world: World) => void;
}

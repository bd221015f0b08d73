import type { Readable } from 'node:stream';

/** A page of one fact file. */
export interface FactPageRequest {
  kind: 'page';
  table: string;
  /** Absolute. */
  path: string;
  /** Place of the last row of the page before. */
  after: number | null;
  limit: number;
  startsWith: { columns: string[]; text: string } | null;
}

/** A whole table as CSV for people. */
export interface FactCsvRequest {
  kind: 'csv';
  table: string;
  /** Absolute; null for an empty table. */
  path: string | null;
  masked: boolean;
}

/** Rows of several tables that tell of one subject. */
export interface SubjectFactsRequest {
  kind: 'subject';
  subject: string;
  /** At most so many rows of each table. */
  limit: number;
  tables: {
    table: string;
    /** Columns that name the subject. */
    columns: string[];
    /** Absolute paths. */
    files: { period: string; path: string }[];
    /** Instead of columns: the key that these rows share with the subject's rows of another table. */
    through: { key: string; columns: string[]; files: { period: string; path: string }[] } | null;
  }[];
}

/** Who goes by a text, in tables that are sent whole. */
export interface FindSubjectsRequest {
  kind: 'find';
  text: string;
  limit: number;
  lookups: {
    table: string;
    columns: string[];
    gives: string;
    /** Absolute paths. */
    files: { path: string; agency: string; line: string }[];
  }[];
}

export type ReadingRequest = FactPageRequest | FactCsvRequest | SubjectFactsRequest | FindSubjectsRequest;

export interface FactPageRead {
  /** Place in the file, and the values of the table's fields in their order, as text. */
  rows: { place: number; values: (string | null)[] }[];
  total: number;
}

export interface SubjectFactsRead {
  /** In the order asked for; rows of the latest month first, values of the table's fields in their order, as text. */
  tables: { rows: { period: string; values: (string | null)[] }[]; total: number }[];
}

export interface SubjectsFound {
  /** In the order asked for; at most one more than the limit, so that the reader of it knows of more. */
  lookups: { agency: string; line: string; subject: string; name: string | null; idNumber: string | null }[][];
}

/**
 * Looks into fact files in a process of its own with a memory and a time limit; the server never loads DuckDB.
 * Errors: READING_TOO_LONG, READING_BUSY, READING_FAILED, FACT_FILE_DAMAGED.
 */
export interface FactsReader {
  readPage(request: FactPageRequest): Promise<FactPageRead>;
  readSubject(request: SubjectFactsRequest): Promise<SubjectFactsRead>;
  findSubjects(request: FindSubjectsRequest): Promise<SubjectsFound>;
  /** The bytes break off with an error if the reader is stopped on the way. */
  openCsv(request: FactCsvRequest): Promise<Readable>;
}

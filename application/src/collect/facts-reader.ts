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

export type ReadingRequest = FactPageRequest | FactCsvRequest;

export interface FactPageRead {
  /** Place in the file, and the values of the table's fields in their order, as text. */
  rows: { place: number; values: (string | null)[] }[];
  total: number;
}

/**
 * Looks into fact files in a process of its own with a memory and a time limit; the server never loads DuckDB.
 * Errors: READING_TOO_LONG, READING_BUSY, READING_FAILED, FACT_FILE_DAMAGED.
 */
export interface FactsReader {
  readPage(request: FactPageRequest): Promise<FactPageRead>;
  /** The bytes break off with an error if the reader is stopped on the way. */
  openCsv(request: FactCsvRequest): Promise<Readable>;
}

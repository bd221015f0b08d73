import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';

/** The rows of a chunk as text: decimals, dates and times in their own notation, never through a float or a Date. */
export function* stringsOfChunk(chunk: DuckDBDataChunk): Generator<(string | null)[]> {
  for (const row of chunk.getRows()) yield row.map(textOf);
}

function textOf(value: DuckDBValue): string | null {
  return value === null ? null : String(value);
}

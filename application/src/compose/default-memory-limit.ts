/**
 * DuckDB's limit (in its own notation) on a machine with so much memory, bytes: a third of it, from 1 GB to 4 GB. The rest
 * is for PostgreSQL, the server and the page cache.
 */
export function defaultMemoryLimit(machineBytes: number): string {
  return `${Math.min(4, Math.max(1, Math.floor(machineBytes / 3e9)))}GB`;
}

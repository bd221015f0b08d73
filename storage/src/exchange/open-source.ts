import { DomainError } from '@fundwatch/domain';
import {
  leadFields,
  mappingProblem,
  resolveSource,
  type MappingProblem,
  type ResolvedSource,
  type ResolvedTable,
  type SourceMapping,
} from '@fundwatch/domain/collect';
import type { ClientBase } from 'pg';
import { readSourceTables } from './read-source-tables.js';

/** What the source has for each table of the standard, in the caller's snapshot. */
export async function resolveLiveSource(client: ClientBase, mapping: SourceMapping): Promise<ResolvedSource> {
  const found = await readSourceTables(client, mapping.schema);
  const resolved = resolveSource(mapping, found ?? []);
  if (found === null) resolved.submission.problems.unshift(mappingProblem('schema_missing', { found: mapping.schema }));
  return resolved;
}

/**
 * The same, for pulling: the list of submissions must be readable.
 * @throws DomainError EXCHANGE_SOURCE_INVALID with what is missing
 */
export async function resolveForPull(client: ClientBase, mapping: SourceMapping): Promise<ResolvedSource> {
  const resolved = await resolveLiveSource(client, mapping);
  refuseProblems(resolved.submission.problems);
  return resolved;
}

/**
 * A table whose leading columns are missing, or that may not be read, is a fault of the source or of its mapping and no
 * fault of whoever sent the rows: the pull stops instead of refusing. A table that is not there is left to the checks.
 * @throws DomainError EXCHANGE_SOURCE_INVALID
 */
export function refuseUnreadable(table: ResolvedTable): void {
  const ours = table.problems.filter(
    ({ code, column }) =>
      code !== 'table_missing' &&
      (code !== 'column_missing' || (leadFields as readonly (string | null)[]).includes(column)),
  );
  refuseProblems(ours);
}

function refuseProblems(problems: readonly MappingProblem[]): void {
  if (problems.length === 0) return;
  const named = problems.map(({ table, reason }) => ({
    table,
    ...reason,
  }));
  const problem = named.map(({ table, zh, en }) => `${table ?? ''} ${zh} / ${en}`.trim()).join('；');
  throw new DomainError('EXCHANGE_SOURCE_INVALID', { problem, problems });
}

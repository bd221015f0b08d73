import type { DuckDBConnection } from '@duckdb/node-api';
import type { StatedResource, SubmissionIdentity } from '@fundwatch/domain/collect';
import type { TableChecks } from './check-collector.js';
import { checkTable, type TableFigures } from './check-table.js';
import { stageExactly, type StagedTable } from './stage-table.js';
import type { ValueOptions } from './value-checks.js';
import { writeSoundTable, type FactFile } from './write-fact-file.js';

/** A table whose faults, if any, were reported. */
export type LoadedRows = TableFigures & {
  staged: StagedTable;
  /** Null where it has rows: not written yet. */
  file: FactFile | null;
};

/**
 * Checks one staged table. What is sound, as nearly every table is, is written by the same scan; else the exact checks
 * find every fault, as they do where `refused` says that the submission cannot be accepted any more.
 */
export async function loadTable(
  duckdb: DuckDBConnection,
  staged: StagedTable,
  stated: StatedResource,
  target: { identity: SubmissionIdentity; path: string; refused: boolean; parts: readonly string[] | null },
  checks: TableChecks,
  options: ValueOptions & { rowsHash: boolean },
): Promise<LoadedRows> {
  const { scan, sha256, rows } = staged;
  const asStated = stated.rows === rows && (sha256 === '' || stated.sha256 === sha256);
  if (!target.refused && asStated && rows > 0 && scan.faulty === 0 && !scan.stopped) {
    const sound = await writeSoundTable(duckdb, staged, target.identity, target.path, target.parts, options);
    if (sound) return { staged, ...sound };
  }
  const exact = await stageExactly(staged, checks);
  return { staged: exact, ...(await checkTable(duckdb, exact, checks, options)), file: null };
}

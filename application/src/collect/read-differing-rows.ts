import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { exchangeTables, maskableColumns } from '@fundwatch/domain/collect';
import { maskRecord, type RequestContext } from '@fundwatch/domain/identity';
import type { DifferingRow } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { readLook } from './read-look.js';
import { requireSubmission } from './require-submission.js';

interface DifferingRowsInput {
  submissionId: string;
  table: string;
  cursor?: string | undefined;
  limit: number;
}
type DifferingRowsPage = ReplyOf<typeof routes.listDifferingRows>;

/** The kept rows of a table that differ, personal columns masked. @throws DomainError NOT_FOUND, CURSOR_INVALID */
export function listDifferingRows(
  app: Application,
  context: RequestContext,
  input: DifferingRowsInput,
): Promise<DifferingRowsPage> {
  return readRows(app, context, input, null);
}

/**
 * The same with personal data; the look and its reason are logged in the same transaction.
 * @throws DomainError NOT_FOUND, NOT_ALLOWED, REASON_REQUIRED, CURSOR_INVALID
 */
export async function unmaskDifferingRows(
  app: Application,
  context: RequestContext,
  input: DifferingRowsInput & { reason: string },
): Promise<DifferingRowsPage> {
  return readRows(app, context, input, readLook(context, input.reason));
}

async function readRows(
  app: Application,
  context: RequestContext,
  input: DifferingRowsInput,
  unmaskedFor: string | null,
): Promise<DifferingRowsPage> {
  const businessAt = await app.clock.now();
  const place = readCursor(input.cursor, businessAt, ['integer']);
  const after = (place.after?.[0] as number | undefined) ?? null;
  return app.database.withContext(context, async (repositories) => {
    const { id } = await requireSubmission(repositories, input.submissionId);
    const rows = await repositories.submissionDifferences.rows(id, input.table, after, input.limit + 1);
    const total = await repositories.submissionDifferences.countRows(id, input.table);
    if (unmaskedFor !== null)
      await repositories.audit.append({
        action: 'submission.unmask-differences',
        target: { kind: 'submission', id },
        businessAt,
        reason: unmaskedFor,
        details: { table: input.table, rows: Math.min(rows.length, input.limit), after },
      });
    return pageOf(
      rows,
      input.limit,
      place,
      total,
      ({ ordinal }) => [ordinal],
      (row) => viewRow(input.table, row, unmaskedFor !== null),
    );
  });
}

function viewRow(table: string, { kind, key, before, after }: DifferingRow, unmasked: boolean) {
  const standard = exchangeTables.find(({ name }) => name === table);
  const columns = standard ? maskableColumns(standard) : [];
  const show = (cells: Record<string, string | null>) => (unmasked ? cells : maskRecord(columns, cells));
  return { kind, key: show(key), before: before && show(before), after: after && show(after) };
}

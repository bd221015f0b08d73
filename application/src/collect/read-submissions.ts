import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { addPeriods } from '@fundwatch/domain/calendar';
import { exchangeTables } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { SubmissionFilter } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { findPackage } from './find-package.js';
import { requireSubmission } from './require-submission.js';
import { viewCheck, viewSubmission } from './view-submission.js';

interface PageInput {
  cursor?: string | undefined;
  limit: number;
}

/** Submissions that this person may see, latest arrival first. @throws DomainError CURSOR_INVALID */
export async function listSubmissions(
  app: Application,
  context: RequestContext,
  input: SubmissionFilter & PageInput,
): Promise<ReplyOf<typeof routes.listSubmissions>> {
  const { cursor, limit, ...filter } = input;
  const terms = await app.terms();
  const place = readCursor(cursor, await app.clock.now(), ['instant', 'uuid']);
  const [rows, total] = await app.database.withContext(context, async ({ submissionReading }) => [
    await submissionReading.list(filter, place.asOf, place.after, limit + 1),
    await submissionReading.count(filter, place.asOf),
  ]);
  return pageOf(
    rows,
    limit,
    place,
    total,
    (row) => row.key,
    (row) => viewSubmission(row, terms),
  );
}

/** One submission with its tables. @throws DomainError NOT_FOUND */
export async function getSubmission(
  app: Application,
  context: RequestContext,
  input: { submissionId: string },
): Promise<ReplyOf<typeof routes.getSubmission>> {
  const terms = await app.terms();
  const found = await app.database.withContext(context, async (repositories) => {
    const submission = await requireSubmission(repositories, input.submissionId);
    return {
      submission,
      tables: await repositories.submissionReading.tables(submission.id),
      monthBefore: await repositories.submissionVersions.rowsBefore(submission.id, addPeriods(submission.period, -1)),
    };
  });
  const sent = await findPackage(app, context, found.submission.id);
  return {
    ...viewSubmission(found.submission, terms),
    package: sent && { fileName: sent.fileName, bytes: sent.bytes },
    tables: inStandardOrder(found.tables).map((table) => ({
      ...table,
      title: exchangeTables.find(({ name }) => name === table.name)?.title ?? table.name,
      rowsMonthBefore: found.monthBefore.get(table.name) ?? null,
    })),
  };
}

/** A refusal's errors in the order in which they were found. @throws DomainError NOT_FOUND, CURSOR_INVALID */
export async function listSubmissionChecks(
  app: Application,
  context: RequestContext,
  input: { submissionId: string } & PageInput,
): Promise<ReplyOf<typeof routes.listSubmissionChecks>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['integer']);
  const [rows, total] = await app.database.withContext(context, async (repositories) => {
    const { id } = await requireSubmission(repositories, input.submissionId);
    const after = (place.after?.[0] as number | undefined) ?? null;
    return [
      await repositories.submissionReading.checks(id, after, input.limit + 1),
      await repositories.submissionReading.countChecks(id),
    ];
  });
  return pageOf(rows, input.limit, place, total, (row) => [row.id], viewCheck);
}

function inStandardOrder<T extends { name: string }>(tables: readonly T[]): T[] {
  const place = new Map(exchangeTables.map(({ name }, index) => [name, index]));
  return [...tables].sort((a, b) => (place.get(a.name) ?? place.size) - (place.get(b.name) ?? place.size));
}

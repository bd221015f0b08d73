import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { submissionDueIn, endOfDay } from '@fundwatch/domain/calendar';
import { exchangeTables, owesReason } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ArrivedSubmission, SubmissionVersion } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { requireSubmission } from './require-submission.js';

type VersionView = ReplyOf<typeof routes.listSubmissionVersions>['versions'][number];

/** More versions of one month than anybody sends; the list is never unbounded. */
const mostVersions = 200;

/** Every version of the same submission, latest first. @throws DomainError NOT_FOUND */
export async function listSubmissionVersions(
  app: Application,
  context: RequestContext,
  input: { submissionId: string },
): Promise<ReplyOf<typeof routes.listSubmissionVersions>> {
  const terms = await app.terms();
  const { submission, versions } = await app.database.withContext(context, async (repositories) => {
    const submission = await requireSubmission(repositories, input.submissionId);
    return { submission, versions: await repositories.submissionVersions.siblings(submission.id, mostVersions) };
  });
  const dueOn = submissionDueIn(terms, submission.period);
  return { versions: versions.map((version) => viewVersion(version, versions, dueOn)) };
}

/** What a version changed against the one it replaces, table by table. @throws DomainError NOT_FOUND */
export async function listSubmissionDifferences(
  app: Application,
  context: RequestContext,
  input: { submissionId: string },
): Promise<ReplyOf<typeof routes.listSubmissionDifferences>> {
  return app.database.withContext(context, async (repositories) => {
    const submission = await requireSubmission(repositories, input.submissionId);
    const tables = await repositories.submissionDifferences.tables(submission.id);
    const before = submission.replaces ? await repositories.submissionReading.get(submission.replaces) : null;
    return {
      replaces: before && { id: before.id, version: before.version },
      tables: inStandardOrder(tables),
    };
  });
}

/** A version among its siblings; `dueOn` null: the due day waits for its calendar. */
export function viewVersion(
  version: SubmissionVersion,
  siblings: readonly Pick<ArrivedSubmission, 'id' | 'version'>[],
  dueOn: string | null,
): VersionView {
  const { id, state, arrivedAt, decidedAt, rows, errors, reason, reasonAt } = version;
  const inTime = dueOn === null ? null : Date.parse(arrivedAt) < Date.parse(endOfDay(dueOn));
  return {
    id,
    version: version.version,
    state,
    onTime: state === 'accepted' ? inTime : null,
    arrivedAt,
    decidedAt,
    rows,
    errors,
    replaces: siblings.find((one) => one.id === version.replaces)?.version ?? null,
    owesReason: owesReason(version),
    reason,
    reasonBy: version.reasonByName,
    reasonAt,
  };
}

function inStandardOrder<T extends { table: string }>(tables: readonly T[]): (T & { title: string })[] {
  return exchangeTables.flatMap(({ name, title }) => {
    const found = tables.find(({ table }) => table === name);
    return found ? [{ ...found, title }] : [];
  });
}

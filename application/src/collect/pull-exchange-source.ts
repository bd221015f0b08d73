import { DomainError } from '@fundwatch/domain';
import { standardMapping, type SourceMapping } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import {
  findWritePrivileges,
  listSubmissions,
  withExchangeClient,
  type OfferedSubmission,
} from '@fundwatch/storage/exchange';
import { loadExchangeSubmission } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { takeSubmission, type SubmissionOutcome } from './take-submission.js';

export interface PullCounts {
  offered: number;
  accepted: number;
  refused: number;
}

export interface PullRequest {
  /** The name of a configured source. */
  source: string;
  /** Or a database that is named by hand (command line). */
  url?: string;
  /** Only this month, YYYYMM. */
  period?: string;
  /** Told about each submission taken in. */
  onSubmission?: (offered: OfferedSubmission, outcome: SubmissionOutcome) => void;
}

/**
 * Takes in the versions of one exchange database that were not decided before, in ascending order, each out of one
 * snapshot and by the source's mapping. How it went is kept with the source; a broken connection is taken up where it
 * broke, since what is decided is not pulled again. Null: another process pulls this source now.
 * @throws DomainError EXCHANGE_SOURCE_UNKNOWN, EXCHANGE_SOURCE_UNREACHABLE, EXCHANGE_SOURCE_INVALID
 */
export async function pullExchangeSource(
  app: Application,
  context: RequestContext,
  request: PullRequest,
): Promise<PullCounts | null> {
  const url = request.url ?? app.settings.exchangeSources.find(({ name }) => name === request.source)?.url;
  if (url === undefined) throw new DomainError('EXCHANGE_SOURCE_UNKNOWN', { source: request.source });
  return app.database.withContext(context, async (holding) => {
    if (!(await holding.exchangeSources.tryLock(request.source))) return null;
    const mapping = (await holding.sourceMappings.current(request.source))?.mapping ?? standardMapping;
    try {
      const { counts, unplaced } = await pull(app, context, { ...request, url, mapping });
      await settle(app, context, request.source, unplaced.size ? new Error([...unplaced].join('；')) : null);
      return counts;
    } catch (error) {
      await settle(app, context, request.source, error);
      throw error;
    }
  });
}

async function pull(
  app: Application,
  context: RequestContext,
  { source, url, mapping, period, onSubmission }: PullRequest & { url: string; mapping: SourceMapping },
): Promise<{ counts: PullCounts; unplaced: Set<string> }> {
  const counts: PullCounts = { offered: 0, accepted: 0, refused: 0 };
  const unplaced = new Set<string>();
  await withExchangeClient(url, async (client) => {
    const privileges = await findWritePrivileges(client, mapping.schema);
    const decided = await app.database.withContext(context, async ({ exchangeSources, submissionIntake }) => {
      await exchangeSources.recordPrivileges(source, privileges);
      return submissionIntake.decidedKeys();
    });
    const sentUpTo = new Date(await app.clock.now());
    for (const offered of await listSubmissions(client, { period, sentUpTo }, mapping)) {
      if (decided.has(keyOf(offered))) continue;
      counts.offered++;
      const outcome = await takeSubmission(app, context, {
        source: 'exchange',
        exchangeSource: source,
        load: (options) => loadExchangeSubmission(client, offered, { ...options, mapping }),
      });
      if (outcome.state === 'accepted') counts.accepted++;
      if (outcome.state === 'refused') counts.refused++;
      // What cannot be kept as anybody's submission is told with the source.
      if (!outcome.submissionId) outcome.errors.forEach(({ reason }) => unplaced.add(`${reason.zh} / ${reason.en}`));
      onSubmission?.(offered, outcome);
    }
  });
  return { counts, unplaced };
}

async function settle(app: Application, context: RequestContext, source: string, error: unknown): Promise<void> {
  const now = await app.clock.now();
  await app.database.withContext(context, ({ exchangeSources }) =>
    error === null
      ? exchangeSources.recordSuccess(source, now)
      : exchangeSources.recordFailure(source, now, problemOf(error)),
  );
}

function problemOf(error: unknown): string {
  if (error instanceof DomainError && typeof error.details['problem'] === 'string') return error.details['problem'];
  return error instanceof Error ? error.message : String(error);
}

function keyOf({ agency, line, dataset, period, version }: OfferedSubmission): string {
  return [agency, line, dataset, period, version].join('|');
}

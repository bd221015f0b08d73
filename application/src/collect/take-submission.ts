import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { checkError, decideVersion, type CheckError, type SubmissionIdentity } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { SubmissionSource } from '@fundwatch/storage';
import { placeFactFiles, type LoadOptions, type LoadResult } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';

/** What became of something that arrived. */
export interface SubmissionOutcome {
  state: 'accepted' | 'refused' | 'already_here';
  identity: SubmissionIdentity | null;
  /** Null when it could not even be told what it is a submission of. */
  submissionId: string | null;
  rows: number;
  /** The kept errors of a refusal, and how many there are in all. */
  errors: CheckError[];
  errorTotal: number;
}

export interface TakeOptions {
  source: SubmissionSource;
  /** Only this agency's data may come this way; undefined: everybody's. */
  onlyAgency?: string;
  /** Reads and checks; the bulk of the work. */
  load: (options: LoadOptions) => Promise<LoadResult>;
}

/**
 * Takes one submission in: checked, then accepted whole with its immutable files listed in the same transaction, or
 * refused whole with its reasons kept and no facts. The same version with the same content is already here.
 */
export async function takeSubmission(
  app: Application,
  context: RequestContext,
  options: TakeOptions,
): Promise<SubmissionOutcome> {
  const now = await app.clock.now();
  const factsRoot = join(app.settings.home, 'facts');
  const loaded = await options.load({
    factsRoot,
    tempDirectory: join(app.settings.home, 'tmp'),
    memoryLimit: app.settings.memoryLimit,
    mayLack: (identity) =>
      app.database.withContext(context, async ({ expectedSubmissions }) => {
        const { rows } = await expectedSubmissions.expectedIn(identity.period);
        const own = rows.find(
          (row) => row.agency === identity.agency && row.line === identity.line && row.dataset === identity.dataset,
        );
        return own?.mayLack ?? [];
      }),
    isKnown: (identity, contentHash) =>
      app.database.withContext(context, async ({ submissionIntake }) => {
        const known = await submissionIntake.decidedVersions(identity);
        return known.some((one) => one.version === identity.version && one.contentHash === contentHash);
      }),
  });
  const { identity } = loaded;
  if (identity === null) {
    const { errors, errorTotals } = loaded as Extract<LoadResult, { state: 'refused' }>;
    return { state: 'refused', identity: null, submissionId: null, rows: 0, errors, errorTotal: total(errorTotals) };
  }
  if (loaded.state === 'known') return describeKnown(app, context, identity, loaded.contentHash);

  const placed = new Map<string, { path: string; sha256: string }>();
  try {
    const objection = await findObjection(app, context, identity, loaded, options);
    if (loaded.state === 'acceptable' && !objection) {
      for (const file of await placeFactFiles(identity, loaded.tables, {
        factsRoot,
        at: () => crashPoint('collect.after-rename'),
      })) {
        placed.set(file.table, file);
      }
    }
    return await app.database.withContext(context, async (repositories) => {
      const { submissionIntake, organisations, audit } = repositories;
      await submissionIntake.lock(identity);
      // Asked again under the lock: another process may have decided this version meanwhile.
      const late = objection ?? (await versionObjection(repositories, identity, loaded.contentHash));
      const sentAt = loaded.sentAt ?? now;
      const id = await submissionIntake.markReceived({
        identity,
        source: options.source,
        sentBy: loaded.sentBy ?? '',
        sentAt,
        arrivedAt: options.source === 'history' ? sentAt : now,
      });
      await organisations.see(identity.agency, now);
      const contentHash = loaded.contentHash ?? `unread-${randomUUID()}`;
      let outcome: SubmissionOutcome;
      if (loaded.state === 'acceptable' && !late) {
        const tables = loaded.tables.map(({ table, rows, controlTotals }) => ({
          table,
          rows,
          controlTotals,
          path: placed.get(table)?.path ?? null,
          sha256: placed.get(table)?.sha256 ?? null,
        }));
        await submissionIntake.accept(id, now, contentHash, tables);
        const rows = tables.reduce((sum, table) => sum + table.rows, 0);
        outcome = { state: 'accepted', identity, submissionId: id, rows, errors: [], errorTotal: 0 };
      } else {
        const errors = [...(late ? [late] : []), ...(loaded.state === 'refused' ? loaded.errors : [])];
        const errorTotal = (late ? 1 : 0) + (loaded.state === 'refused' ? total(loaded.errorTotals) : 0);
        await submissionIntake.refuse(id, now, contentHash, errors, errorTotal);
        outcome = { state: 'refused', identity, submissionId: id, rows: 0, errors, errorTotal };
      }
      await audit.append({
        action: `submission.${outcome.state === 'accepted' ? 'accept' : 'refuse'}`,
        target: { kind: 'submission', id },
        businessAt: now,
        details: { ...identity, source: options.source, errors: outcome.errorTotal },
      });
      crashPoint('collect.before-commit');
      return outcome;
    });
  } finally {
    if (loaded.state === 'acceptable') await loaded.discard();
  }
}

/** A reason against a submission that its own content cannot show. */
async function findObjection(
  app: Application,
  context: RequestContext,
  identity: SubmissionIdentity,
  loaded: LoadResult,
  options: TakeOptions,
): Promise<CheckError | null> {
  const { agency } = identity;
  if (options.onlyAgency !== undefined && agency !== options.onlyAgency) {
    return checkError('agency_not_yours', { column: 'agency', value: agency }, { agency, own: options.onlyAgency });
  }
  return app.database.withContext(context, async (repositories) => {
    const { organisations } = repositories;
    if ((await organisations.anyEntered()) && !(await organisations.find(agency))) {
      return checkError('agency_unknown', { column: 'agency', value: agency }, { agency });
    }
    return versionObjection(repositories, identity, loaded.contentHash);
  });
}

async function versionObjection(
  { submissionIntake }: Parameters<Parameters<Application['database']['withContext']>[1]>[0],
  identity: SubmissionIdentity,
  contentHash: string | null,
): Promise<CheckError | null> {
  const seen = await submissionIntake.decidedVersions(identity);
  const decision = decideVersion(seen, { version: identity.version, contentHash: contentHash ?? '' });
  return decision.kind === 'refused' ? decision.error : null;
}

/** The same content again: accepted before, it is already here; refused before, the reasons are told again. */
async function describeKnown(
  app: Application,
  context: RequestContext,
  identity: SubmissionIdentity,
  contentHash: string,
): Promise<SubmissionOutcome> {
  return app.database.withContext(context, async ({ submissionIntake }) => {
    const known = (await submissionIntake.decidedVersions(identity)).find(
      (one) => one.version === identity.version && one.contentHash === contentHash,
    )!;
    const errors = await submissionIntake.checksOf(known.id);
    const state = known.state === 'accepted' ? 'already_here' : 'refused';
    return { state, identity, submissionId: known.id, rows: 0, errors, errorTotal: errors.length };
  });
}

function total(errorTotals: Record<string, number>): number {
  return Object.values(errorTotals).reduce((sum, one) => sum + one, 0);
}

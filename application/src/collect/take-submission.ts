import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  checkError,
  decideVersion,
  type CheckError,
  type SubmissionIdentity,
  type VersionDecision,
} from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { KnownVersion, Repositories, SubmissionSource } from '@fundwatch/storage';
import { placeFactFiles, type LoadOptions, type LoadResult } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { followAccepted, nudgeRuleChecks } from '../evaluate/request-rule-checks.js';
import { followReplaced, type GivenReason } from './follow-replaced.js';

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
  /** Name of the exchange database that it comes out of. */
  exchangeSource?: string;
  /** Only this agency's data may come this way; undefined: everybody's. */
  onlyAgency?: string;
  /** Why it is sent again, where the sender said so. */
  reason?: GivenReason | null;
  /** Reads and checks; the bulk of the work. */
  load: (options: LoadOptions) => Promise<LoadResult>;
}

/**
 * Takes one submission in: checked, then accepted whole with its immutable files listed in the same transaction, or
 * refused whole with its reasons kept and no facts. The same version with the same content is already here. While it is
 * being checked it stands on the board as received.
 */
export async function takeSubmission(
  app: Application,
  context: RequestContext,
  options: TakeOptions,
): Promise<SubmissionOutcome> {
  const arrivedAt = await app.clock.now();
  const factsRoot = join(app.settings.home, 'facts');
  let receivedId: string | null = null;
  try {
    const loaded = await options.load({
      factsRoot,
      tempDirectory: join(app.settings.home, 'tmp'),
      memoryLimit: app.settings.memoryLimit,
      mayLack: (identity) =>
        app.database.withContext(context, async (repositories) => {
          if (!(await senderObjection(repositories, identity, options))) {
            receivedId = await markReceived(repositories, identity, { sentBy: null, sentAt: null }, options, arrivedAt);
          }
          return tablesThatMayLack(repositories, identity);
        }),
      isKnown: (identity, contentHash) =>
        app.database.withContext(
          context,
          async (repositories) => (await findKnown(repositories, identity, contentHash)) !== null,
        ),
    });
    try {
      return await settle(app, context, options, loaded, arrivedAt);
    } finally {
      if (loaded.state === 'acceptable') await loaded.discard();
    }
  } finally {
    // Decided, it is no longer "received"; what is left so is already here, or its check broke off.
    const left = receivedId;
    if (left) await app.database.withContext(context, ({ submissionIntake }) => submissionIntake.forgetReceived(left));
  }
}

async function settle(
  app: Application,
  context: RequestContext,
  options: TakeOptions,
  loaded: LoadResult,
  arrivedAt: string,
): Promise<SubmissionOutcome> {
  const { identity } = loaded;
  const found =
    loaded.state === 'refused' ? { errors: loaded.errors, errorTotal: total(loaded.errorTotals) } : noErrors;
  if (identity === null) return { state: 'refused', identity, submissionId: null, rows: 0, ...found };
  const objection = await app.database.withContext(context, (repositories) =>
    senderObjection(repositories, identity, options),
  );
  // Whoever may not send for an agency leaves no trace among its submissions.
  if (objection) return { state: 'refused', identity, submissionId: null, rows: 0, errors: [objection], errorTotal: 1 };

  const acceptable = loaded.state === 'acceptable' ? loaded : null;
  const decision = await app.database.withContext(context, (repositories) =>
    decide(repositories, identity, loaded.contentHash),
  );
  const placed = new Map<string, { path: string; sha256: string }>();
  if (acceptable && decision.kind === 'accept') {
    const at = () => crashPoint('collect.after-rename');
    const factsRoot = join(app.settings.home, 'facts');
    for (const file of await placeFactFiles(identity, acceptable.tables, { factsRoot, at }))
      placed.set(file.table, file);
  }
  let toCompare = false;
  const outcome = await app.database.withContext(context, async (repositories) => {
    const { submissionIntake, organisations, audit, notifications } = repositories;
    await submissionIntake.lock(identity);
    // Asked again under the lock: another process may have decided this version meanwhile.
    const known = loaded.contentHash && (await findKnown(repositories, identity, loaded.contentHash));
    if (known) return describeKnown(repositories, identity, known);
    const late = await decide(repositories, identity, loaded.contentHash);
    const now = await app.clock.now();
    const id = await markReceived(repositories, identity, loaded, options, arrivedAt);
    await organisations.see(identity.agency, now);
    const contentHash = loaded.contentHash ?? `unread-${randomUUID()}`;
    let outcome: SubmissionOutcome;
    if (acceptable && late.kind !== 'refused') {
      const tables = acceptable.tables.map(({ table, rows, controlTotals, contentHash: tableHash }) => {
        const { path = null, sha256 = null } = placed.get(table) ?? {};
        return { table, rows, controlTotals, contentHash: tableHash, path, sha256 };
      });
      await submissionIntake.accept(id, now, contentHash, tables);
      await followAccepted(app, repositories, identity);
      toCompare = await followReplaced(repositories, id, now, options.reason ?? null);
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      outcome = { state: 'accepted', identity, submissionId: id, rows, ...noErrors };
    } else {
      const version = late.kind === 'refused' ? [late.error] : [];
      const errors = [...version, ...found.errors];
      const errorTotal = version.length + found.errorTotal;
      const tables = loaded.state === 'known' ? [] : loaded.tables;
      await submissionIntake.refuse(id, now, contentHash, errors, errorTotal, tables);
      await notifications.tellOfRefusal(id, { agency: identity.agency, period: identity.period }, now);
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
  // A queue that is out of reach loses only the nudge; the sweep of comparisons finds the version again.
  if (toCompare && outcome.submissionId)
    await app.queue.enqueue('compareVersions', { submissionId: outcome.submissionId }).catch(() => undefined);
  if (outcome.state === 'accepted') {
    await nudgeRuleChecks(app, context).catch(() => undefined);
    await app.queue.enqueue('sweepCleaningTasks', {}).catch(() => undefined);
  }
  return outcome;
}

const noErrors = { errors: [] as CheckError[], errorTotal: 0 };

function markReceived(
  { submissionIntake }: Repositories,
  identity: SubmissionIdentity,
  sender: Pick<LoadResult, 'sentBy' | 'sentAt'>,
  { source, exchangeSource }: TakeOptions,
  arrivedAt: string,
): Promise<string> {
  const sentAt = sender.sentAt ?? arrivedAt;
  // Months before the product ran: the sender's time counts as arrival (decisions 13).
  const arrival = { arrivedAt: source === 'history' ? sentAt : arrivedAt, sentAt, sentBy: sender.sentBy ?? '' };
  return submissionIntake.markReceived({ identity, source, exchangeSource, ...arrival });
}

async function tablesThatMayLack(
  { expectedSubmissions }: Repositories,
  identity: SubmissionIdentity,
): Promise<string[]> {
  const { agency, line, dataset, period } = identity;
  const { rows } = await expectedSubmissions.expectedIn(period);
  const own = rows.find((row) => row.agency === agency && row.line === line && row.dataset === dataset);
  return own?.mayLack ?? [];
}

/** Why this agency's data may not come this way at all. */
async function senderObjection(
  { organisations }: Repositories,
  { agency }: SubmissionIdentity,
  { onlyAgency }: TakeOptions,
): Promise<CheckError | null> {
  const place = { column: 'agency', value: agency };
  if (onlyAgency !== undefined && agency !== onlyAgency) {
    return checkError('agency_not_yours', place, { agency, own: onlyAgency });
  }
  const unknown = (await organisations.anyEntered()) && !(await organisations.find(agency));
  return unknown ? checkError('agency_unknown', place, { agency }) : null;
}

async function decide(
  { submissionIntake }: Repositories,
  identity: SubmissionIdentity,
  contentHash: string | null,
): Promise<VersionDecision> {
  const seen = await submissionIntake.decidedVersions(identity);
  return decideVersion(seen, { version: identity.version, contentHash: contentHash ?? '' });
}

async function findKnown(
  { submissionIntake }: Repositories,
  identity: SubmissionIdentity,
  contentHash: string,
): Promise<KnownVersion | null> {
  const decided = await submissionIntake.decidedVersions(identity);
  return decided.find((one) => one.version === identity.version && one.contentHash === contentHash) ?? null;
}

/** The same content again: accepted before, it is already here; refused before, the reasons are told again. */
async function describeKnown(
  { submissionIntake }: Repositories,
  identity: SubmissionIdentity,
  known: KnownVersion,
): Promise<SubmissionOutcome> {
  const errors = await submissionIntake.checksOf(known.id);
  const state = known.state === 'accepted' ? 'already_here' : 'refused';
  return { state, identity, submissionId: known.id, rows: 0, errors, errorTotal: errors.length };
}

function total(errorTotals: Record<string, number>): number {
  return Object.values(errorTotals).reduce((sum, one) => sum + one, 0);
}

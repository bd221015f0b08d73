import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { lines } from '@fundwatch/domain/collect';
import {
  checkChanges,
  compareDefinitions,
  type IndicatorChanges,
  type IndicatorVersionOrigin,
  type VersionProblem,
} from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import { changeIndicator, hashDefinition, type Indicator } from '@fundwatch/indicators';
import type { IndicatorVersion, IndicatorVersionRecord, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { keepDefinitions } from '../evaluate/keep-definitions.js';
import { readStanding, readVersionsOnTrial, type IndicatorStanding } from './read-in-force.js';

export interface VersionProposal {
  code: string;
  changes: IndicatorChanges;
  /** The definition that is changed: the one in force, or the one that the catalogue delivers now. */
  from: 'in_force' | 'delivered';
  reason: string;
  /** The answer (P9) that asked for it. */
  answer?: { alertId: string; answerId: string };
}

/**
 * Proposes a version of an indicator; another person decides.
 * @throws DomainError INDICATOR_UNKNOWN, REASON_REQUIRED, INDICATOR_VERSION_PROPOSED, INDICATOR_VERSION_INVALID (with `problems`)
 */
export async function proposeVersion(
  app: Application,
  context: RequestContext,
  proposal: VersionProposal,
): Promise<IndicatorVersionRecord> {
  const reason = proposal.reason.trim();
  if (!reason) throw new DomainError('REASON_REQUIRED');
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    await repositories.indicatorVersions.lock(proposal.code);
    const standing = await readStanding(app, repositories, proposal.code);
    if (!standing) throw new DomainError('INDICATOR_UNKNOWN', { indicator: proposal.code });
    const base = proposal.from === 'delivered' ? standing.delivered : standing.indicator;
    if (!base) throw new DomainError('INDICATOR_UNKNOWN', { indicator: proposal.code, delivered: false });
    const { changes } = proposal;
    await requirePossible(repositories, base, changes, standing);
    const definition = changeIndicator(base, changes, await nextVersion(repositories, standing));
    const isNewlyDelivered = proposal.from === 'delivered' && standing.deliveredChanged;
    if (!isNewlyDelivered) await requireDifferent(app, repositories, definition, standing);
    return insertProposal(repositories, context, {
      definition,
      basedOn: standing.indicator,
      origin: originOf(standing, proposal.from),
      deliveredHash: proposal.from === 'delivered' ? hashDefinition(base) : deliveredHashOf(standing),
      changes,
      reason,
      answer: proposal.answer,
      now,
    });
  });
}

/** What a new version consists of; its number is the definition's. */
export interface NewVersion {
  definition: Indicator;
  /** What was in force when it was proposed; null: the first version of an indicator of the office. */
  basedOn: Indicator | null;
  origin: IndicatorVersionOrigin;
  deliveredHash: string | null;
  changes: IndicatorChanges;
  reason: string;
  answer?: { alertId: string; answerId: string } | undefined;
  now: string;
}

/**
 * Writes a proposal with its definition and the audit; the caller holds the indicator's lock and has checked it.
 * @throws DomainError INDICATOR_VERSION_PROPOSED
 */
export async function insertProposal(
  repositories: Repositories,
  { actor }: RequestContext,
  { definition, basedOn, answer, now, ...rest }: NewVersion,
): Promise<IndicatorVersionRecord> {
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const { code, version } = definition;
  const open = await repositories.indicatorVersions.openOf(code);
  if (open) throw new DomainError('INDICATOR_VERSION_PROPOSED', { indicator: code, version: open.version });
  await keepDefinitions(repositories, [definition, ...(basedOn ? [basedOn] : [])], now);
  const proposed: IndicatorVersion = {
    ...rest,
    id: randomUUID(),
    code,
    version,
    state: 'proposed',
    status: definition.status,
    definitionHash: hashDefinition(definition),
    basedOnVersion: basedOn?.version ?? null,
    basedOnHash: basedOn && hashDefinition(basedOn),
    alertId: answer?.alertId ?? null,
    answerId: answer?.answerId ?? null,
    proposedBy: actor.userId,
    proposedByName: actor.displayName,
    proposedAt: now,
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    decisionReason: null,
  };
  await repositories.indicatorVersions.insert(proposed);
  await repositories.audit.append({
    action: 'indicator_version.propose',
    target: { kind: 'indicator_version', id: proposed.id },
    businessAt: now,
    reason: proposed.reason,
    details: { indicator: code, version, basedOn: proposed.basedOnVersion, origin: rest.origin, changes: rest.changes },
  });
  const own = rest.origin === 'own';
  await repositories.notifications.tellDeciders(own ? 'own_indicator' : 'indicator_version', { indicator: code }, now);
  return (await repositories.indicatorVersions.get(proposed.id))!;
}

async function requirePossible(
  { organisations }: Repositories,
  base: Indicator,
  changes: IndicatorChanges,
  { delivered }: IndicatorStanding,
): Promise<void> {
  const agencies = (await organisations.list()).filter(({ kind }) => kind === 'agency').map(({ code }) => code);
  refuse(
    base.code,
    checkChanges(base, changes, {
      delivered: delivered ?? base,
      lines: new Set(lines.map(({ code }) => code)),
      agencies: new Set(agencies),
    }),
  );
}

/** A version that says what is in force already is none, unless it ends a trial. */
async function requireDifferent(
  app: Application,
  repositories: Repositories,
  definition: Indicator,
  { indicator }: IndicatorStanding,
): Promise<void> {
  if (compareDefinitions(indicator, definition).length > 0) return;
  const trial = (await readVersionsOnTrial(app, repositories)).get(indicator.code);
  if (!trial || trial.version === indicator.version)
    refuse(indicator.code, [{ field: 'changes', problem: 'unchanged' }]);
}

function refuse(indicator: string, problems: readonly VersionProblem[]): void {
  if (problems.length) throw new DomainError('INDICATOR_VERSION_INVALID', { indicator, problems });
}

/** One more than every version of the code that was ever proposed, run or delivered. */
async function nextVersion({ indicatorDefinitions }: Repositories, standing: IndicatorStanding): Promise<number> {
  const { indicator, delivered } = standing;
  const kept = await indicatorDefinitions.highestVersion(indicator.code);
  return Math.max(kept, indicator.version, delivered?.version ?? 0) + 1;
}

function originOf({ delivered }: IndicatorStanding, from: VersionProposal['from']): IndicatorVersionOrigin {
  if (!delivered) return 'own';
  return from === 'delivered' ? 'delivered' : 'catalogue_change';
}

/** The delivered definition that a change of what is in force rests on: that of the office's version, or the delivered one. */
function deliveredHashOf({ version, delivered }: IndicatorStanding): string | null {
  if (version) return version.deliveredHash;
  return delivered && hashDefinition(delivered);
}

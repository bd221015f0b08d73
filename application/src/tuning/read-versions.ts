import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { compareDefinitions, type DefinitionDifference } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type { IndicatorVersionRecord, Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { viewDefinition } from '../evaluate/view-definition.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { definitionOf, isTrialOnly, readStandings } from './read-in-force.js';
import { readLatestBackTests } from './read-latest-back-tests.js';

export type IndicatorVersionView = ReplyOf<typeof routes.proposeIndicatorVersion>;

/** The office's versions of an indicator, the highest first. @throws DomainError INDICATOR_UNKNOWN, CURSOR_INVALID */
export async function listVersions(
  app: Application,
  context: RequestContext,
  input: { code: string; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listIndicatorVersions>> {
  const place = readCursor(input.cursor, await app.clock.now(), ['integer']);
  return app.database.withContext(context, async (repositories) => {
    const { indicatorVersions } = repositories;
    const view = await versionViewer(app, repositories, context);
    const before = (place.after?.[0] as number | undefined) ?? null;
    const rows = await indicatorVersions.ofIndicator(input.code, before, input.limit + 1);
    const total = await indicatorVersions.countOfIndicator(input.code);
    if (total === 0 && !app.catalogue.has(input.code) && !app.unjudged.has(input.code))
      throw new DomainError('INDICATOR_UNKNOWN', { indicator: input.code });
    return pageOf(rows, input.limit, place, total, ({ version }) => [version], view);
  });
}

/** Every proposal that waits for its decision, the oldest first, with its latest back-test: one an indicator at most. */
export async function listProposals(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listIndicatorProposals>> {
  return app.database.withContext(context, async (repositories) => {
    const view = await versionViewer(app, repositories, context);
    const open = await repositories.indicatorVersions.open();
    const backTests = await readLatestBackTests(
      repositories,
      open.map(({ id }) => id),
    );
    return { proposals: open.map((version) => ({ ...view(version), backTest: backTests.get(version.id) ?? null })) };
  });
}

/** One version with what it changes against what it was proposed on. @throws DomainError NOT_FOUND */
export async function getVersion(
  app: Application,
  context: RequestContext,
  input: { versionId: string },
): Promise<ReplyOf<typeof routes.getIndicatorVersion>> {
  return app.database.withContext(context, async (repositories) => {
    const version = await repositories.indicatorVersions.get(input.versionId);
    if (!version) throw new DomainError('NOT_FOUND', { indicatorVersion: input.versionId });
    return {
      ...(await versionViewer(app, repositories, context))(version),
      differences: await differencesOf(repositories, version),
      definition: viewDefinition(definitionOf(version)),
    };
  });
}

/** A version as the API shows it to this person. */
export function viewVersion(
  app: Application,
  context: RequestContext,
  version: IndicatorVersionRecord,
): Promise<IndicatorVersionView> {
  return app.database.withContext(context, async (repositories) =>
    (await versionViewer(app, repositories, context))(version),
  );
}

/** What a version changes against what was in force when it was proposed; of the first version of an indicator nothing. */
export async function differencesOf(
  { indicatorDefinitions }: Repositories,
  version: IndicatorVersionRecord,
): Promise<DefinitionDifference[]> {
  const base = version.basedOnHash && ((await indicatorDefinitions.get(version.basedOnHash)) as Indicator | null);
  return base ? compareDefinitions(base, definitionOf(version)) : [];
}

async function versionViewer(
  app: Application,
  repositories: Repositories,
  { actor, roles }: RequestContext,
): Promise<(version: IndicatorVersionRecord) => IndicatorVersionView> {
  const standings = await readStandings(app, repositories);
  const onTrial = new Set((await repositories.indicatorVersions.onTrial()).map(({ id }) => id));
  return (version) => {
    const standing = standings.get(version.code);
    const open = version.state === 'proposed';
    const own = actor.kind === 'user' && actor.userId === version.proposedBy;
    const { id, code, origin, state, changes, basedOnVersion, reason, proposedAt, decidedAt, decisionReason } = version;
    return {
      id,
      code,
      title: version.definition.title,
      version: version.version,
      origin,
      state,
      status: version.definition.status,
      changes: changes as IndicatorVersionView['changes'],
      changedParameters: version.definition.parameters
        .filter(({ name }) => name in (changes.parameters ?? {}))
        .map(({ name, meaning, unit }) => ({ name, meaning, unit })),
      basedOnVersion,
      reason,
      proposedBy: version.proposedByName,
      proposedAt,
      decidedBy: version.decidedByName,
      decidedAt,
      decisionReason,
      alert: version.alertId && version.alertNumber ? { id: version.alertId, number: version.alertNumber } : null,
      inForce: standing?.version?.id === id && !isTrialOnly(standing),
      onTrial: onTrial.has(id),
      stale: open && (standing?.hash ?? null) !== version.basedOnHash,
      mayDecide: open && !own && roles.includes('supervision_head'),
      mayWithdraw: open && own,
    };
  };
}

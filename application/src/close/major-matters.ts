import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { availableMatterSteps, majorMatterTransitions } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf, yearOf } from '@fundwatch/domain/calendar';
import { matterNumber } from '@fundwatch/domain/case';
import type { RequestContext } from '@fundwatch/domain/identity';
import {
  decideMajorMatter,
  majorMatterTier,
  type MajorMatter,
  type MajorMatterEvent,
  type MajorMatterRequest,
  type Suspicion,
} from '@fundwatch/domain/major-matter';
import { readMatterCounted } from '@fundwatch/domain/report';
import type { MajorMatterRecord, Repositories } from '@fundwatch/storage';
import { commanderOf } from '../alert/command-alert.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';

export type MajorMatterRowView = ReplyOf<typeof routes.proposeMajorMatter>;
type MajorMatterDetailView = ReplyOf<typeof routes.getMajorMatter>;
const MOST_CANDIDATES = 100;

/**
 * 提请要情报告: proposes the report of a case that reaches the threshold or is investigated.
 * @throws DomainError NOT_FOUND (case), MAJOR_MATTER_BELOW_THRESHOLD, MATTER_STEP_NOT_POSSIBLE where one stands already
 */
export async function proposeMajorMatter(
  app: Application,
  context: RequestContext,
  { caseId, suspicion, report }: { caseId: string; suspicion: Suspicion; report: string },
): Promise<MajorMatterRowView> {
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const { cases, majorMatters, matterEvents } = repositories;
    const held = await cases.lock(caseId);
    if (!held) throw new DomainError('NOT_FOUND', { caseId });
    if (held.state !== 'open' || (await majorMatters.standsFor(caseId)))
      throw new DomainError('MATTER_STEP_NOT_POSSIBLE', { command: 'major_matter.propose', state: held.state });
    const { possibleLoss, investigationOn } = (await cases.get(caseId))!;
    const year = yearOf(shanghaiDayOf(now));
    const sequence = await matterEvents.nextNumber('major_matter', year);
    const { majorMatter, event } = decideMajorMatter(
      {
        id: randomUUID(),
        number: matterNumber(app.settings.matters.majorMatterPrefix, year, sequence),
        grounds: { caseId, possibleLoss, investigated: investigationOn !== null },
      },
      { command: 'propose', revision: 0, suspicion, reason: report },
      { now, by: commanderOf(context), settings: app.settings.matters },
    );
    await majorMatters.insert(majorMatter);
    return written(repositories, majorMatter, event);
  });
}

/** Signs, refuses, reports or cancels. @throws DomainError NOT_FOUND, and as `decideMajorMatter` */
export async function stepMajorMatter(
  app: Application,
  context: RequestContext,
  { majorMatterId, ...request }: MajorMatterRequest & { majorMatterId: string },
): Promise<MajorMatterRowView> {
  const now = await app.clock.now();
  return app.database.withContext(context, async (repositories) => {
    const before = await repositories.majorMatters.lock(majorMatterId);
    if (!before) throw new DomainError('NOT_FOUND', { majorMatterId });
    const { majorMatter, event } = decideMajorMatter(before, request, {
      now,
      by: commanderOf(context),
      settings: app.settings.matters,
    });
    await repositories.majorMatters.save(before, majorMatter);
    return written(repositories, majorMatter, event);
  });
}

/** Major matters: those that wait first, then the latest. @throws DomainError CURSOR_INVALID */
export async function listMajorMatters(
  app: Application,
  context: RequestContext,
  { counted, cursor, limit }: { counted?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listMajorMatters>> {
  const filter = counted ? { counted: readMatterCounted(counted, 'matters') ?? undefined } : {};
  const place = readCursor(cursor, await app.clock.now(), ['integer', 'decimal', 'uuid']);
  const { rows, total } = await app.database.withContext(context, async ({ majorMatters }) => ({
    rows: await majorMatters.list(filter, place.after, limit + 1),
    total: await majorMatters.count(filter),
  }));
  return pageOf(rows, limit, place, total, ({ key }) => key, viewMajorMatter);
}

/** Open cases that might be major matters, and the thresholds that say so. */
export async function listMajorMatterCandidates(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listMajorMatterCandidates>> {
  const settings = app.settings.matters;
  const found = await app.database.withContext(context, ({ majorMatters }) =>
    majorMatters.candidates(settings.majorMatterFromYuan, MOST_CANDIDATES),
  );
  return {
    thresholds: { ordinary: settings.majorMatterFromYuan, higher: settings.majorMatterHigherFromYuan },
    candidates: found.flatMap((one) => {
      const tier = majorMatterTier(one, settings);
      return tier ? [{ ...one, tier }] : [];
    }),
  };
}

/** @throws DomainError NOT_FOUND */
export async function getMajorMatter(
  app: Application,
  context: RequestContext,
  { majorMatterId }: { majorMatterId: string },
): Promise<MajorMatterDetailView> {
  return app.database.withContext(context, async ({ majorMatters, matterEvents }) => {
    const one = await majorMatters.get(majorMatterId);
    if (!one) throw new DomainError('NOT_FOUND', { majorMatterId });
    return {
      ...viewMajorMatter(one),
      report: one.report,
      reportedTo: one.reportedTo,
      reportNumber: one.reportNumber,
      events: (await matterEvents.list('major_matter', majorMatterId)).map((event) => ({
        ...event,
        type: event.type as MajorMatterDetailView['events'][number]['type'],
      })),
      commands: availableMatterSteps(majorMatterTransitions, one, commanderOf(context)).map(
        ({ command, reasonRequired }) => ({ command, reasonRequired }),
      ),
    };
  });
}

async function written(
  { majorMatters, matterEvents, audit }: Repositories,
  majorMatter: MajorMatter,
  event: MajorMatterEvent,
): Promise<MajorMatterRowView> {
  await matterEvents.append('major_matter', majorMatter.id, event);
  await audit.append({
    action: `major-matter.${event.type}`,
    target: { kind: 'major_matter', id: majorMatter.id },
    businessAt: event.at,
    reason: event.reason,
    details: {
      number: majorMatter.number,
      caseId: majorMatter.caseId,
      tier: majorMatter.tier,
      state: majorMatter.state,
    },
  });
  return viewMajorMatter((await majorMatters.get(majorMatter.id))!);
}

function viewMajorMatter(one: MajorMatterRecord): MajorMatterRowView {
  const { id, number, caseId, caseNumber, caseTitle, state, revision, suspicion, tier, amount, investigated } = one;
  return {
    id,
    number,
    case: { id: caseId, number: caseNumber, title: caseTitle },
    state,
    revision,
    suspicion,
    tier,
    amount,
    investigated,
    openedBy: one.openedByName,
    openedAt: one.openedAt,
    signedBy: one.signedByName,
    signedAt: one.signedAt,
    reportedOn: one.reportedOn,
  };
}

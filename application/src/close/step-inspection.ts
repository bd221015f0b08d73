import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { yearOf } from '@fundwatch/domain/calendar';
import { matterNumber } from '@fundwatch/domain/case';
import {
  decideInspection,
  type Inspection,
  type InspectionDecision,
  type InspectionPlan,
  type InspectionRequest,
} from '@fundwatch/domain/inspection';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import { commanderOf } from '../alert/command-alert.js';
import type { Application } from '../application.js';
import { sendInspectionNotice } from '../documents/matter-documents.js';
import type { Download } from '../feedback/get-attachment.js';
import type { SentFile } from '../feedback/store-attachment.js';
import { addMatterFile, getMatterFile, type MatterFileView } from './matter-file.js';
import {
  inspectorRoles,
  viewInspection,
  viewRecord,
  type InspectionRowView,
  type WorkRecordView,
} from './read-inspections.js';

export interface InspectionPlanInput {
  plan: InspectionPlan;
  team: readonly { account: string; leads: boolean }[];
  alerts: readonly string[];
}
const MOST_RECORDS = 500;

/** Plans an inspection. @throws DomainError NOT_FOUND (agency, member, alert of another agency), MATTER_STEP_NOT_POSSIBLE */
export async function planInspection(
  app: Application,
  context: RequestContext,
  input: InspectionPlanInput,
): Promise<InspectionRowView> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) => {
    const { inspections, matterEvents } = repositories;
    const year = yearOf(day.today);
    const sequence = await matterEvents.nextNumber('inspection', year);
    const number = matterNumber(app.settings.matters.inspectionPrefix, year, sequence);
    const decision = decideInspection(
      { id: randomUUID(), number },
      { command: 'plan', revision: 0, plan: input.plan },
      await contextOf(app, context, repositories, null, day),
    );
    await requireAgency(repositories, input.plan.agency);
    await inspections.insert(decision.inspection);
    await setPlan(repositories, decision.inspection, input, true);
    return written(app, repositories, decision, day);
  });
}

/** Writes the plan anew while it waits for approval. @throws DomainError as `planInspection`, MATTER_CHANGED */
export async function reviseInspection(
  app: Application,
  context: RequestContext,
  { inspectionId, revision, ...input }: InspectionPlanInput & { inspectionId: string; revision: number },
): Promise<InspectionRowView> {
  return change(
    app,
    context,
    inspectionId,
    { command: 'revise', revision, plan: input.plan },
    async (repositories, one, before) => {
      await requireAgency(repositories, input.plan.agency);
      // An interest is in one agency: of another one everybody declares anew.
      await setPlan(repositories, one, input, before.agency === one.agency);
    },
  );
}

/** One step of an inspection. @throws DomainError NOT_FOUND, and as `decideInspection` */
export async function stepInspection(
  app: Application,
  context: RequestContext,
  { inspectionId, ...request }: InspectionRequest & { inspectionId: string },
): Promise<InspectionRowView> {
  return change(app, context, inspectionId, request, async (repositories, one, before) => {
    if (before.notifiedOn === null && one.notifiedOn !== null) await sendInspectionNotice(repositories, inspectionId);
  });
}

/** 豫7: a member says whether he has an interest. @throws DomainError NOT_FOUND, NOT_ALLOWED outside the team */
export async function declareInterest(
  app: Application,
  context: RequestContext,
  { inspectionId, interested }: { inspectionId: string; interested: boolean },
): Promise<InspectionRowView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) => {
    const { inspections, audit } = repositories;
    const one = await lockInspection(repositories, inspectionId);
    if (one.state !== 'planned')
      throw new DomainError('MATTER_STEP_NOT_POSSIBLE', { command: 'inspection.declare', state: one.state });
    if (!(await inspections.declare(inspectionId, actor.userId, interested, day.now)))
      throw new DomainError('NOT_ALLOWED', { command: 'inspection.declare' });
    await audit.append({
      action: 'inspection.declare',
      target: { kind: 'inspection', id: inspectionId },
      businessAt: day.now,
      details: { number: one.number, interested },
    });
    return viewInspection(app, (await inspections.get(inspectionId))!, day);
  });
}

/** 一事一录, by a member of the team. @throws DomainError NOT_FOUND, NOT_ALLOWED, MATTER_STEP_NOT_POSSIBLE */
export async function addWorkRecord(
  app: Application,
  context: RequestContext,
  { inspectionId, matter, found, on }: { inspectionId: string; matter: string; found: string; on: string },
): Promise<WorkRecordView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) => {
    const { inspections } = repositories;
    const before = await lockInspection(repositories, inspectionId);
    const team = await inspections.team(inspectionId);
    if (!team.some(({ account }) => account === actor.userId))
      throw new DomainError('NOT_ALLOWED', { command: 'inspection.record_work' });
    const decision = decideInspection(
      before,
      { command: 'record_work', revision: before.revision },
      await contextOf(app, context, repositories, before.id, day),
    );
    const first = before.begunOn ?? day.today;
    const last = before.endedOn ?? day.today;
    // What is disputed is checked again after the end; its records are of that day.
    const latest = before.state === 'under_way' ? last : day.today;
    const records = await inspections.records(inspectionId);
    if (on < first || on > latest || records.length >= MOST_RECORDS)
      throw new DomainError('MATTER_STEP_NOT_POSSIBLE', {
        command: 'inspection.record_work',
        state: before.state,
        lacks: 'on',
      });
    const id = randomUUID();
    await inspections.addRecord({
      id,
      inspectionId,
      matter: matter.trim(),
      found: found.trim(),
      recordedOn: on,
      recordedBy: actor.userId,
      recordedByName: actor.displayName,
      recordedAt: day.now,
    });
    await inspections.save(before, decision.inspection);
    await written(app, repositories, { ...decision, event: { ...decision.event, details: { matter } } }, day);
    return viewRecord(
      (await inspections.records(inspectionId)).find((one) => one.id === id)!,
      [],
    );
  });
}

/** Evidence of a work record. @throws DomainError NOT_FOUND */
export function addRecordFile(
  app: Application,
  context: RequestContext,
  { inspectionId, recordId, ...sent }: SentFile & { inspectionId: string; recordId: string },
): Promise<MatterFileView> {
  return addMatterFile(app, context, { ...sent, matter: 'work_record', matterId: recordId }, async (repositories) => {
    const records = await repositories.inspections.records(inspectionId);
    if (!records.some(({ id }) => id === recordId)) throw new DomainError('NOT_FOUND', { recordId });
  });
}

/** A paper of the inspection. @throws DomainError NOT_FOUND */
export function addInspectionFile(
  app: Application,
  context: RequestContext,
  { inspectionId, ...sent }: SentFile & { inspectionId: string },
): Promise<MatterFileView> {
  return addMatterFile(
    app,
    context,
    { ...sent, matter: 'inspection', matterId: inspectionId },
    async (repositories) => {
      await lockInspection(repositories, inspectionId);
    },
  );
}

/** A paper of the inspection or of one of its work records. @throws DomainError NOT_FOUND */
export async function getInspectionFile(
  app: Application,
  context: RequestContext,
  { inspectionId, fileId }: { inspectionId: string; fileId: string },
): Promise<Download> {
  const of = await app.database.withContext(context, async ({ inspections, matterFiles }) => {
    if (await matterFiles.get('inspection', inspectionId, fileId))
      return { matter: 'inspection' as const, matterId: inspectionId };
    for (const { id } of await inspections.records(inspectionId))
      if (await matterFiles.get('work_record', id, fileId)) return { matter: 'work_record' as const, matterId: id };
    throw new DomainError('NOT_FOUND', { fileId });
  });
  return getMatterFile(app, context, { ...of, fileId });
}

async function change(
  app: Application,
  context: RequestContext,
  inspectionId: string,
  request: InspectionRequest,
  along: (repositories: Repositories, one: Inspection, before: Inspection) => Promise<void>,
): Promise<InspectionRowView> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) => {
    const before = await lockInspection(repositories, inspectionId);
    const decision = decideInspection(before, request, await contextOf(app, context, repositories, inspectionId, day));
    await repositories.inspections.save(before, decision.inspection);
    await along(repositories, decision.inspection, before);
    return written(app, repositories, decision, day);
  });
}

async function contextOf(
  app: Application,
  context: RequestContext,
  { inspections }: Repositories,
  id: string | null,
  { now, terms }: BusinessDay,
) {
  return {
    now,
    by: commanderOf(context),
    calendar: terms.calendar,
    settings: app.settings.matters,
    team: id === null ? [] : await inspections.team(id),
    records: id === null ? 0 : (await inspections.records(id)).length,
  };
}

/** The timeline and the audit. */
async function written(
  app: Application,
  { inspections, matterEvents, audit }: Repositories,
  { inspection, event }: InspectionDecision,
  day: BusinessDay,
): Promise<InspectionRowView> {
  await matterEvents.append('inspection', inspection.id, event);
  await audit.append({
    action: `inspection.${event.type.replaceAll('_', '-')}`,
    target: { kind: 'inspection', id: inspection.id },
    businessAt: event.at,
    reason: event.reason,
    details: { number: inspection.number, state: inspection.state, ...event.details },
  });
  return viewInspection(app, (await inspections.get(inspection.id))!, day);
}

async function setPlan(
  { inspections }: Repositories,
  { id, agency }: Inspection,
  { team, alerts }: InspectionPlanInput,
  keepDeclarations: boolean,
): Promise<void> {
  const known = new Set((await inspections.inspectors(inspectorRoles)).map(({ account }) => account));
  const stranger = team.find(({ account }) => !known.has(account));
  if (stranger) throw new DomainError('NOT_FOUND', { member: stranger.account });
  await inspections.setTeam(id, team, keepDeclarations);
  const wanted = [...new Set(alerts)];
  if ((await inspections.setAlerts(id, agency, wanted)) < wanted.length)
    throw new DomainError('NOT_FOUND', { agency, alerts: wanted.length });
}

async function requireAgency({ organisations }: Repositories, code: string): Promise<void> {
  if ((await organisations.find(code))?.kind !== 'agency') throw new DomainError('NOT_FOUND', { agency: code });
}

async function lockInspection({ inspections }: Repositories, id: string): Promise<Inspection> {
  const found = await inspections.lock(id);
  if (!found) throw new DomainError('NOT_FOUND', { inspectionId: id });
  return found;
}

import { DomainError } from '@fundwatch/domain';
import { availableMatterSteps, inspectionTransitions } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { inspectionClocks, mayDecideOn, noticeDay } from '@fundwatch/domain/inspection';
import { readMatterCounted } from '@fundwatch/domain/report';
import type { InspectionRecord, MatterFile, WorkRecord } from '@fundwatch/storage';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import { commanderOf } from '../alert/command-alert.js';
import { viewAlertRow } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';
import { viewMatterFile } from './matter-file.js';

export type InspectionRowView = ReplyOf<typeof routes.planInspection>;
export type WorkRecordView = ReplyOf<typeof routes.addWorkRecord>;
type InspectionDetailView = ReplyOf<typeof routes.getInspection>;

/** Posts whose holders can be in a team. */
export const inspectorRoles = ['supervision_officer', 'supervision_head'] as const;

/** Inspections: open ones first, then the latest. @throws DomainError CURSOR_INVALID */
export async function listInspections(
  app: Application,
  context: RequestContext,
  {
    state,
    counted,
    cursor,
    limit,
  }: { state?: 'open' | 'over' | undefined; counted?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listInspections>> {
  const day = await readBusinessDay(app);
  const place = readCursor(cursor, day.now, ['integer', 'decimal', 'uuid']);
  const filter = {
    ...(state ? { open: state === 'open' } : {}),
    ...(counted ? { counted: readMatterCounted(counted, 'inspections') ?? undefined } : {}),
  };
  const { rows, total } = await app.database.withContext(context, async ({ inspections }) => ({
    rows: await inspections.list(filter, place.after, limit + 1),
    total: await inspections.count(filter),
  }));
  return pageOf(
    rows,
    limit,
    place,
    total,
    ({ key }) => key,
    (row) => viewInspection(app, row, day),
  );
}

/** Accounts that can be in a team. */
export async function listInspectors(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listInspectors>> {
  const found = await app.database.withContext(context, ({ inspections }) => inspections.inspectors(inspectorRoles));
  return { inspectors: found.map(({ account, name }) => ({ account, name })) };
}

/** One inspection with all that its page shows. @throws DomainError NOT_FOUND */
export async function getInspection(
  app: Application,
  context: RequestContext,
  { inspectionId }: { inspectionId: string },
): Promise<InspectionDetailView> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async ({ inspections, matterEvents, matterFiles, alertReading }) => {
    const one = await inspections.get(inspectionId);
    if (!one) throw new DomainError('NOT_FOUND', { inspectionId });
    const team = await inspections.team(inspectionId);
    const ids = await inspections.alertIds(inspectionId);
    const alerts = await alertReading.byIds(ids);
    const workRecords: WorkRecordView[] = [];
    for (const record of await inspections.records(inspectionId))
      workRecords.push(viewRecord(record, await matterFiles.list('work_record', record.id)));
    const { actor } = context;
    const inTeam = actor.kind === 'user' && team.some(({ account }) => account === actor.userId);
    const { calendar } = day.terms;
    const settings = app.settings.matters;
    return {
      ...viewInspection(app, one, day),
      scope: one.scope,
      carryInReason: one.carryInReason,
      specialReason: one.specialReason,
      approvedBy: one.approvedByName,
      approvedAt: one.approvedAt,
      notifiedOn: one.notifiedOn,
      begunOn: one.begunOn,
      endedOn: one.endedOn,
      draft: one.draft,
      draftedOn: one.draftedOn,
      receivedOn: one.receivedOn,
      confirmedBy: one.confirmedBy,
      confirmedOn: one.confirmedOn,
      finishedOn: one.finishedOn,
      clocks: inspectionClocks(one, { calendar, settings, today: day.today }),
      team: team.map(({ account, name, leads, interested }) => ({ account, name, leads, interested })),
      workRecords,
      members: ids.map((id) => viewAlertRow(app, context, alerts.get(id)!, day)),
      files: (await matterFiles.list('inspection', inspectionId)).map(viewMatterFile),
      events: (await matterEvents.list('inspection', inspectionId)).map((event) => ({
        ...event,
        type: event.type as InspectionDetailView['events'][number]['type'],
      })),
      commands: availableMatterSteps(inspectionTransitions, one, commanderOf(context))
        .filter(({ command }) => command !== 'record_work' || inTeam)
        .filter(({ command }) => actor.kind === 'user' && mayDecideOn(command, team, actor.userId))
        .filter(({ command }) => command !== 'receive' || one.receivedOn === null)
        .filter(({ command }) => !['object', 'confirm'].includes(command) || one.receivedOn !== null)
        .filter(({ command }) => command !== 'begin' || one.state !== 'approved' || one.carryInReason !== null)
        .map(({ command, reasonRequired }) => ({ command, reasonRequired })),
      mayDeclare: inTeam && one.state === 'planned',
      noticeBy: one.carryInReason === null ? noticeDay(one, { calendar, settings }) : null,
    };
  });
}

export function viewInspection(app: Application, one: InspectionRecord, day: BusinessDay): InspectionRowView {
  const { id, number, kind, title, agency, agencyName, state, revision, startOn, endOn } = one;
  const clocks = inspectionClocks(one, {
    calendar: day.terms.calendar,
    settings: app.settings.matters,
    today: day.today,
  });
  return {
    id,
    number,
    kind,
    title,
    agency: { code: agency, name: agencyName },
    state,
    revision,
    startOn,
    endOn,
    openedBy: one.openedByName,
    openedAt: one.openedAt,
    alerts: one.alerts,
    records: one.records,
    running: clocks.find(({ running }) => running) ?? null,
  };
}

export function viewRecord(record: WorkRecord, files: readonly MatterFile[]): WorkRecordView {
  const { id, sequence, matter, found, recordedOn, recordedByName } = record;
  return { id, sequence, matter, found, recordedOn, recordedBy: recordedByName, files: files.map(viewMatterFile) };
}

import { DomainError } from '@fundwatch/domain';
import { availableMatterSteps, inspectionTransitions } from '@fundwatch/domain/alert';
import { agencyInspectionCommands, type BodyOf, type ReplyOf, type routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import { inspectionClocks, type InspectionClockView } from '@fundwatch/domain/inspection';
import type { InspectionRecord, Repositories } from '@fundwatch/storage';
import { readBusinessDay, type BusinessDay } from '../alert/business-day.js';
import { commanderOf } from '../alert/command-alert.js';
import type { Application } from '../application.js';
import { stepInspection } from './step-inspection.js';

type Row = ReplyOf<typeof routes.listAgencyInspections>['inspections'][number];
type Detail = ReplyOf<typeof routes.getAgencyInspection>;
type Command = Detail['commands'][number];
const MOST = 100;

/** Inspections of the agency that it was told of. */
export async function listAgencyInspections(
  app: Application,
  context: RequestContext,
): Promise<ReplyOf<typeof routes.listAgencyInspections>> {
  const day = await readBusinessDay(app);
  const rows = await app.database.withContext(context, ({ inspections }) => inspections.list({}, null, MOST));
  return { inspections: rows.map((one) => rowOf(app, one, day)) };
}

/** An inspection of the agency, from its notice on. @throws DomainError NOT_FOUND */
export async function getAgencyInspection(
  app: Application,
  context: RequestContext,
  { inspectionId }: { inspectionId: string },
): Promise<Detail> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, (repositories) => detailOf(app, context, repositories, inspectionId, day));
}

/**
 * The agency signs for the draft, objects to it, or says that it doesn't.
 * @throws DomainError NOT_FOUND, and as `decideInspection`
 */
export async function stepAgencyInspection(
  app: Application,
  context: RequestContext,
  { inspectionId, ...request }: BodyOf<typeof routes.stepAgencyInspection> & { inspectionId: string },
): Promise<Detail> {
  const stated = request.command === 'confirm' ? { confirmedBy: 'stated' as const } : {};
  await stepInspection(app, context, { inspectionId, ...request, ...stated });
  return getAgencyInspection(app, context, { inspectionId });
}

async function detailOf(
  app: Application,
  context: RequestContext,
  { inspections, matterEvents }: Repositories,
  id: string,
  day: BusinessDay,
): Promise<Detail> {
  const one = await inspections.get(id);
  if (!one) throw new DomainError('NOT_FOUND', { inspectionId: id });
  const { scope, notifiedOn, begunOn, endedOn, draft, draftedOn, receivedOn, confirmedBy, confirmedOn, finishedOn } =
    one;
  return {
    ...rowOf(app, one, day),
    scope,
    notifiedOn,
    begunOn,
    endedOn,
    draft,
    draftedOn,
    receivedOn,
    confirmedBy,
    confirmedOn,
    finishedOn,
    clocks: clocksOf(app, one, day),
    team: (await inspections.team(id)).map(({ name, leads }) => ({ name, leads })),
    heard: (await matterEvents.list('inspection', id)).flatMap(({ id: event, type, actor, at, reason }) =>
      isHeard(type) ? [{ id: event, type, actor, at, reason }] : [],
    ),
    commands: availableMatterSteps(inspectionTransitions, one, commanderOf(context))
      .map(({ command }) => command)
      .filter(isHeard)
      // The draft is signed for first; an objection after its date counts as none.
      .filter((command) => (command === 'receive') === (one.receivedOn === null))
      .filter((command) => command !== 'object' || !one.objectionDueOn || day.today <= one.objectionDueOn),
  };
}

function rowOf(app: Application, one: InspectionRecord, day: BusinessDay): Row {
  const { id, number, kind, title, state, revision, startOn, endOn } = one;
  const running = clocksOf(app, one, day).find((clock) => clock.running) ?? null;
  return { id, number, kind, title, state, revision, startOn, endOn, running };
}

/** The dates that the agency itself keeps. */
function clocksOf(app: Application, one: InspectionRecord, { terms, today }: BusinessDay): InspectionClockView[] {
  const clocks = inspectionClocks(one, { calendar: terms.calendar, settings: app.settings.matters, today });
  return clocks.filter(({ clock }) => clock === 'objection' || clock === 'inspection_rectification');
}

function isHeard(command: string): command is Command {
  return (agencyInspectionCommands as readonly string[]).includes(command);
}

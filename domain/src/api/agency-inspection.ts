import { z } from 'zod';
import { route } from './contract.js';
import { revisionShape } from './dispatch.js';
import { inspectionDetailShape, inspectionRowShape } from './inspection.js';
import { idShape, instantShape } from './shapes.js';

const agency = ['agency_handler', 'agency_head'] as const;
const params = z.object({ inspectionId: idShape });

/** What the inspected agency is heard in: it signs for the draft, and objects or says that it doesn't (豫49(三)). */
export const agencyInspectionCommands = ['receive', 'object', 'confirm'] as const;
const commandShape = z.enum(agencyInspectionCommands);

const rowShape = inspectionRowShape.pick({
  id: true,
  number: true,
  kind: true,
  title: true,
  state: true,
  revision: true,
  startOn: true,
  endOn: true,
  running: true,
});
const detailShape = rowShape.extend({
  ...inspectionDetailShape.pick({
    scope: true,
    notifiedOn: true,
    begunOn: true,
    endedOn: true,
    draft: true,
    draftedOn: true,
    receivedOn: true,
    confirmedBy: true,
    confirmedOn: true,
    finishedOn: true,
    clocks: true,
  }).shape,
  team: z.array(z.object({ name: z.string(), leads: z.boolean() })),
  /** How the agency was heard, earliest first; `reason` is the objection. */
  heard: z.array(
    z.object({
      id: z.string(),
      type: commandShape,
      actor: z.string(),
      at: instantShape,
      reason: z.string().nullable(),
    }),
  ),
  /** What this person may do now. */
  commands: z.array(commandShape),
});

/** Inspections as the inspected agency sees them, from the notice on. */
export const agencyInspectionRoutes = {
  listAgencyInspections: route({
    name: 'listAgencyInspections',
    method: 'GET',
    path: '/agency-inspections',
    summary: 'Inspections of my agency that it was told of: open ones first, then the latest',
    access: agency,
    reply: z.object({ inspections: z.array(rowShape) }),
  }),
  getAgencyInspection: route({
    name: 'getAgencyInspection',
    method: 'GET',
    path: '/agency-inspections/:inspectionId',
    summary: 'An inspection of my agency: dates, team, draft of the findings, and how we were heard',
    access: agency,
    params,
    reply: detailShape,
  }),
  stepAgencyInspection: route({
    name: 'stepAgencyInspection',
    method: 'POST',
    path: '/agency-inspections/:inspectionId/steps',
    summary: 'Sign for the draft of the findings, object to it, or say that we do not',
    access: agency,
    params,
    body: z.object({
      revision: revisionShape,
      command: commandShape,
      /** The objection. */
      reason: z.string().trim().max(10_000).optional(),
    }),
    reply: detailShape,
  }),
} as const;

import { z } from 'zod';
import { route } from './contract.js';
import { documentKindShape, documentShape } from './document.js';
import { idShape } from './shapes.js';

const office = ['supervision_officer', 'supervision_head'] as const;
const params = z.object({ matter: z.enum(['inspection', 'major_matter']), matterId: idShape });

/** A paper of an inspection or a major matter. */
export const matterDocumentShape = documentShape.extend({
  /** Whether it went out: the inspected agency reads it. */
  sent: z.boolean(),
});

/** Papers of inspections and major matters. */
export const matterDocumentRoutes = {
  listMatterDocuments: route({
    name: 'listMatterDocuments',
    method: 'GET',
    path: '/matters/:matter/:matterId/documents',
    summary: 'The papers of an inspection or a major matter, and those that I may make now',
    access: [...office, 'bureau_leader'],
    params,
    reply: z.object({
      documents: z.array(matterDocumentShape),
      possible: z.array(z.object({ kind: documentKindShape, branchId: z.null(), number: z.string().nullable() })),
    }),
  }),
  makeMatterDocument: route({
    name: 'makeMatterDocument',
    method: 'POST',
    path: '/matters/:matter/:matterId/documents',
    summary: 'Make the notice of an inspection or the report of a major matter, filled from its record',
    access: office,
    params,
    body: z.object({
      kind: documentKindShape,
      inputs: z.record(z.string().max(40), z.string().max(4000)).default({}),
    }),
    reply: matterDocumentShape,
  }),
  listInspectionNotices: route({
    name: 'listInspectionNotices',
    method: 'GET',
    path: '/inspection-notices',
    summary: 'Notices of inspections that my agency was given, the latest first',
    access: ['agency_handler', 'agency_head'],
    reply: z.object({
      notices: z.array(
        documentShape.extend({
          /** As the paper says them. */
          inspection: z.object({
            number: z.string(),
            title: z.string(),
            kind: z.string(),
            from: z.string(),
            to: z.string(),
          }),
        }),
      ),
    }),
  }),
} as const;

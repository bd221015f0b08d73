import { z } from 'zod';
import { searchKinds } from '../alert/index.js';
import { subjectKinds } from '../collect/index.js';
import { alertRowShape } from './alert.js';
import { route } from './contract.js';
import { agencyShape, lineShape } from './shapes.js';

export const searchRoutes = {
  search: route({
    name: 'search',
    method: 'POST',
    path: '/searches',
    summary:
      'Alerts by number, person, employer, clerk or account; what is looked for stands in no address, and looking for somebody is logged',
    access: ['supervision_officer', 'supervision_head', 'bureau_leader', 'agency_handler', 'agency_head'],
    body: z.object({ text: z.string().trim().min(1).max(100) }),
    reply: z.object({
      /** What the text was taken for; none: nothing can go by it. */
      readAs: z.array(z.enum(searchKinds)),
      /** A bank account as printed, which data carry as a keyed hash only. */
      plainAccount: z.boolean(),
      /** The latest first, as the list shows them. */
      alerts: z.object({ total: z.number().int(), items: z.array(alertRowShape) }),
      /** Who goes by it in the latest accepted data, with or without alerts; names and ids masked. */
      subjects: z.array(
        z.object({
          kind: z.enum(subjectKinds),
          agency: z.object({ code: agencyShape, name: z.string() }),
          line: lineShape,
          subject: z.string(),
          name: z.string().nullable(),
          idNumber: z.string().nullable(),
        }),
      ),
      /** More go by it than are listed. */
      subjectsCutShort: z.boolean(),
    }),
  }),
} as const;

import { decideMonthClose, proposeMonthClose, type Application } from '@fundwatch/application';
import type { DemoMonthClose } from '../demo/index.js';
import { contextOfAccount } from './context-of-account.js';

/** Proposes to close a month as its officer does on the screen. */
export async function playProposal(app: Application, { period, proposedBy, note }: DemoMonthClose): Promise<void> {
  await proposeMonthClose(app, await contextOfAccount(app, proposedBy, `demonstration-close-${period}`), {
    period,
    note,
  });
}

/** Approves what stands proposed for a month, as another person. */
export async function playApproval(app: Application, { period, decidedBy }: DemoMonthClose): Promise<void> {
  const context = await contextOfAccount(app, decidedBy, `demonstration-close-${period}`);
  const standing = await app.database.withContext(context, ({ monthCloses }) => monthCloses.standing(period));
  if (!standing) throw new Error(`the demonstration has no proposal to close ${period}`);
  await decideMonthClose(app, context, { monthCloseId: standing.id, decision: 'approve' });
}

import { listBranches, makeDocument, type Application } from '@fundwatch/application';
import type { AlertSelector, PaperStory } from '../demo/index.js';
import { contextOfHand } from './context-of-hand.js';
import { findAlert } from './find-alert.js';

/** Makes a document as its maker does on the alert's page. */
export async function playPaper(app: Application, paper: PaperStory, which: AlertSelector): Promise<void> {
  const { kind, branch } = paper;
  const context = await contextOfHand(app, paper, 'paper');
  const { alertId } = await findAlert(app, context, which);
  const { branches } = branch ? await listBranches(app, context, { alertId }) : { branches: [] };
  const branchId = branches.find((one) => one.kind === branch)?.id ?? null;
  await makeDocument(app, context, { alertId, kind, branchId, inputs: {} });
}

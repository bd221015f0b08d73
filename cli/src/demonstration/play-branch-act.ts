import { Readable } from 'node:stream';
import { addBranchAttachment, listBranches, openBranch, stepBranch, type Application } from '@fundwatch/application';
import type { AlertSelector, BranchAct, BranchStory } from '../demo/index.js';
import { answeredAmount } from './answered-amount.js';
import { contextOfAccount } from './context-of-account.js';
import { contextOfHand } from './context-of-hand.js';
import { findAlert } from './find-alert.js';

/** A department finds its question in its inbox, not in the list of alerts: an officer's eyes find the alert. */
const FINDER = 'zhangmin';

/** Takes one step of a branch, through the same use cases as the screens. */
export async function playBranchAct(
  app: Application,
  { kind, department }: BranchStory,
  act: BranchAct,
  which: AlertSelector,
): Promise<void> {
  const context = await contextOfHand(app, act, kind);
  const finder = await contextOfAccount(app, FINDER, context.requestId);
  const { alertId, revision } = await findAlert(app, finder, which);
  const { do: command, by: _by, at: _at, overAnswer, file, ...said } = act;
  const attachments: string[] = [];
  if (file) {
    const content = Readable.from([Buffer.from(file.text)]);
    attachments.push((await addBranchAttachment(app, context, { alertId, fileName: file.fileName, content })).id);
  }
  const amount = overAnswer ? await answeredAmount(app, finder, alertId) : undefined;
  const fields = { ...said, amount, attachments, alertId, revision };
  if (command === 'open') {
    await openBranch(app, context, { ...fields, kind, department });
    return;
  }
  const { branches } = await listBranches(app, finder, { alertId });
  const branch = branches.find((one) => one.kind === kind && one.endedAt === null);
  if (!branch) throw new Error(`the demonstration has no ${kind} of ${which.indicator} ${which.agency}`);
  await stepBranch(app, context, { ...fields, branchId: branch.id, command });
}

import { Readable } from 'node:stream';
import {
  addAttachment,
  answerAlert,
  closeAlert,
  dismissAlert,
  dispatchAlert,
  getAlert,
  orderRectification,
  receiveAlert,
  reopenAlert,
  reportRectification,
  returnAlert,
  screenAlert,
  submitForSecondReview,
  type Application,
} from '@fundwatch/application';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { HumanStep } from '../demo/index.js';
import { contextOfAccount } from './context-of-account.js';
import { findAlert } from './find-alert.js';

const SECOND_REVIEWER = 'zhangmin';

/** Does what one person does at one time of the demonstration, through the same use cases as the screens. */
export async function playHumanStep(app: Application, step: HumanStep, requestId: string): Promise<void> {
  const context = await contextOfAccount(app, step.by, requestId);
  const { alertId, revision } = await findAlert(app, context, step.which);
  const reason = step.reason ?? '';
  switch (step.do) {
    case 'screen':
      await screenAlert(app, context, { alertId, revision });
      return;
    case 'dismiss':
      await dismissAlert(app, context, { alertId, revision, reason });
      return;
    case 'dispatch':
      await dispatchAlert(app, context, { alertId, revision });
      return;
    case 'receive':
      await receiveAlert(app, context, { alertId, revision });
      return;
    case 'return':
      await returnAlert(app, context, { alertId, revision, reason });
      return;
    case 'close':
      await close(app, context, { alertId, revision }, requestId);
      return;
    case 'order_rectification':
      await orderRectification(app, context, { alertId, revision, reason });
      return;
    case 'report_rectification':
      await reportRectification(app, context, {
        alertId,
        revision,
        reason,
        measures: step.measures ?? [],
        attachments: [],
      });
      return;
    case 'submit_for_second_review':
      await submitForSecondReview(drawingEvery(app), context, { alertId, revision });
      return;
    case 'reopen_by_hand':
      await reopenAlert(app, context, { alertId, revision, reason });
      return;
    case 'answer':
      await answer(app, context, alertId, revision, step);
  }
}

/** Whether a number is drawn is chance, and what the demonstration shows must not be: it draws the one that it puts up. */
function drawingEvery(app: Application): Application {
  return { ...app, settings: { ...app.settings, alerts: { ...app.settings.alerts, secondReviewPercent: 100 } } };
}

/** What is drawn for a second review is put up by who would close it, and closed by the officer who screened it. */
async function close(
  app: Application,
  context: RequestContext,
  seen: { alertId: string; revision: number },
  requestId: string,
): Promise<void> {
  if (!(await isDrawn(app, context, seen.alertId))) {
    await closeAlert(app, context, seen);
    return;
  }
  const { revision } = await submitForSecondReview(app, context, seen);
  await closeAlert(app, await contextOfAccount(app, SECOND_REVIEWER, requestId), { ...seen, revision });
}

/** An office may draw none: its share is a setting. */
async function isDrawn(app: Application, context: RequestContext, alertId: string): Promise<boolean> {
  const { commands } = await getAlert(app, context, { alertId });
  return commands.some(({ command }) => command === 'submit_for_second_review');
}

async function answer(
  app: Application,
  context: RequestContext,
  alertId: string,
  revision: number,
  step: HumanStep,
): Promise<void> {
  const { attachments: evidence, ...planned } = step.answer!;
  const attachments: string[] = [];
  for (const { fileName, text } of evidence) {
    const added = await addAttachment(app, context, { alertId, fileName, content: Readable.from([Buffer.from(text)]) });
    attachments.push(added.id);
  }
  await answerAlert(app, context, { ...planned, alertId, revision, attachments });
}

import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { answerOfEach, type Answer, type OwnAnswer, type SharedAnswer } from '@fundwatch/domain/feedback';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Attachment } from '@fundwatch/storage';
import { firstOfBatch } from '../alert/first-of-batch.js';
import type { Application } from '../application.js';
import { doEach, type BatchReply } from '../dispatch/do-each.js';
import { answerAlert } from './answer-alert.js';

export interface AnswerBatchInput {
  answer: SharedAnswer;
  alerts: readonly { id: string; revision: number; own?: OwnAnswer | undefined }[];
}

/**
 * 批量答复: one answer to several like alerts, or one each; each in its own transaction, held to everything that a single
 * answer is held to. What was typed for one that was refused, or met a fault, becomes its draft.
 */
export async function answerAlerts(
  app: Application,
  context: RequestContext,
  { answer: shared, alerts }: AnswerBatchInput,
): Promise<BatchReply> {
  const ids = alerts.map(({ id }) => id);
  const alikeTo = await firstOfBatch(app, context, ids);
  const named = alerts.flatMap(({ own }) => own?.attachments ?? []).concat(shared.attachments);
  const evidence = await app.database.withContext(context, ({ answers }) => answers.attachmentsNamed(named, ids));
  return doEach(app, context, ids, async (alertId, place) => {
    const { revision, own } = alerts[place]!;
    const answer = answerOfEach(shared, own);
    try {
      return await answerAlert(app, context, { ...answer, alertId, revision }, { alikeTo, evidence });
    } catch (error) {
      const kept = keepTyped(app, context, alertId, answer, evidence);
      const { requestId } = context;
      // Of two faults the first one is the result.
      await (error instanceof DomainError ? kept : kept.catch((unkept) => app.onFault({ requestId, error: unkept })));
      throw error;
    }
  });
}

/** As the answer's form reads a draft. An earlier draft of this person stays: it was typed for this alert. */
async function keepTyped(
  app: Application,
  context: RequestContext,
  alertId: string,
  answer: Answer,
  evidence: readonly Attachment[],
): Promise<void> {
  const { actor } = context;
  if (actor.kind !== 'user') return;
  const now = await app.clock.now();
  await app.database.withContext(context, async ({ alerts, answers }) => {
    if (!(await alerts.get(alertId)) || (await answers.draft(alertId, actor.userId))) return;
    const attachments: string[] = [];
    for (const id of answer.attachments) {
      const file = evidence.find((one) => one.id === id);
      if (!file || file.alertId === alertId) attachments.push(id);
      else {
        const copy = { ...file, id: randomUUID(), alertId, answerId: null };
        await answers.insertAttachment(copy);
        attachments.push(copy.id);
      }
    }
    const amounts = {
      confirmedAmount: answer.confirmedAmount ?? '',
      recoveredAmount: answer.recoveredAmount ?? '',
    };
    await answers.saveDraft(alertId, actor.userId, { ...answer, ...amounts, attachments }, now);
  });
}

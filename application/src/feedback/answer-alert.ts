import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import type { Alert } from '@fundwatch/domain/alert';
import type { Answer } from '@fundwatch/domain/feedback';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Attachment, Repositories } from '@fundwatch/storage';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import { writeBranchStep } from '../alert/write-branch-step.js';
import type { Application } from '../application.js';
import { openCleaningTask } from './open-cleaning-task.js';

/**
 * 反馈 (津12): answers with problem type, explanation, amounts and evidence; the draft has done its work.
 * An answer P11 opens the extension until the day that it plans to be done by.
 * @throws DomainError ANSWER_INCOMPLETE, PROBLEM_TYPE_NOT_OFFERED, EXTENSION_DAY_INVALID, and as `commandAlert`
 */
export async function answerAlert(
  app: Application,
  context: RequestContext,
  input: Answer & { alertId: string; revision: number },
  /** Where several are answered together. */
  together: { alikeTo?: Alert | null; evidence?: readonly Attachment[] } = {},
): Promise<AlertRowView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const { alertId, revision, ...answer } = input;
  return commandAlert(
    app,
    context,
    { alertId, revision, command: 'answer', answer, alikeTo: together.alikeTo },
    {
      after: async (repositories, { alert, events }, day) => {
        const { now } = day;
        const id = randomUUID();
        await repositories.answers.insert({
          id,
          alertId,
          agency: alert.agency,
          round: alert.answerRound,
          problemType: answer.problemType,
          explanation: answer.explanation,
          fields: { ...answer.fields },
          confirmedAmount: answer.confirmedAmount,
          recoveredAmount: answer.recoveredAmount,
          answeredBy: actor.userId,
          answeredByName: actor.displayName,
          answeredAt: now,
          late: events[0]?.details['late'] === true,
        });
        await attachEvidence(repositories, alert, id, answer.attachments, together.evidence ?? []);
        await openCleaningTask(app, repositories, { alert, answerId: id, answer }, day);
        await repositories.answers.removeDraft(alertId, actor.userId);
        // P11 asks for time, in the same breath.
        if (answer.problemType === 'P11')
          await writeBranchStep(
            app,
            context,
            repositories,
            {
              alert,
              branch: { id: randomUUID() },
              kind: 'extension',
              command: 'open',
              revision: alert.revision,
              reason: answer.fields['plan'],
              until: answer.fields['planDate'],
            },
            day,
          );
      },
    },
  );
}

/**
 * Gives the named evidence to the answer; what an earlier answer holds, or what was uploaded for several alerts at another
 * of them, is listed again for this one.
 */
async function attachEvidence(
  { answers }: Repositories,
  alert: Alert,
  answerId: string,
  named: readonly string[],
  shared: readonly Attachment[],
): Promise<void> {
  const own = await answers.attachments(alert.id);
  const known = new Map([...shared, ...own].map((attachment) => [attachment.id, attachment]));
  for (const id of new Set(named)) {
    const attachment = known.get(id);
    if (!attachment)
      throw new DomainError('ANSWER_INCOMPLETE', {
        missing: [{ name: 'attachments', problem: 'malformed' }],
        attachmentId: id,
      });
    if (attachment.alertId === alert.id && attachment.answerId === null)
      await answers.claimAttachments(alert.id, answerId, [id]);
    else await answers.insertAttachment({ ...attachment, id: randomUUID(), alertId: alert.id, answerId });
  }
}

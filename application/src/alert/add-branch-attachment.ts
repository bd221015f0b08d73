import { DomainError } from '@fundwatch/domain';
import { availableSteps } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { takeAttachment, type AttachmentUpload } from '../feedback/take-attachment.js';
import { askerOf } from './list-branches.js';

/**
 * Keeps a file for a step of a branch; until the step takes it, only its uploader and the office see it.
 * @throws DomainError NOT_FOUND, ALERT_COMMAND_NOT_POSSIBLE when this person may take no step, ATTACHMENT_TOO_LARGE,
 * ATTACHMENT_TYPE_REFUSED
 */
export async function addBranchAttachment(
  app: Application,
  context: RequestContext,
  input: AttachmentUpload,
): Promise<ReplyOf<typeof routes.addBranchAttachment>> {
  const today = shanghaiDayOf(await app.clock.now());
  return takeAttachment(app, context, input, true, async ({ branches }, alert) => {
    if (availableSteps(alert, await branches.list(alert.id), askerOf(context), today).length === 0)
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { state: alert.state });
  });
}

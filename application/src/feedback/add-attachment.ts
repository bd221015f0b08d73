import { DomainError } from '@fundwatch/domain';
import { alertTransitions, mayDo } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';
import { takeAttachment, type AttachmentUpload } from './take-attachment.js';

const evidenced = ['answer', 'report_rectification'];

/**
 * Keeps evidence for an answer, or for the report of a rectification. @throws DomainError NOT_FOUND,
 * ALERT_COMMAND_NOT_POSSIBLE when neither is awaited, and what `storeAttachment` throws
 */
export function addAttachment(
  app: Application,
  context: RequestContext,
  input: AttachmentUpload,
): Promise<ReplyOf<typeof routes.addAttachment>> {
  return takeAttachment(app, context, input, false, (_repositories, { state }) => {
    const possible = alertTransitions.some(
      (one) => evidenced.includes(one.command) && one.from.includes(state) && mayDo(one, context.roles),
    );
    if (!possible) throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { command: 'answer', state });
  });
}

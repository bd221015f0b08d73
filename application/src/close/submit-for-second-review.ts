import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

/** 抽查复核: puts a drawn answer P4 up for another officer, who closes it. @throws DomainError as `commandAlert` */
export function submitForSecondReview(
  app: Application,
  context: RequestContext,
  input: { alertId: string; revision: number; note?: string | undefined },
): Promise<AlertRowView> {
  const { note, ...which } = input;
  return commandAlert(app, context, { ...which, command: 'submit_for_second_review', reason: note });
}

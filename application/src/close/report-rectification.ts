import { DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import { commandAlert } from '../alert/command-alert.js';
import type { AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

export interface RectificationReport {
  alertId: string;
  revision: number;
  reason: string;
  measures: readonly { text: string; on: string }[];
  attachments: readonly string[];
}

/**
 * 整改报告: what was rectified, measure by measure, with its evidence. @throws DomainError ANSWER_INCOMPLETE for evidence
 * that is not this alert's, and as `commandAlert`
 */
export function reportRectification(
  app: Application,
  context: RequestContext,
  input: RectificationReport,
): Promise<AlertRowView> {
  const { measures, attachments, ...which } = input;
  const details: Record<string, unknown> = { measures };
  return commandAlert(
    app,
    context,
    { ...which, command: 'report_rectification' },
    {
      details,
      before: async ({ answers }, alert) => {
        const known = new Map((await answers.attachments(alert.id)).map((one) => [one.id, one]));
        details['attachments'] = [...new Set(attachments)].map((id) => {
          const fileName = known.get(id)?.fileName;
          if (fileName === undefined)
            throw new DomainError('ANSWER_INCOMPLETE', {
              missing: [{ name: 'attachments', problem: 'malformed' }],
              attachmentId: id,
            });
          return { id, fileName };
        });
        return {};
      },
    },
  );
}

import { DomainError } from '@fundwatch/domain';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { suggestParameters, type IndicatorChanges } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { IndicatorVersionRecord } from '@fundwatch/storage';
import { requireAlert } from '../alert/require-alert.js';
import type { Application } from '../application.js';
import { proposeVersion } from './propose-version.js';
import { readStanding } from './read-in-force.js';

export type AnswerProposal = ReplyOf<typeof routes.getAnswerProposal>;
interface AnswerPlace {
  alertId: string;
  answerId: string;
}

/**
 * What an answer P9 asks to change, as far as its words can be told: the officer completes it.
 * @throws DomainError NOT_FOUND, also for an answer of another problem type; INDICATOR_UNKNOWN
 */
export async function readAnswerProposal(
  app: Application,
  context: RequestContext,
  { alertId, answerId }: AnswerPlace,
): Promise<AnswerProposal> {
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, alertId);
    const answer = (await repositories.answers.list(alertId)).find(({ id }) => id === answerId);
    if (answer?.problemType !== 'P9') throw new DomainError('NOT_FOUND', { answerId });
    const indicator = (await readStanding(app, repositories, alert.indicator))?.indicator;
    if (!indicator) throw new DomainError('INDICATOR_UNKNOWN', { indicator: alert.indicator });
    const { why = '', proposedParameter = '' } = answer.fields;
    const parameters = suggestParameters(indicator.parameters, proposedParameter);
    const open = await repositories.indicatorVersions.openOf(indicator.code);
    return {
      code: indicator.code,
      title: { ...indicator.title },
      alert: { id: alert.id, number: alert.number },
      why,
      proposedParameter,
      changes: Object.keys(parameters).length ? { parameters } : {},
      reason: [`${alert.number}：${why}`, proposedParameter && `建议：${proposedParameter}`].filter(Boolean).join('\n'),
      open: open && { id: open.id, version: open.version },
    };
  });
}

/**
 * Proposes what an answer P9 asked for; what the officer leaves out is taken from the answer.
 * @throws DomainError NOT_FOUND, and as `proposeVersion`
 */
export async function proposeFromAnswer(
  app: Application,
  context: RequestContext,
  { changes, reason, ...answer }: AnswerPlace & { changes?: IndicatorChanges | undefined; reason?: string | undefined },
): Promise<IndicatorVersionRecord> {
  const asked = await readAnswerProposal(app, context, answer);
  return proposeVersion(app, context, {
    code: asked.code,
    from: 'in_force',
    changes: changes ?? asked.changes,
    reason: reason?.trim() || asked.reason,
    answer,
  });
}

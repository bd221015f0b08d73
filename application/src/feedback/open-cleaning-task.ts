import { randomUUID } from 'node:crypto';
import {
  cleaningProblemTypes,
  monthToResubmit,
  nextSubmissionDue,
  readCorrection,
  type Alert,
  type ProblemType,
} from '@fundwatch/domain/alert';
import { datasets as allDatasets, exchangeTable } from '@fundwatch/domain/collect';
import type { Answer } from '@fundwatch/domain/feedback';
import type { Repositories } from '@fundwatch/storage';
import type { BusinessDay } from '../alert/business-day.js';
import { definitionOfAlert } from '../alert/definition-of-alert.js';
import type { Application } from '../application.js';

const cleans = (problemType: ProblemType): problemType is (typeof cleaningProblemTypes)[number] =>
  (cleaningProblemTypes as readonly ProblemType[]).includes(problemType);

/**
 * 数据清理任务: in the transaction of an answer that says the submitted data are wrong, what the next submission has to show.
 * What an earlier answer of the alert promised is replaced, whatever this one says.
 */
export async function openCleaningTask(
  app: Application,
  repositories: Repositories,
  { alert, answerId, answer }: { alert: Alert; answerId: string; answer: Pick<Answer, 'problemType' | 'fields'> },
  { now, terms }: BusinessDay,
): Promise<void> {
  const { cleaning } = repositories;
  await cleaning.replaceOpen(alert.id, now);
  if (!cleans(answer.problemType)) return;
  const definition = await definitionOfAlert(app, repositories, alert);
  const correction = answer.problemType === 'P1' ? readCorrection(answer.fields) : null;
  const needed = (definition?.needs ?? []).flatMap((need) => ('dataset' in need ? [need.dataset] : []));
  // External data are another's to send.
  const own = needed.filter((dataset) => dataset !== 'external');
  const shown = correction ? [exchangeTable(correction.table).dataset] : own;
  const datasets = [...new Set(shown.length > 0 ? shown : allDatasets.map(({ code }) => code))].sort();
  const submitted = await cleaning.submittedPeriods(alert.id, datasets);
  const due = nextSubmissionDue(terms, now, submitted);
  await cleaning.insert({
    id: randomUUID(),
    alertId: alert.id,
    answerId,
    agency: alert.agency,
    problemType: answer.problemType,
    correction,
    datasets,
    resubmitPeriod: monthToResubmit(alert, definition),
    duePeriod: due.period,
    dueOn: due.dueOn,
    state: 'open',
    returns: 0,
    lastOutcome: null,
    lastCheckedAt: null,
    openedAt: now,
    endedAt: null,
    settledByName: null,
    settleReason: null,
  });
}

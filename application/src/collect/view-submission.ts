import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { Dataset } from '@fundwatch/domain/collect';
import type { ArrivedSubmission, SubmissionCheckRecord } from '@fundwatch/storage';

export type SubmissionView = ReplyOf<typeof routes.listSubmissions>['items'][number];
export type CheckView = ReplyOf<typeof routes.listSubmissionChecks>['items'][number];

/** A submission for lists; `onTime` is null until it is accepted, and while the due day waits for its calendar. */
export function viewSubmission(submission: ArrivedSubmission, dueEnd: string | null): SubmissionView {
  const { agency, agencyName, dataset, ...rest } = submission;
  return {
    id: rest.id,
    agency: { code: agency, name: agencyName },
    line: rest.line,
    dataset: dataset as Dataset,
    period: rest.period,
    version: rest.version,
    state: rest.state,
    onTime: rest.state === 'accepted' && dueEnd !== null ? Date.parse(rest.arrivedAt) <= Date.parse(dueEnd) : null,
    source: rest.source,
    sentBy: rest.sentBy,
    sentAt: rest.sentAt,
    arrivedAt: rest.arrivedAt,
    decidedAt: rest.decidedAt,
    rows: rest.rows,
    errors: rest.errors,
  };
}

export function viewCheck({ id: _, ...check }: SubmissionCheckRecord): CheckView {
  return check;
}

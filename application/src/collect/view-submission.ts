import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  endOfDay,
  nominalSubmissionDueOn,
  submissionDueIn,
  submissionLockedIn,
  submissionTermOf,
  type Terms,
} from '@fundwatch/domain/calendar';
import { owesReason, type Dataset } from '@fundwatch/domain/collect';
import type { ArrivedSubmission, SubmissionCheckRecord } from '@fundwatch/storage';

export type SubmissionView = ReplyOf<typeof routes.listSubmissions>['items'][number];
export type CheckView = ReplyOf<typeof routes.listSubmissionChecks>['items'][number];

/** A submission for lists; `onTime` is null until it is accepted, and while the due day waits for its calendar. */
export function viewSubmission(submission: ArrivedSubmission, terms: Terms): SubmissionView {
  const { agency, agencyName, dataset, ...rest } = submission;
  const dueOn = submissionDueIn(terms, rest.period);
  const lockedOn = submissionLockedIn(terms, rest.period);
  const isBefore = (day: string | null) =>
    day === null ? null : Date.parse(rest.arrivedAt) < Date.parse(endOfDay(day));
  return {
    id: rest.id,
    agency: { code: agency, name: agencyName },
    line: rest.line,
    dataset: dataset as Dataset,
    period: rest.period,
    version: rest.version,
    state: rest.state,
    onTime: rest.state === 'accepted' ? isBefore(dueOn) : null,
    nominalDueOn: nominalSubmissionDueOn(rest.period, submissionTermOf(terms, rest.period).dueDay),
    dueOn,
    lockedOn,
    afterLock: isBefore(lockedOn) === false,
    source: rest.source,
    sentBy: rest.sentBy,
    sentAt: rest.sentAt,
    arrivedAt: rest.arrivedAt,
    decidedAt: rest.decidedAt,
    rows: rest.rows,
    errors: rest.errors,
    owesReason: owesReason(rest),
  };
}

export function viewCheck({ id: _, ...check }: SubmissionCheckRecord): CheckView {
  return check;
}

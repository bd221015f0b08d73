import { DomainError } from '@fundwatch/domain';
import type { BodyOf, ReplyOf, routes } from '@fundwatch/domain/api';
import {
  addPeriods,
  defaultSubmissionTerm,
  nominalSubmissionDueOn,
  periodOf,
  shanghaiDayOf,
  submissionDueIn,
  submissionLockedIn,
  submissionTermOf,
  type PlainDay,
  type Terms,
} from '@fundwatch/domain/calendar';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { Application } from '../application.js';

type SubmissionTerms = ReplyOf<typeof routes.getSubmissionTerms>;

/** Periods shown with their dates: the one due this month, the one before, and those ahead. */
const SHOWN = 6;

/** The terms of submission set so far, the first period they may still be changed for, and the dates that follow. */
export async function getSubmissionTerms(app: Application, context: RequestContext): Promise<SubmissionTerms> {
  const today = shanghaiDayOf(await app.clock.now());
  const terms = await app.terms();
  const set = await app.database.withContext(context, (repositories) => repositories.terms.submissionTerms());
  const earliest = earliestChangeable(terms, today);
  return {
    initial: { ...defaultSubmissionTerm },
    set,
    earliest,
    dates: Array.from({ length: SHOWN }, (_, index) => addPeriods(earliest, index - 1)).map((period) => ({
      period,
      nominalDueOn: nominalSubmissionDueOn(period, submissionTermOf(terms, period).dueDay),
      dueOn: submissionDueIn(terms, period),
      lockedOn: submissionLockedIn(terms, period),
    })),
  };
}

/**
 * Sets when the data of the periods from `from` on is due and locked. Due days that have passed never change.
 * @throws DomainError SUBMISSION_TERM_TOO_EARLY (details: earliest)
 */
export async function setSubmissionTerm(
  app: Application,
  context: RequestContext,
  input: BodyOf<typeof routes.setSubmissionTerm>,
): Promise<SubmissionTerms> {
  const now = await app.clock.now();
  const today = shanghaiDayOf(now);
  const terms = await app.terms();
  const earliest = earliestChangeable(terms, today);
  const { from, dueDay, roll, lockWorkingDays, reason } = input;
  const next = { from, dueDay, roll, lockWorkingDays };
  const changed: Terms = { ...terms, submissionTerms: [next] };
  const dueOn = submissionDueIn(changed, from) ?? nominalSubmissionDueOn(from, dueDay);
  if (from < earliest || dueOn < today) {
    const possible = from < earliest ? earliest : addPeriods(from, 1);
    throw new DomainError('SUBMISSION_TERM_TOO_EARLY', { period: from, earliest: possible });
  }
  await app.database.withContext(context, async (repositories) => {
    await repositories.terms.lock();
    const setBy = context.actor.kind === 'user' ? context.actor.displayName : context.actor.name;
    await repositories.terms.setSubmissionTerm({ ...next, reason, setBy, setAt: now });
    await repositories.audit.append({
      action: 'submission_term.set',
      target: { kind: 'submission_term', id: from },
      businessAt: now,
      reason,
      details: { before: submissionTermOf(terms, from), after: next },
    });
  });
  return getSubmissionTerms(app, context);
}

/** The first period whose due day has not passed; one that waits for a calendar is judged by its nominal day. */
function earliestChangeable(terms: Terms, today: PlainDay): string {
  for (let period = addPeriods(periodOf(today), -2); ; period = addPeriods(period, 1)) {
    const dueOn =
      submissionDueIn(terms, period) ?? nominalSubmissionDueOn(period, submissionTermOf(terms, period).dueDay);
    if (dueOn >= today) return period;
  }
}

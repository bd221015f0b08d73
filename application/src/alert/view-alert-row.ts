import { agencyMaySeeStep, handIndicator, shortDecimal, workingDaysLeft } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { BilingualText } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { AlertSummary } from '@fundwatch/storage';
import type { Application } from '../application.js';
import type { BusinessDay } from './business-day.js';

/** Of alerts by hand, where they are counted together; each has a title of its own. */
const handTitle: BilingualText = { zh: '登记的线索', en: 'Registered by hand' };

export type AlertRowView = ReplyOf<typeof routes.screenAlert>;

/** An indicator's title: as the definition behind a record has it, or the delivered one; its code where nothing is known of it. */
export function titleOf(app: Application, indicator: string, kept?: BilingualText | null): BilingualText {
  const known = indicator === handIndicator ? handTitle : app.catalogue.get(indicator)?.title;
  return kept ?? known ?? { zh: indicator, en: indicator };
}

/** An alert as every list shows it. */
export function viewAlertRow(
  app: Application,
  context: RequestContext,
  summary: AlertSummary,
  { today, terms }: BusinessDay,
): AlertRowView {
  const { alert, raisedBy } = summary;
  const subject = raisedBy?.subject ?? app.catalogue.get(alert.indicator)?.subject ?? 'agency';
  const ofAgency = alert.grouped || alert.subject === alert.agency;
  return {
    id: alert.id,
    number: alert.number,
    indicator: alert.indicator,
    title: titleOf(app, alert.indicator, raisedBy?.title),
    agency: { code: alert.agency, name: summary.agencyName },
    line: alert.line,
    subject: alert.subject,
    subjectKind: ofAgency ? 'agency' : subject,
    period: alert.period,
    firstPeriod: alert.firstPeriod,
    severity: alert.severity,
    state: alert.state,
    revision: alert.revision,
    // What the office has not told an agency yet, it does not read here either.
    openBranches: alert.openBranches.filter((kind) => context.scope === 'all' || agencyMaySeeStep(kind, 'open')),
    hits: alert.hits,
    observed: shortDecimal(alert.observed),
    threshold: shortDecimal(alert.threshold),
    amount: alert.amount,
    dueOn: summary.dueOn,
    waitingForCalendar: alert.waitingForCalendar,
    workingDaysLeft: workingDaysLeft(alert, today, terms.calendar),
    answeredLate: alert.answeredLate,
    newSinceAnswer: alert.newSinceAnswer,
    problemType: alert.problemType,
    raisedAt: alert.raisedAt,
    updatedAt: summary.updatedAt,
    // Each side knows its own people; a department has none here.
    assignee: context.scope === 'all' ? summary.officer : context.scope.startsWith('agency:') ? summary.handler : null,
  };
}

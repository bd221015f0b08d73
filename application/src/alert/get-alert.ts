import { DomainError } from '@fundwatch/domain';
import {
  availableCommands,
  barredToInvolved,
  clocksOf,
  mayAskExtension,
  shortDecimal,
  turnOf,
  wouldBeDueOn,
  type Alert,
  type ClockView,
} from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { orWaiting, workingDaysBetween } from '@fundwatch/domain/calendar';
import { problemTypesOffered } from '@fundwatch/domain/feedback';
import { supervisionRoles, systemContext, type RequestContext } from '@fundwatch/domain/identity';
import type { Indicator } from '@fundwatch/indicators';
import type {
  AlertHitRecord,
  AlertSummary,
  Attachment,
  MatterFile,
  Repositories,
  StoredAlertSource,
  StoredAnswer,
} from '@fundwatch/storage';
import type { Application } from '../application.js';
import { viewDefinition } from '../evaluate/view-definition.js';
import { viewMatterFile } from '../close/matter-file.js';
import { findCase } from '../close/read-cases.js';
import { readStanding, type IndicatorStanding } from '../tuning/read-in-force.js';
import { maskAnswerFields } from '../feedback/mask-correction.js';
import { viewAttachment } from '../feedback/view-attachment.js';
import { readBusinessDay, type BusinessDay } from './business-day.js';
import { definitionOfAlert } from './definition-of-alert.js';
import { fillSummary, groupThousands, writePeriod } from './fill-summary.js';
import { findExternalData } from './find-external-data.js';
import { findLinked } from './find-linked.js';
import { hidesBaseline } from './hides-baseline.js';
import { evidenceColumnsOf, maskEvidence } from './show-evidence.js';
import { viewAlertRow } from './view-alert-row.js';

export type AlertDetailView = ReplyOf<typeof routes.getAlert>;

/** One alert with all that its page shows. @throws DomainError NOT_FOUND, also for one of another agency */
export async function getAlert(
  app: Application,
  context: RequestContext,
  input: { alertId: string },
): Promise<AlertDetailView> {
  const day = await readBusinessDay(app);
  const found = await app.database.withContext(context, async (repositories) => {
    const { alertReading, answers } = repositories;
    const summary = await alertReading.get(input.alertId, hidesBaseline(context));
    if (!summary) throw new DomainError('NOT_FOUND', { alertId: input.alertId });
    const { alert, byHand, definitionHash } = summary;
    const definition = await definitionOfAlert(app, repositories, alert, definitionHash);
    const firstHit = await alertReading.firstHit(input.alertId);
    return {
      summary,
      definition,
      firstHit,
      standing: await readStanding(app, repositories, alert.indicator),
      answers: await answers.list(input.alertId),
      attachments: await answers.attachments(input.alertId),
      involved: await isInvolved(repositories, context, alert),
      source: byHand ? await repositories.alertSources.ofAlert(input.alertId) : null,
      inspections: context.scope === 'all' ? await repositories.inspections.ofAlert(input.alertId) : [],
      sourceFiles: byHand ? await repositories.matterFiles.list('alert_source', input.alertId) : [],
      // Who sees all looks behind the alert in the same transaction.
      behind: context.scope === 'all' ? await lookBehind(repositories, context, alert, definition, firstHit) : null,
    };
  });
  const { summary, definition, firstHit } = found;
  const { alert } = summary;
  const behind =
    found.behind ??
    (await app.database.withContext(systemContext('behind-alert', context.requestId), (repositories) =>
      lookBehind(repositories, context, alert, definition, firstHit),
    ));
  return {
    ...viewAlertRow(app, context, summary, day),
    summary: found.source
      ? { zh: found.source.found, en: found.source.found }
      : sentenceOf(definition, summary, firstHit),
    hitSubjectKind: definition?.subject ?? found.source?.subjectKind ?? null,
    explainedBy: definition ? viewDefinition(definition) : null,
    indicatorVersion: alert.indicatorVersion,
    parameters: Object.fromEntries(Object.entries(summary.parameters).map(([name, value]) => [name, String(value)])),
    inForce: viewInForce(found.standing),
    lookBackCutShort: alert.lookBackCutShort,
    clocks: viewClocks(app, summary, day),
    commands: viewCommands(app, context, summary, day).filter(
      ({ command }) => !found.involved || !barredToInvolved.includes(command),
    ),
    involved: found.involved,
    problemTypesOffered: problemTypesOffered(mayAskExtension(alert, day.today)),
    evidenceColumns: evidenceColumnsOf(definition),
    answers: found.answers.map((answer) => viewAnswer(answer, found.attachments)),
    attachments: found.attachments.map(viewAttachment),
    linked: behind.linked,
    recurrenceOf: summary.recurrence,
    externalData: behind.externalData,
    turn: turnOf(alert),
    case: behind.case,
    inspections: found.inspections.map(({ id, number, title }) => ({ id, number, title })),
    byHand: viewSource(context, found.source, found.sourceFiles),
  };
}

/** Where an alert by hand comes from: who complained is protected, and the papers are the office's own. */
function viewSource(
  context: RequestContext,
  source: StoredAlertSource | null,
  files: readonly MatterFile[],
): AlertDetailView['byHand'] {
  if (!source) return null;
  const { kind, sourceNumber, sourceOn, found, raisedByName } = source;
  const told = context.scope === 'all' || kind !== 'complaint';
  return {
    found,
    source: told ? { kind, number: sourceNumber, on: sourceOn } : null,
    raisedBy: context.scope === 'all' ? raisedByName : null,
    files: supervisionRoles.some((role) => context.roles.includes(role)) ? files.map(viewMatterFile) : [],
  };
}

/** What lies behind an alert and is not its agency's; `repositories` have the scope of all. */
async function lookBehind(
  repositories: Repositories,
  context: RequestContext,
  alert: Alert,
  definition: Indicator | undefined,
  firstHit: { tied: boolean } | null,
): Promise<Pick<AlertDetailView, 'linked' | 'externalData' | 'case'>> {
  return {
    linked: firstHit?.tied ? await findLinked(repositories, context, alert.id) : [],
    externalData: await findExternalData(repositories, alert, definition),
    case: await findCase(repositories, context, alert.id),
  };
}

/** Whether the evidence names the reader's own work; it can be only that of the alert's own agency. */
async function isInvolved(
  { assignments }: Repositories,
  { actor }: RequestContext,
  { id, agency }: Alert,
): Promise<boolean> {
  return (
    actor.kind === 'user' && actor.organisation === agency && (await assignments.questionsWorkOf(id, actor.userId))
  );
}

function viewInForce(standing: IndicatorStanding | undefined): AlertDetailView['inForce'] {
  if (!standing) return null;
  const { indicator, delivered } = standing;
  const parameters = Object.fromEntries(indicator.parameters.map(({ name, value }) => [name, value]));
  return { version: indicator.version, status: indicator.status, own: delivered === null, parameters };
}

function sentenceOf(
  definition: Indicator | undefined,
  { alert, agencyName }: AlertSummary,
  hit: AlertHitRecord | null,
) {
  if (!definition) return { zh: '', en: '' };
  const values = {
    ...(hit ? maskEvidence(definition, hit.evidence) : {}),
    subject: alert.subject === alert.agency ? agencyName : alert.subject,
    observed: shortDecimal(alert.observed),
    threshold: shortDecimal(alert.threshold),
    amount: alert.amount === null ? null : groupThousands(alert.amount),
    hits: String(alert.hits),
    agency: agencyName,
    first_period: writePeriod(alert.firstPeriod),
  };
  return { zh: fillSummary(definition.summary.zh, values), en: fillSummary(definition.summary.en, values) };
}

/** By the kind of rule; of working days there are two, the receipt's and the return's. */
function ruleName({ clock, rule }: ClockView): AlertDetailView['clocks'][number]['rule'] {
  if (rule.kind !== 'working_days') return 'one_month';
  return clock === 'auto_receipt' ? 'two_working_days' : 'ten_working_days';
}

function viewClocks(app: Application, { alert }: AlertSummary, day: BusinessDay): AlertDetailView['clocks'] {
  const { calendar } = day.terms;
  return clocksOf(alert, calendar, app.settings.alerts).map((clock) => {
    const { dueOn } = clock;
    const runsTo = clock.extendedTo ?? dueOn;
    return {
      kind: clock.clock,
      dueOn,
      extendedTo: clock.extendedTo,
      startedOn: clock.startedOn,
      nominalOn: clock.why?.counted ?? null,
      rule: ruleName(clock),
      rolled: clock.why?.rolled ?? false,
      calendarVersion: alert.calendarVersion ?? calendar.version,
      waitingForCalendar: clock.waitingForCalendar,
      workingDaysLeft:
        clock.running && runsTo !== null ? orWaiting(() => workingDaysBetween(calendar, day.today, runsTo)) : null,
      running: clock.running,
    };
  });
}

function viewCommands(
  app: Application,
  context: RequestContext,
  { alert }: AlertSummary,
  { now, terms }: BusinessDay,
): AlertDetailView['commands'] {
  return availableCommands(
    alert,
    { roles: context.roles, account: context.actor.kind === 'user' ? context.actor.userId : '' },
    app.settings.alerts,
  ).map(({ command, reasonRequired }) => ({
    command,
    reasonRequired,
    wouldBeDueOn: wouldBeDueOn(alert, command, now, terms.calendar, app.settings.alerts),
  }));
}

function viewAnswer(answer: StoredAnswer, attachments: readonly Attachment[]): AlertDetailView['answers'][number] {
  return {
    id: answer.id,
    round: answer.round,
    problemType: answer.problemType,
    explanation: answer.explanation,
    fields: maskAnswerFields(answer.fields),
    confirmedAmount: answer.confirmedAmount,
    recoveredAmount: answer.recoveredAmount,
    attachments: attachments.filter(({ answerId }) => answerId === answer.id).map(viewAttachment),
    answeredBy: answer.answeredByName,
    answeredAt: answer.answeredAt,
    late: answer.late,
  };
}

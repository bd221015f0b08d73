import { DomainError } from '@fundwatch/domain';
import { raiseByHand, type AlertSource, type Severity } from '@fundwatch/domain/alert';
import { shanghaiDayOf, yearOf } from '@fundwatch/domain/calendar';
import type { IndicatorSubject } from '@fundwatch/domain/evaluate';
import type { RequestContext } from '@fundwatch/domain/identity';
import { readBusinessDay } from '../alert/business-day.js';
import { requireAlert } from '../alert/require-alert.js';
import { viewAlertRow, type AlertRowView } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import type { Download } from '../feedback/get-attachment.js';
import type { SentFile } from '../feedback/store-attachment.js';
import { addMatterFile, getMatterFile, type MatterFileView } from './matter-file.js';

export interface RegisteredAlert {
  agency: string;
  line: string;
  subjectKind: IndicatorSubject;
  subject: string;
  severity: Severity;
  title: string;
  found: string;
  firstPeriod: string;
  amount: string | null;
  source: { kind: AlertSource; number: string; on: string };
}

/**
 * 登记线索: raises an alert from a complaint, an audit lead or another office. Another officer screens it.
 * @throws DomainError NOT_ALLOWED, NOT_FOUND (agency), REQUEST_INVALID (subject, dates)
 */
export async function registerAlert(
  app: Application,
  context: RequestContext,
  input: RegisteredAlert,
): Promise<AlertRowView> {
  const { actor } = context;
  if (actor.kind !== 'user') throw new DomainError('NOT_ALLOWED');
  const { title, found, subjectKind, source, ...matter } = input;
  const subject = subjectKind === 'agency' ? matter.agency : matter.subject.trim();
  if (!subject) throw new DomainError('REQUEST_INVALID', { field: 'subject' });
  const day = await readBusinessDay(app);
  const raised = raiseByHand({ ...matter, subject, source }, { now: day.now, account: actor.userId });
  return app.database.withContext(context, async (repositories) => {
    const { organisations, alertSources, alerts, alertReading, audit } = repositories;
    if ((await organisations.find(matter.agency))?.kind !== 'agency')
      throw new DomainError('NOT_FOUND', { agency: matter.agency });
    const alert = await alertSources.raise(
      raised.alert,
      {
        title: title.trim(),
        found: found.trim(),
        subjectKind,
        kind: source.kind,
        sourceNumber: source.number.trim(),
        sourceOn: source.on,
        raisedByName: actor.displayName,
      },
      {
        now: day.now,
        year: yearOf(shanghaiDayOf(day.now)),
        numberPrefix: app.settings.alerts.numberPrefix,
      },
    );
    const role = context.roles.includes('supervision_officer') ? 'supervision_officer' : 'supervision_head';
    await alerts.appendEvents(alert, [raised.event], role);
    await audit.append({
      action: 'alert.raise',
      target: { kind: 'alert', id: alert.id },
      businessAt: day.now,
      details: { number: alert.number, source: source.kind, sourceNumber: source.number, agency: alert.agency },
    });
    return viewAlertRow(app, context, (await alertReading.get(alert.id, false))!, day);
  });
}

/** Keeps a paper that an alert by hand comes from. @throws DomainError NOT_FOUND of an alert that nobody raised by hand */
export function addSourceFile(
  app: Application,
  context: RequestContext,
  { alertId, ...sent }: SentFile & { alertId: string },
): Promise<MatterFileView> {
  return addMatterFile(app, context, { ...sent, matter: 'alert_source', matterId: alertId }, async (repositories) => {
    await requireAlert(repositories, context, alertId);
    if (!(await repositories.alertSources.ofAlert(alertId))) throw new DomainError('NOT_FOUND', { alertId });
  });
}

/** @throws DomainError NOT_FOUND */
export function getSourceFile(
  app: Application,
  context: RequestContext,
  { alertId, fileId }: { alertId: string; fileId: string },
): Promise<Download> {
  return getMatterFile(app, context, { matter: 'alert_source', matterId: alertId, fileId });
}

import { DomainError } from '@fundwatch/domain';
import {
  decide,
  transitions,
  type Alert,
  type AlertCommand,
  type Commander,
  type Decision,
} from '@fundwatch/domain/alert';
import type { Answer } from '@fundwatch/domain/feedback';
import type { RequestContext, Role } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { lockAlert } from './require-alert.js';
import { viewAlertRow, type AlertRowView } from './view-alert-row.js';
import { readBusinessDay, type BusinessDay } from './business-day.js';

export interface AlertCommandInput {
  alertId: string;
  /** The revision that the person saw; the product itself takes the one it has locked. */
  revision: number | 'locked';
  command: AlertCommand;
  reason?: string | undefined;
  answer?: Answer | undefined;
}

/** What else belongs to a command, in its transaction. */
export type Along = (repositories: Repositories, decision: Decision, now: string) => Promise<void>;

/**
 * One command on one alert, in one transaction: locks it, decides, writes it with its event and the audit.
 * @throws DomainError NOT_FOUND · NOT_ALLOWED · ALERT_CHANGED (with what changed) · ALERT_COMMAND_NOT_POSSIBLE · REASON_REQUIRED …
 */
export async function commandAlert(
  app: Application,
  context: RequestContext,
  input: AlertCommandInput,
  along: Along = async () => undefined,
): Promise<AlertRowView> {
  const day = await readBusinessDay(app);
  return app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, input.alertId);
    const decision = await decideOrTell(app, context, repositories, alert, input, day);
    await repositories.alerts.save(alert, decision.alert, day.now);
    await repositories.alerts.appendEvents(decision.alert, decision.events, actingRole(context, input.command));
    await along(repositories, decision, day.now);
    await repositories.audit.append({
      action: `alert.${input.command.replaceAll('_', '-')}`,
      target: { kind: 'alert', id: alert.id },
      businessAt: day.now,
      reason: decision.events[0]?.reason ?? null,
      details: { number: alert.number, from: alert.state, to: decision.alert.state },
    });
    const summary = await repositories.alertReading.get(alert.id, false);
    if (!summary) throw new DomainError('INTERNAL', { what: 'alert vanished from its own author' });
    return viewAlertRow(app, summary, day);
  });
}

async function decideOrTell(
  app: Application,
  context: RequestContext,
  repositories: Repositories,
  alert: Alert,
  input: AlertCommandInput,
  { now, terms }: BusinessDay,
): Promise<Decision> {
  const revision = input.revision === 'locked' ? alert.revision : input.revision;
  try {
    return decide(
      alert,
      { ...input, revision },
      { now, by: commanderOf(context), calendar: terms.calendar, settings: app.settings.alerts },
    );
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'ALERT_CHANGED') throw error;
    const events = await repositories.alerts.events(alert.id);
    const changes = events.slice(-3).map(({ type, actor, at, toState }) => ({ type, actor, at, toState }));
    throw new DomainError('ALERT_CHANGED', { ...error.details, changes });
  }
}

export function commanderOf({ actor, roles }: RequestContext): Commander {
  return actor.kind === 'user' ? { kind: 'user', roles, organisation: actor.organisation } : { kind: 'system' };
}

/** The role by which somebody acts, for the timeline. */
function actingRole(context: RequestContext, command: AlertCommand): Role | null {
  const by = transitions.find((one) => one.command === command)?.by;
  if (!by || by === 'system') return null;
  return by.find((role) => context.roles.includes(role)) ?? null;
}

import { DomainError } from '@fundwatch/domain';
import {
  alertTransitions,
  areAlike,
  barredToInvolved,
  decide,
  type Alert,
  type AlertCommand,
  type CommandRequest,
  type Commander,
  type Decision,
} from '@fundwatch/domain/alert';
import type { RequestContext, Role } from '@fundwatch/domain/identity';
import type { Repositories } from '@fundwatch/storage';
import type { Application } from '../application.js';
import { crashPoint } from '../crash-point.js';
import { lockAlert } from './require-alert.js';
import { viewAlertRow, type AlertRowView } from './view-alert-row.js';
import { readBusinessDay, type BusinessDay } from './business-day.js';

export interface AlertCommandInput extends Omit<CommandRequest, 'revision'> {
  alertId: string;
  /** The revision that the person saw; the product itself takes the one it has locked. */
  revision: number | 'locked';
  /** Where it is handled together with others: the one that it has to be like. */
  alikeTo?: Alert | null | undefined;
}

/** What else belongs to a command, in its transaction. */
export interface Along {
  /** Reads what the decision rests on besides the alert. */
  before?: (repositories: Repositories, alert: Alert) => Promise<Partial<CommandRequest>>;
  /** More that its event tells. */
  details?: Readonly<Record<string, unknown>>;
  after?: (repositories: Repositories, decision: Decision, day: BusinessDay) => Promise<void>;
}

/**
 * One command on one alert, in one transaction: locks it, decides, writes it with its event and the audit.
 * @throws DomainError NOT_FOUND · NOT_ALLOWED · STAFF_INVOLVED · ALERT_NOT_ALIKE · ALERT_CHANGED (with what changed) · ALERT_COMMAND_NOT_POSSIBLE · REASON_REQUIRED …
 */
export async function commandAlert(
  app: Application,
  context: RequestContext,
  input: AlertCommandInput,
  along: Along = {},
): Promise<AlertRowView> {
  const day = await readBusinessDay(app);
  const done = await app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, input.alertId);
    const request = { ...input, ...(await along.before?.(repositories, alert)) };
    const decision = await orTellChanges(repositories, alert, () =>
      decide(
        alert,
        { ...request, revision: input.revision === 'locked' ? alert.revision : input.revision },
        { now: day.now, by: commanderOf(context), calendar: day.terms.calendar, settings: app.settings.alerts },
      ),
    );
    if (input.alikeTo && !areAlike(alert, input.alikeTo))
      throw new DomainError('ALERT_NOT_ALIKE', { number: alert.number, like: input.alikeTo.number });
    await refuseInvolved(repositories, context, alert, input.command);
    const [event] = decision.events;
    if (event) event.details = { ...event.details, ...along.details };
    await repositories.alerts.save(alert, decision.alert, day.now);
    await repositories.alerts.appendEvents(decision.alert, decision.events, actingRole(context, byOf(input.command)));
    await repositories.audit.append({
      action: `alert.${input.command.replaceAll('_', '-')}`,
      target: { kind: 'alert', id: alert.id },
      businessAt: day.now,
      reason: decision.events[0]?.reason ?? null,
      details: { number: alert.number, from: alert.state, to: decision.alert.state },
    });
    await along.after?.(repositories, decision, day);
    crashPoint('alert.before-commit');
    const summary = await repositories.alertReading.get(alert.id, false);
    if (!summary) throw new DomainError('INTERNAL', { what: 'alert vanished from its own author' });
    return viewAlertRow(app, context, summary, day);
  });
  crashPoint('alert.after-commit');
  return done;
}

/** 回避: who is named by the evidence does not verify it. @throws DomainError STAFF_INVOLVED */
async function refuseInvolved(
  { assignments }: Repositories,
  { actor }: RequestContext,
  { id, number }: Alert,
  command: AlertCommand,
): Promise<void> {
  if (actor.kind !== 'user' || !barredToInvolved.includes(command)) return;
  if (await assignments.questionsWorkOf(id, actor.userId))
    throw new DomainError('STAFF_INVOLVED', { number, name: actor.displayName });
}

/** Somebody who decides on an outdated page is told what changed since. @throws DomainError as `decide` does */
export async function orTellChanges<T>({ alerts }: Repositories, alert: Alert, decideIt: () => T): Promise<T> {
  try {
    return decideIt();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'ALERT_CHANGED') throw error;
    const events = await alerts.events(alert.id);
    const changes = events.slice(-3).map(({ type, actor, at, toState }) => ({ type, actor, at, toState }));
    throw new DomainError('ALERT_CHANGED', { ...error.details, changes });
  }
}

export function commanderOf({ actor, roles }: RequestContext): Commander {
  return actor.kind === 'user'
    ? { kind: 'user', account: actor.userId, roles, organisation: actor.organisation }
    : { kind: 'system' };
}

function byOf(command: AlertCommand) {
  return alertTransitions.find((one) => one.command === command)?.by ?? 'system';
}

/** The role by which somebody acts, for the timeline. */
export function actingRole(context: RequestContext, by: readonly Role[] | 'system'): Role | null {
  return by === 'system' ? null : (by.find((role) => context.roles.includes(role)) ?? null);
}

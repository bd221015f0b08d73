import { randomUUID } from 'node:crypto';
import { DomainError } from '@fundwatch/domain';
import { isPositive, type Alert, type AlertEvent, type AlertState } from '@fundwatch/domain/alert';
import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import { agencyRoles, supervisionRoles, type RequestContext, type Role } from '@fundwatch/domain/identity';
import type { RecoveryEntry, RecoveryKind, Repositories } from '@fundwatch/storage';
import { readBusinessDay } from '../alert/business-day.js';
import { actingRole } from '../alert/command-alert.js';
import { lockAlert, requireAlert } from '../alert/require-alert.js';
import { viewAlertRow } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';
import { pageOf, readCursor } from '../paging/cursor.js';

type RecoveryView = ReplyOf<typeof routes.getRecovery>;

/** Who enters, and takes back, which amounts: what is owed is the office's to say. */
const entersWhat: Record<RecoveryKind, readonly Role[]> = {
  confirmed: supervisionRoles,
  agreed: [...supervisionRoles, ...agencyRoles],
  recovered: [...supervisionRoles, ...agencyRoles],
};
/** Money goes on coming in after an alert was closed on a plan; what is owed is confirmed before. */
const whenOpen: readonly AlertState[] = [
  'received',
  'answered',
  'returned',
  'rectifying',
  'rectified',
  'in_second_review',
];
const statesOf: Record<RecoveryKind, readonly AlertState[]> = {
  confirmed: whenOpen,
  agreed: [...whenOpen, 'closed'],
  recovered: [...whenOpen, 'closed'],
};

/** The recovery ledger of an alert, to the cent. @throws DomainError NOT_FOUND */
export async function getRecovery(
  app: Application,
  context: RequestContext,
  input: { alertId: string },
): Promise<RecoveryView> {
  return app.database.withContext(context, async (repositories) => {
    const alert = await requireAlert(repositories, context, input.alertId);
    return viewRecovery(repositories, alert.id);
  });
}

/**
 * Enters an amount. @throws DomainError NOT_FOUND · NOT_ALLOWED · ALERT_COMMAND_NOT_POSSIBLE before the agency has it ·
 * REQUEST_INVALID for nothing, or a day that has not come
 */
export async function addRecoveryEntry(
  app: Application,
  context: RequestContext,
  input: { alertId: string; kind: RecoveryKind; amount: string; on: string; voucher: string; note: string },
): Promise<RecoveryView> {
  const now = await app.clock.now();
  const { kind, amount, on, voucher, note } = input;
  const { actor } = requireMayEnter(context, kind);
  if (!isPositive(amount)) throw invalid('amount');
  if (on > shanghaiDayOf(now)) throw invalid('on');
  return app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, input.alertId);
    requireState(alert, kind);
    const entry: RecoveryEntry = {
      id: randomUUID(),
      alertId: alert.id,
      agency: alert.agency,
      kind,
      amount,
      bookedOn: on,
      voucher,
      note,
      enteredBy: actor.userId,
      enteredByName: actor.displayName,
      enteredAt: now,
      voidedAt: null,
      voidReason: null,
    };
    await repositories.recovery.insert(entry);
    const details = { entryId: entry.id, kind, amount, on, voucher };
    await tell(repositories, context, alert, { type: 'recovery.add', at: now, reason: note.trim() || null, details });
    await repositories.audit.append({
      action: 'recovery.add',
      target: { kind: 'alert', id: alert.id },
      businessAt: now,
      details: { number: alert.number, entryId: entry.id, kind, amount, on, voucher },
    });
    return viewRecovery(repositories, alert.id);
  });
}

/** Takes an entry back; it stays in the ledger. @throws DomainError NOT_FOUND · NOT_ALLOWED · ALERT_COMMAND_NOT_POSSIBLE */
export async function voidRecoveryEntry(
  app: Application,
  context: RequestContext,
  input: { alertId: string; entryId: string; reason: string },
): Promise<RecoveryView> {
  const now = await app.clock.now();
  const reason = input.reason.trim();
  if (!reason) throw new DomainError('REASON_REQUIRED');
  return app.database.withContext(context, async (repositories) => {
    const alert = await lockAlert(repositories, context, input.alertId);
    const entry = (await repositories.recovery.list(alert.id)).find(({ id }) => id === input.entryId);
    if (!entry) throw new DomainError('NOT_FOUND', { entryId: input.entryId });
    const { actor } = requireMayEnter(context, entry.kind);
    requireState(alert, entry.kind);
    if (entry.voidedAt !== null)
      throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { state: alert.state, entryId: entry.id });
    await repositories.recovery.void(entry.id, { by: actor.userId, byName: actor.displayName, at: now, reason });
    const { id: entryId, kind, amount, bookedOn: on, voucher } = entry;
    const details = { entryId, kind, amount, on, voucher };
    await tell(repositories, context, alert, { type: 'recovery.void', at: now, reason, details });
    await repositories.audit.append({
      action: 'recovery.void',
      target: { kind: 'alert', id: alert.id },
      businessAt: now,
      reason,
      details: { number: alert.number, entryId: entry.id, kind: entry.kind, amount: entry.amount },
    });
    return viewRecovery(repositories, alert.id);
  });
}

/** The ledger over all alerts that have one, the largest remainder first. @throws DomainError CURSOR_INVALID */
export async function listRecoveries(
  app: Application,
  context: RequestContext,
  input: { open: 'true' | 'false'; cursor?: string | undefined; limit: number },
): Promise<ReplyOf<typeof routes.listRecoveries>> {
  const day = await readBusinessDay(app);
  const place = readCursor(input.cursor, day.now, ['decimal', 'uuid']);
  return app.database.withContext(context, async ({ recovery, alertReading }) => {
    const { rows, total } = await recovery.ledger(input.open === 'true', place.after, input.limit + 1);
    const alerts = await alertReading.byIds(rows.map(({ alertId }) => alertId));
    return pageOf(
      rows,
      input.limit,
      place,
      total,
      ({ key }) => key,
      ({ alertId, key: _key, ...sums }) => ({ alert: viewAlertRow(app, context, alerts.get(alertId)!, day), sums }),
    );
  });
}

/** The timeline has what the ledger has; money moves no state and makes nobody's edit stale. */
async function tell(
  { alerts }: Repositories,
  context: RequestContext,
  alert: Alert,
  event: Pick<AlertEvent, 'type' | 'at' | 'reason' | 'details'>,
): Promise<void> {
  const role = actingRole(context, [...supervisionRoles, ...agencyRoles]);
  const { state } = alert;
  await alerts.appendEvents(alert, [{ ...event, fromState: state, toState: state, agencyMaySee: true }], role);
}

async function viewRecovery({ recovery }: Repositories, alertId: string): Promise<RecoveryView> {
  const entries = await recovery.list(alertId);
  return {
    sums: await recovery.sums(alertId),
    entries: entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      amount: entry.amount,
      on: entry.bookedOn,
      voucher: entry.voucher,
      note: entry.note,
      enteredBy: entry.enteredByName,
      enteredAt: entry.enteredAt,
      voidedAt: entry.voidedAt,
      voidReason: entry.voidReason,
    })),
  };
}

function requireMayEnter({ actor, roles }: RequestContext, kind: RecoveryKind) {
  if (actor.kind !== 'user' || !entersWhat[kind].some((role) => roles.includes(role)))
    throw new DomainError('NOT_ALLOWED', { kind });
  return { actor };
}

function requireState({ state }: Alert, kind: RecoveryKind): void {
  if (!statesOf[kind].includes(state)) throw new DomainError('ALERT_COMMAND_NOT_POSSIBLE', { state, kind });
}

function invalid(field: string): DomainError {
  return new DomainError('REQUEST_INVALID', { problems: [{ where: 'body', field, code: 'invalid' }] });
}

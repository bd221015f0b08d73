import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '@fundwatch/domain';
import type { Alert, AlertEvent, AlertEventType, AlertState, ReminderKind } from '@fundwatch/domain/alert';
import type { RequestContext, Role } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';
import { AlertEventRow, AlertRow } from '../entities/index.js';
import { prepared } from '../prepared.js';
import { alertColumns, alertOf } from './alert-columns.js';
import { isOpen, toAnswer } from './alert-conditions.js';
import { rectificationDue } from './rectification-due.js';
import { unwritten, valuesOf, type ReminderDays } from './reminder-days.js';
import { accountOf, writeAlertNotices } from './write-notices.js';

/** An event as the timeline shows it. */
export interface StoredAlertEvent extends Omit<AlertEvent, 'agencyMaySee'> {
  id: string;
  sequence: number;
  type: AlertEventType;
  toState: AlertState;
  actor: string;
  /** The absent colleague for whom the actor stood in. */
  onBehalfOf: string | null;
  actorRole: string | null;
}

const eventsOfAlert = prepared(
  `select id::text as id, (row_number() over (order by sequence))::integer as sequence, type, from_state as "fromState", to_state as "toState", actor, on_behalf_of as "onBehalfOf",
     actor_role as "actorRole", at, reason,
     case when type = 'report_rectification' and details->>'dueOn' is null
       then (select e.details || jsonb_build_object('dueOn', d.due_on, 'late', (e.at at time zone 'Asia/Shanghai')::date > d.due_on)
         from (select ${rectificationDue} as due_on) d)
       else details end as details
   from alert_event e where alert_id = $1 order by sequence`,
);
/** The number of the alert's next event, and the absent colleague for whom the actor stands in on its day. */
const nextEvent = prepared(
  `select next_alert_event($1) as sequence,
     (select u.display_name from alert a
      join stand_in s on s.absent in (a.officer, a.handler) and s.stand_in = $2 and s.ended_at is null
        and ($3::timestamptz at time zone 'Asia/Shanghai')::date between s.from_on and s.until_on
      join app_user u on u.id = s.absent where a.id = $1 limit 1) as "onBehalfOf"`,
);
const alertById = prepared(`select ${alertColumns} from alert a where a.id = $1`);
const alertHeld = prepared(`select ${alertColumns} from alert a where a.id = $1 for update`);

/** Changes alerts; each change with its event, under the row's lock. */
export class AlertRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly context: RequestContext,
  ) {}

  /** Null where there is none, or none that this context may see. */
  async get(id: string): Promise<Alert | null> {
    return this.one(alertById, id);
  }

  /** Reads the alert and holds it until the transaction ends. */
  async lock(id: string): Promise<Alert | null> {
    return this.one(alertHeld, id);
  }

  /**
   * Writes a changed alert down; `updatedAt` null: what changed is withheld from the agency, which reads that time, too.
   * @throws DomainError ALERT_CHANGED if somebody was quicker
   */
  async save(before: Alert, after: Alert, updatedAt: string | null): Promise<void> {
    const { id, revision } = before;
    // Of some forty columns a step changes three or four.
    const change = Object.fromEntries(
      Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(value, before[key as keyof Alert])),
    );
    const result = await this.manager.update(
      AlertRow,
      { id, revision },
      { ...change, revision: after.revision, ...(updatedAt === null ? {} : { updatedAt }) },
    );
    if (result.affected !== 1) throw new DomainError('ALERT_CHANGED', { seen: before.revision });
  }

  /** Appends to the timeline and tells whom it concerns. The caller holds the alert's row, so numbers follow each other. */
  async appendEvents(alert: Alert, events: readonly AlertEvent[], actorRole: Role | null): Promise<void> {
    const { actor } = this.context;
    for (const event of events) {
      const account = accountOf(this.context);
      const [next]: { sequence: number; onBehalfOf: string | null }[] = await this.manager.query(nextEvent, [
        alert.id,
        account,
        event.at,
      ]);
      await this.manager
        .createQueryBuilder()
        .insert()
        .into(AlertEventRow)
        .values({
          ...event,
          details: event.details as object,
          alertId: alert.id,
          agency: alert.agency,
          ...next!,
          actor: actor.kind === 'user' ? actor.displayName : actor.name,
          account,
          actorRole,
          recordedAt: () => 'clock_timestamp()',
        })
        .returning([])
        .updateEntity(false)
        .execute();
      await writeAlertNotices(this.manager, account, alert.id, event);
    }
  }

  /** The timeline as far as this context may see it, earliest first, numbered without gaps: a gap would tell of what is withheld. */
  async events(alertId: string): Promise<StoredAlertEvent[]> {
    return this.manager.query(eventsOfAlert, [alertId]);
  }

  /** Dispatched alerts whose automatic receipt is due by `day`, longest due first. */
  async dueForAutomaticReceipt(day: string, limit: number): Promise<string[]> {
    return this.ids(`state = 'dispatched' and auto_receipt_on <= $1 order by auto_receipt_on, id limit $2`, [
      day,
      limit,
    ]);
  }

  /** Alerts with a date to keep and a notice for it that is due and not written yet. */
  async dueForReminder(days: ReminderDays, limit: number): Promise<string[]> {
    return this.ids(
      `${toAnswer} and due_on <= $2 and exists (${unwritten('reminder', 'r.alert_id = a.id', 'a.due_on')})
       order by due_on, id limit $5`,
      [...valuesOf(days), limit],
    );
  }

  /** Alerts with a date that waits for its calendar. */
  async waitingForCalendar(): Promise<string[]> {
    return this.ids(`waiting_for_calendar order by id`, []);
  }

  /** Alerts whose running date lies on or after `today`. */
  async withOpenDeadline(today: string): Promise<string[]> {
    return this.ids(`(state = 'dispatched' or ${toAnswer}) and due_on >= $1 order by id`, [today]);
  }

  /** Another open alert of the same key, which a reopened one would stand beside. */
  async openTwin(alert: Alert): Promise<{ id: string; number: string } | null> {
    const rows: { id: string; number: string }[] = await this.manager.query(
      `select a.id, a.number from alert a where ${isOpen} and a.id <> $1 and a.continues and a.indicator = $2 and a.agency = $3 and a.line = $4
         and a.subject = $5 limit 1`,
      [alert.id, alert.indicator, alert.agency, alert.line, alert.subject],
    );
    return rows[0] ?? null;
  }

  /** Claims one reminder of one date; false when it is written already, whoever wrote it. */
  async claimReminder(alertId: string, kind: ReminderKind, dueOn: string, at: string): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into reminder (alert_id, kind, due_on, written_at) values ($1, $2, $3, $4) on conflict do nothing returning alert_id`,
      [alertId, kind, dueOn, at],
    );
    return rows.length > 0;
  }

  private async one(statement: string, id: string): Promise<Alert | null> {
    const rows: Record<string, unknown>[] = await this.manager.query(statement, [id]);
    return rows[0] ? alertOf(rows[0]) : null;
  }

  private async ids(where: string, values: unknown[]): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(`select a.id from alert a where ${where}`, values);
    return rows.map((row) => row.id);
  }
}

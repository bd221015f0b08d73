import type { RequestContext } from '@fundwatch/domain/identity';
import { notices, type NoticeKind, type TEST_DELIVERY } from '@fundwatch/domain/notify';
import type { EntityManager } from 'typeorm';
import { accountOf, writeNotices } from './write-notices.js';

/** An address that is told of notices. */
export interface Webhook {
  name: string;
  url: string;
  /** Empty: every kind. */
  kinds: NoticeKind[];
  enabled: boolean;
  changedByName: string;
  changedAt: string;
}

/** The same with how it does. */
export interface WebhookRecord extends Webhook {
  failingSince: string | null;
  waiting: number;
  failed: number;
  lastSentAt: string | null;
  /** What went wrong last, while something waits or was given up. */
  lastError: string | null;
}

/** What an address is told: which thing and where. */
export interface DeliveryBody {
  target: { kind: string; id: string | null };
  number: string | null;
  indicator: string | null;
  agency: string | null;
  period: string | null;
  /** Business time. */
  at: string;
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed';

/** One notice on its way to an address. */
export interface WebhookDelivery {
  id: string;
  kind: NoticeKind | typeof TEST_DELIVERY;
  state: DeliveryState;
  attempts: number;
  createdAt: string;
  triedAt: string | null;
  nextAt: string;
  sentAt: string | null;
  status: number | null;
  error: string | null;
}

/** What an attempt needs; `sealed` is the secret. */
export interface DeliveryAttempt {
  id: string;
  webhook: string;
  url: string;
  kind: string;
  body: DeliveryBody;
  attempts: number;
  createdAt: string;
  sealed: string | null;
}

const columns = `w.name, w.url, w.kinds, w.enabled, w.changed_by_name as "changedByName", w.changed_at as "changedAt"`;
const waiting = `state in ('queued', 'sending')`;

/** Addresses that are told of notices, and what is on its way to them. */
export class WebhookRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly context: RequestContext,
  ) {}

  /** In the order of their names; there are few. */
  async list(limit: number): Promise<WebhookRecord[]> {
    return this.manager.query(
      `select ${columns}, w.failing_since as "failingSince",
         (select count(*)::integer from webhook_delivery d where d.webhook = w.name and d.${waiting}) as waiting,
         (select count(*)::integer from webhook_delivery d where d.webhook = w.name and d.state = 'failed') as failed,
         (select max(d.sent_at) from webhook_delivery d where d.webhook = w.name) as "lastSentAt",
         (select d.error from webhook_delivery d where d.webhook = w.name and d.state <> 'sent' and d.error is not null
          order by d.tried_at desc nulls last limit 1) as "lastError"
       from webhook w order by w.name limit $1`,
      [limit],
    );
  }

  async lock(name: string): Promise<Webhook | null> {
    const rows: Webhook[] = await this.manager.query(`select ${columns} from webhook w where w.name = $1 for update`, [
      name,
    ]);
    return rows[0] ?? null;
  }

  /** False where the name is taken. */
  async insert({ name, url, kinds, enabled, changedByName, changedAt }: Webhook): Promise<boolean> {
    const rows: unknown[] = await this.manager.query(
      `insert into webhook (name, url, kinds, enabled, changed_by_name, changed_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning name`,
      [name, url, kinds, enabled, changedByName, changedAt],
    );
    return rows.length > 0;
  }

  /** What fails after a change is told of anew. */
  async change({ name, url, kinds, enabled, changedByName, changedAt }: Webhook): Promise<void> {
    await this.manager.query(
      `update webhook set url = $2, kinds = $3, enabled = $4, changed_by_name = $5, changed_at = $6, failing_since = null,
         silences = 0, left_until = null where name = $1`,
      [name, url, kinds, enabled, changedByName, changedAt],
    );
  }

  async addSecret(webhook: string, sealed: string, madeByName: string, madeAt: string): Promise<void> {
    await this.manager.query(
      `insert into webhook_secret (webhook, sealed, made_by_name, made_at) values ($1, $2, $3, $4)`,
      [webhook, sealed, madeByName, madeAt],
    );
  }

  /** Puts one delivery on its way, also to an address that was left alone. */
  async enqueue(id: string, webhook: string, kind: string, body: DeliveryBody, now: string): Promise<void> {
    await this.answers(webhook);
    await this.manager.query(
      `insert into webhook_delivery (id, webhook, kind, body, state, attempts, next_at, created_at)
       values ($1, $2, $3, $4, 'queued', 0, $5, $5)`,
      [id, webhook, kind, JSON.stringify(body), now],
    );
  }

  async countDeliveries(webhook: string): Promise<number> {
    const rows: { count: number }[] = await this.manager.query(
      `select count(*)::integer as count from webhook_delivery where webhook = $1`,
      [webhook],
    );
    return rows[0]!.count;
  }

  /** Latest first; `after` is the place of the last one that was seen. */
  async deliveries(
    webhook: string,
    after: { createdAt: string; id: string } | null,
    limit: number,
  ): Promise<(WebhookDelivery & { place: string })[]> {
    return this.manager.query(
      `select id, kind, state, attempts, created_at as "createdAt", tried_at as "triedAt", greatest(next_at, (select w.left_until from webhook w where w.name = webhook and state = 'queued')) as "nextAt", sent_at as "sentAt", status,
         error, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
       from webhook_delivery where webhook = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
       order by created_at desc, id desc limit $4`,
      [webhook, after?.createdAt ?? null, after?.id ?? null, limit],
    );
  }

  /** What was given up is tried anew, under its old id; how many. */
  async sendFailedAgain(webhook: string, now: string): Promise<number> {
    await this.answers(webhook);
    const [, count]: [unknown[], number] = await this.manager.query(
      `update webhook_delivery set state = 'queued', attempts = 0, next_at = $2 where webhook = $1 and state = 'failed'`,
      [webhook, now],
    );
    return count;
  }

  /** What is due by address, the earliest first; and what a worker that died left behind. None of an address that is off or left alone. */
  async due(now: string, limit: number): Promise<{ webhook: string; ids: string[] }[]> {
    return this.manager.query(
      `select w.name as webhook, array(
           select d.id from webhook_delivery d
           where d.webhook = w.name and (d.state = 'sending' or (d.state = 'queued' and d.next_at <= $1))
           order by d.created_at, d.id limit $2) as ids
       from webhook w where w.enabled and (w.left_until is null or w.left_until <= $1) and exists (
         select from webhook_delivery d where d.webhook = w.name and (d.state = 'sending' or (d.state = 'queued' and d.next_at <= $1)))
       order by w.name`,
      [now, limit],
    );
  }

  /** Keeps every other worker from this delivery until the transaction ends, or the process dies; false where another has it. */
  async hold(id: string): Promise<boolean> {
    const rows: { held: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('webhook ' || $1, 0)) as held`,
      [id],
    );
    return rows[0]!.held;
  }

  /** Begins an attempt; null where there is nothing to do any more. */
  async begin(id: string, now: string): Promise<DeliveryAttempt | null> {
    const [rows]: [DeliveryAttempt[], number] = await this.manager.query(
      `update webhook_delivery d set state = 'sending', attempts = attempts + 1, tried_at = $2
       from webhook w
       where d.id = $1 and w.name = d.webhook and w.enabled and (d.state = 'sending' or (d.state = 'queued' and d.next_at <= $2))
       returning d.id, d.webhook, w.url, d.kind, d.body, d.attempts, d.created_at as "createdAt",
         (select s.sealed from webhook_secret s where s.webhook = d.webhook order by s.id desc limit 1) as sealed`,
      [id, now],
    );
    return rows[0] ?? null;
  }

  async end(
    id: string,
    end: {
      state: DeliveryState;
      nextAt: string;
      sentAt: string | null;
      status: number | null;
      error: string | null;
    },
  ): Promise<void> {
    await this.manager.query(
      `update webhook_delivery set state = $2, next_at = $3, sent_at = $4, status = $5, error = $6 where id = $1`,
      [id, end.state, end.nextAt, end.sentAt, end.status, end.error],
    );
  }

  /** The address did not answer: it is left alone for so many minutes, by how often in a row; the last of them from then on. */
  async leaveAlone(webhook: string, now: string, minutes: readonly number[]): Promise<void> {
    await this.manager.query(
      `update webhook set silences = silences + 1,
         left_until = $2::timestamptz + make_interval(mins => ($3::integer[])[least(silences + 1, cardinality($3::integer[]))])
       where name = $1`,
      [webhook, now, minutes],
    );
  }

  /** The address answers, or is to be asked whatever it did before. */
  async answers(webhook: string): Promise<void> {
    await this.manager.query(`update webhook set silences = 0, left_until = null where name = $1 and silences > 0`, [
      webhook,
    ]);
  }

  /** Deletes what was delivered before; the last one of an address stays, so that it is known when that was. How many. */
  async clearSent(before: string): Promise<number> {
    const [, count]: [unknown[], number] = await this.manager.query(
      `delete from webhook_delivery d where d.state = 'sent' and d.sent_at < $1
         and exists (select from webhook_delivery x where x.webhook = d.webhook and x.state = 'sent' and x.sent_at > d.sent_at)`,
      [before],
    );
    return count;
  }

  /** The address takes again: whoever keeps the product is told anew when it fails. */
  async takes(webhook: string): Promise<void> {
    await this.manager.query(`update webhook set failing_since = null where name = $1 and failing_since is not null`, [
      webhook,
    ]);
  }

  /** A delivery was given up; the administrator is told once, until the address takes something or is changed. */
  async gaveUp(webhook: string, now: string, businessAt: string): Promise<void> {
    const [rows]: [unknown[], number] = await this.manager.query(
      `update webhook set failing_since = $2 where name = $1 and failing_since is null returning name`,
      [webhook, now],
    );
    if (rows.length > 0) await this.tellAdministrator('webhook_dead', webhook, businessAt);
  }

  /** Tells whoever keeps the product that something outside does not work. */
  async tellAdministrator(kind: 'webhook_dead' | 'mail_failing', name: string | null, at: string): Promise<void> {
    await writeNotices(this.manager, accountOf(this.context), {
      kind,
      notices: notices[kind],
      target: { kind: 'outgoing', id: name },
      facts: name ? { number: name } : {},
      at,
    });
  }
}

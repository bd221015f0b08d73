import type { EntityManager } from 'typeorm';
import { MailMessageRow } from '../entities/index.js';
import type { StoredNotification } from './notification.repository.js';

export type MailKind = 'digest' | 'urgent';

/** A message on its way. */
export interface MailMessage {
  id: string;
  messageId: string;
  account: string;
  address: string;
  kind: MailKind;
  subject: string;
  body: string;
}

/** How mail does as a whole, for whoever keeps the product: no addresses and no texts. */
export interface MailState {
  waiting: number;
  /** Refused for good. */
  failed: number;
  /** Sent twice without an answer: may have arrived, and are not sent again. */
  unknown: number;
  lastSentAt: string | null;
  /** Since when the server takes nothing. */
  failingSince: string | null;
  error: string | null;
}

const waiting = `n.mail_id is null and n.read_at is null and n.recorded_at >= c.since and n.at <= $1
  and case $2 when 'urgent' then n.urgent else not (n.urgent and c.urgent) end`;

/** Messages that wait, and what goes into them; the product's own context only. */
export class MailRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Accounts that want this kind and were told something by `until` (business time) that no message has yet. */
  async accountsToTell(kind: MailKind, until: string): Promise<{ account: string; address: string }[]> {
    return this.manager.query(
      `select c.account, c.address from notification_channel c join app_user u on u.id = c.account
       where u.disabled_at is null and c.address is not null and case $2 when 'urgent' then c.urgent else c.digest end
         and exists (select from notification n where n.account = c.account and ${waiting})
       order by c.account`,
      [until, kind],
    );
  }

  /** What the next message of an account tells of, earliest first; held until the transaction ends. */
  async holdNotices(account: string, kind: MailKind, until: string): Promise<StoredNotification[]> {
    return this.manager.query(
      `select n.id::text as id, n.account, n.kind, n.urgent, n.target_kind as "targetKind", n.target_id as "targetId", n.facts,
         o.name as "agencyName", n.at, n.read_at as "readAt"
       from notification n join notification_channel c on c.account = n.account
         left join organisation o on o.code = n.facts ->> 'agency'
       where n.account = $3 and ${waiting} order by n.id limit 1000 for update of n skip locked`,
      [until, kind, account],
    );
  }

  /** False where a message of this Message-ID is there already. */
  async insert(message: MailMessage, notices: readonly string[], now: string): Promise<boolean> {
    const { identifiers } = await this.manager
      .createQueryBuilder()
      .insert()
      .into(MailMessageRow)
      .values({ ...message, state: 'queued', attempts: 0, uncertain: 0, nextAt: now, createdAt: now })
      .orIgnore()
      .returning(['id'])
      .execute();
    if (!identifiers[0]) return false;
    await this.manager.query(`update notification set mail_id = $1 where id = any ($2::bigint[])`, [
      message.id,
      notices,
    ]);
    return true;
  }

  /** Messages whose turn has come, and such as a worker that died left behind. */
  async due(now: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await this.manager.query(
      `select id from mail_message where state = 'sending' or (state = 'queued' and next_at <= $1) order by next_at, id limit $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Keeps every other worker from this message until the transaction ends, or the process dies; false where another has it. */
  async hold(id: string): Promise<boolean> {
    const rows: { held: boolean }[] = await this.manager.query(
      `select pg_try_advisory_xact_lock(hashtextextended('mail ' || $1, 0)) as held`,
      [id],
    );
    return rows[0]!.held;
  }

  /** Begins an attempt; one that never ended counts as unknown. Null where there is nothing to do any more. */
  async begin(id: string, now: string): Promise<(MailMessage & { attempts: number; uncertain: number }) | null> {
    const [rows]: [(MailMessage & { attempts: number; uncertain: number })[], number] = await this.manager.query(
      `update mail_message set state = 'sending', attempts = attempts + 1, uncertain = uncertain + (state = 'sending')::integer
       where id = $1 and (state = 'sending' or (state = 'queued' and next_at <= $2))
       returning id, message_id as "messageId", account, address, kind, subject, body, attempts, uncertain`,
      [id, now],
    );
    return rows[0] ?? null;
  }

  async end(
    id: string,
    end: {
      state: 'sent' | 'queued' | 'failed';
      attempts: number;
      uncertain: number;
      nextAt: string;
      sentAt: string | null;
      error: string | null;
    },
  ): Promise<void> {
    await this.manager.update(MailMessageRow, { id }, end);
  }

  /** The server took something: whoever keeps it is told anew when it fails again. */
  async serverTakes(): Promise<void> {
    await this.manager.query(
      `update mail_server set failing_since = null, error = null where failing_since is not null`,
    );
  }

  /** The server is out of reach; true where that is new. */
  async serverFails(now: string, error: string | null): Promise<boolean> {
    const rows: { since: string }[] = await this.manager.query(
      `insert into mail_server (one, failing_since, error) values (true, $1, $2)
       on conflict (one) do update set failing_since = coalesce(mail_server.failing_since, excluded.failing_since), error = excluded.error
       returning failing_since as since`,
      [now, error],
    );
    return rows[0]!.since === new Date(now).toISOString();
  }

  async state(): Promise<MailState> {
    const rows: MailState[] = await this.manager.query(
      `select (select count(*)::integer from mail_message where state in ('queued', 'sending')) as waiting,
         (select count(*)::integer from mail_message where state = 'failed' and uncertain < 2) as failed,
         (select count(*)::integer from mail_message where state = 'failed' and uncertain >= 2) as unknown,
         (select max(sent_at) from mail_message where state = 'sent') as "lastSentAt",
         (select failing_since from mail_server) as "failingSince",
         coalesce((select error from mail_server where failing_since is not null),
           (select error from mail_message where state in ('failed', 'queued') and error is not null order by next_at desc limit 1)) as error`,
    );
    return rows[0]!;
  }

  /** What was refused for good is tried anew; not what may have arrived twice already. */
  async sendFailedAgain(now: string): Promise<number> {
    const [, count]: [unknown[], number] = await this.manager.query(
      `update mail_message set state = 'queued', attempts = 0, next_at = $1 where state = 'failed' and uncertain < 2`,
      [now],
    );
    return count;
  }
}

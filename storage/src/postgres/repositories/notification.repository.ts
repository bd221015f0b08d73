import { approvalKinds, DomainError } from '@fundwatch/domain';
import type { RequestContext } from '@fundwatch/domain/identity';
import { notices, type NoticeKind, type NoticeTarget } from '@fundwatch/domain/notify';
import type { EntityManager } from 'typeorm';
import { NotificationChannelRow } from '../entities/index.js';
import { accountOf, writeNotices, type NoticeFacts } from './write-notices.js';

/** Something that an account was told of. */
export interface StoredNotification {
  id: string;
  account: string;
  kind: NoticeKind;
  urgent: boolean;
  targetKind: NoticeTarget;
  targetId: string | null;
  facts: NoticeFacts;
  agencyName: string | null;
  at: string;
  readAt: string | null;
}

/** How an account is told besides the product. */
export interface NotificationChannel {
  address: string | null;
  digest: boolean;
  urgent: boolean;
}

const columns = `n.id::text as id, n.account, n.kind, n.urgent, n.target_kind as "targetKind", n.target_id as "targetId", n.facts,
  o.name as "agencyName", n.at, n.read_at as "readAt"`;
const from = `notification n left join organisation o on o.code = n.facts ->> 'agency'`;

/** What the account of the context was told of; row-level security keeps it to its own. */
export class NotificationRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly context: RequestContext,
  ) {}

  /** Latest first, older than `before`. */
  async list(onlyUnread: boolean, before: string | null, limit: number): Promise<StoredNotification[]> {
    return this.manager.query(
      `select ${columns} from ${from} where n.account = $1 and ($2::bigint is null or n.id < $2) and (not $3 or n.read_at is null)
       order by n.id desc limit $4`,
      [this.account(), before, onlyUnread, limit],
    );
  }

  /** Those of these numbers, earliest first. */
  async byIds(ids: readonly string[]): Promise<StoredNotification[]> {
    return this.manager.query(
      `select ${columns} from ${from} where n.account = $1 and n.id = any ($2::bigint[]) order by n.id`,
      [this.account(), ids],
    );
  }

  /** The first of those written after this one, earliest first. */
  async after(id: string, limit: number): Promise<StoredNotification[]> {
    return this.manager.query(
      `select ${columns} from ${from} where n.account = $1 and n.id > $2::bigint order by n.id limit $3`,
      [this.account(), id, limit],
    );
  }

  async count(): Promise<{ all: number; unread: number }> {
    const rows: { all: number; unread: number }[] = await this.manager.query(
      `select count(*)::integer as "all", count(*) filter (where read_at is null)::integer as unread from notification where account = $1`,
      [this.account()],
    );
    return rows[0]!;
  }

  /** The named ones, or all up to one; what is read already keeps its time. */
  async markRead(which: { ids: readonly string[] } | { through: string }, at: string): Promise<void> {
    const [condition, value] =
      'ids' in which ? ['id = any ($3::bigint[])', which.ids] : ['id <= $3::bigint', which.through];
    await this.manager.query(
      `update notification set read_at = $2 where account = $1 and read_at is null and ${condition}`,
      [this.account(), at, value],
    );
  }

  async channel(): Promise<NotificationChannel | null> {
    const row = await this.manager.findOneBy(NotificationChannelRow, { account: this.account() });
    return row && { address: row.address, digest: row.digest, urgent: row.urgent };
  }

  /** What was written before `since`, real time, is not mailed. */
  async setChannel(channel: NotificationChannel, since: string): Promise<void> {
    await this.manager.query(
      `insert into notification_channel (account, address, digest, urgent, since) values ($1, $2, $3, $4, $5)
       on conflict (account) do update set address = excluded.address, digest = excluded.digest, urgent = excluded.urgent,
         since = case when notification_channel.address is null then excluded.since else notification_channel.since end`,
      [this.account(), channel.address, channel.digest, channel.urgent, since],
    );
  }

  /** Tells whoever decides on a proposal whose own events tell nobody. */
  async tellDeciders(
    kind: Exclude<
      (typeof approvalKinds)[number],
      'extension' | 'field_check' | 'supervise_order' | 'recovery_plan' | 'inspection' | 'major_matter'
    >,
    facts: NoticeFacts,
    at: string,
  ): Promise<void> {
    const name = `proposed_${kind}` as const;
    await writeNotices(this.manager, accountOf(this.context), {
      kind: name,
      notices: notices[name],
      target: { kind: 'approvals', id: null },
      facts,
      at,
    });
  }

  /** Tells an agency that a submission of it was refused. */
  async tellOfRefusal(submissionId: string, facts: NoticeFacts, at: string): Promise<void> {
    await writeNotices(this.manager, accountOf(this.context), {
      kind: 'submission_refused',
      notices: notices.submission_refused,
      target: { kind: 'submission', id: submissionId },
      facts,
      at,
    });
  }

  /** Tells whoever is to stand in for a colleague. */
  async tellStandIn(account: string, at: string): Promise<void> {
    await writeNotices(this.manager, accountOf(this.context), {
      kind: 'stand_in',
      notices: notices.stand_in,
      target: { kind: 'duty', id: null },
      facts: {},
      at,
      assignment: { to: account, from: null },
    });
  }

  private account(): string {
    const account = accountOf(this.context);
    if (!account) throw new DomainError('NOT_ALLOWED');
    return account;
  }
}

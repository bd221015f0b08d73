import {
  noticeKindOf,
  noticeKindsOfMatter,
  notices,
  noticesOf,
  type Notice,
  type NoticeAudience,
  type NoticeKind,
  type NoticeTarget,
  webhookKinds,
} from '@fundwatch/domain/notify';
import type { AlertEvent } from '@fundwatch/domain/alert';
import { shanghaiDayOf } from '@fundwatch/domain/calendar';
import { agencyRoles, supervisionRoles, type RequestContext } from '@fundwatch/domain/identity';
import type { EntityManager } from 'typeorm';

/** What may be told of a thing outside its own page. */
export interface NoticeFacts {
  number?: string;
  indicator?: string;
  agency?: string;
  dueOn?: string | null;
  period?: string;
}

interface Told {
  kind: NoticeKind;
  notices: readonly Notice[];
  target: { kind: NoticeTarget; id: string | null };
  facts: NoticeFacts;
  at: string;
  /** Of a branch, for who is asked in it and who opened it. */
  branchId?: string | null;
  /** Of an assignment: who has the alert now, and who had it. */
  assignment?: { to: string | null; from: string | null };
}

/** The account that acts is not told of its own doing; null: the product itself acts. */
export function accountOf({ actor }: RequestContext): string | null {
  return actor.kind === 'user' ? actor.userId : null;
}

/** Tells of an event of an alert, in its transaction; the alert is written already. */
export async function writeAlertNotices(
  manager: EntityManager,
  actor: string | null,
  alertId: string,
  event: AlertEvent,
): Promise<void> {
  const kind = noticeKindOf(event);
  const list = noticesOf(event);
  if (!kind || list.length === 0) return;
  const rows: NoticeFacts[] = await manager.query(
    `select number, indicator, agency, due_on::text as "dueOn" from alert where id = $1`,
    [alertId],
  );
  const [facts] = rows;
  if (!facts) return;
  const { dueOn, branchId, toAccount, fromAccount } = event.details;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  await writeNotices(manager, actor, {
    kind,
    notices: list,
    target: { kind: 'alert', id: alertId },
    facts: typeof dueOn === 'string' ? { ...facts, dueOn } : facts,
    at: event.at,
    branchId: text(branchId),
    assignment: { to: text(toAccount), from: text(fromAccount) },
  });
}

/** Tells of a step of an inspection or of a major matter. */
export async function writeMatterNotices(
  manager: EntityManager,
  actor: string | null,
  matter: 'inspection' | 'major_matter',
  id: string,
  event: { type: string; at: string; dueOn?: string; details?: Record<string, unknown> },
): Promise<void> {
  const kinds = noticeKindsOfMatter(matter, event.type);
  if (kinds.length === 0) return;
  const rows: NoticeFacts[] = await manager.query(
    matter === 'inspection'
      ? `select number, agency from inspection where id = $1`
      : `select number from major_matter where id = $1`,
    [id],
  );
  if (!rows[0]) return;
  const dueOn = event.dueOn ?? event.details?.['rectificationDueOn'] ?? event.details?.['objectionDueOn'];
  const facts = typeof dueOn === 'string' ? { ...rows[0], dueOn } : rows[0];
  const told = { target: { kind: matter, id }, facts, at: event.at };
  for (const kind of kinds) await writeNotices(manager, actor, { ...told, kind, notices: notices[kind] });
}

/** One row an account, however many notices it is told by, urgent if one of them is; and one delivery an address that wants to know. */
export async function writeNotices(manager: EntityManager, actor: string | null, told: Told): Promise<void> {
  const accounts = new Map<string, boolean>();
  for (const { to, urgent } of told.notices)
    for (const account of await accountsOf(manager, to, told))
      if (account !== actor) accounts.set(account, urgent || (accounts.get(account) ?? false));
  const outside = (webhookKinds as readonly NoticeKind[]).includes(told.kind);
  if (accounts.size === 0 && !outside) return;
  await manager.query(
    `with people as (
       insert into notification (account, kind, urgent, target_kind, target_id, facts, at)
       select r.account, $2, r.urgent, $3, $4, $5, $6 from unnest($1::uuid[], $7::boolean[]) as r(account, urgent))
     insert into webhook_delivery (id, webhook, kind, body, state, attempts, next_at, created_at)
     select gen_random_uuid(), w.name, $2, $9, 'queued', 0, 'epoch', clock_timestamp()
     from fundwatch.webhooks_wanting($2) as w(name) where $8`,
    [
      [...accounts.keys()],
      told.kind,
      told.target.kind,
      told.target.id,
      JSON.stringify(told.facts),
      told.at,
      [...accounts.values()],
      outside,
      JSON.stringify(deliveryOf(told)),
    ],
  );
}

/** What an address is told: which thing and where, by number and code. Nothing personal, and no dates or amounts. */
function deliveryOf({ target, facts: { number, indicator, agency, period }, at }: Told): object {
  return {
    target,
    number: number ?? null,
    indicator: indicator ?? null,
    agency: agency ?? null,
    period: period ?? null,
    at,
  };
}

async function accountsOf(manager: EntityManager, to: NoticeAudience, told: Told): Promise<string[]> {
  const ids = async (where: string, values: unknown[]) => {
    const rows: { id: string }[] = await manager.query(
      `select u.id from app_user u where u.disabled_at is null and ${where}`,
      values,
    );
    return rows.map(({ id }) => id);
  };
  const byRole = 'u.roles && $1';
  /** Who has the alert, and whoever stands in for him; nobody where nobody has it, or who had it is gone. */
  const havingIt = async (column: 'officer' | 'handler') => {
    const [account] = await ids(`u.id = (select a.${column} from alert a where a.id = $1)`, [told.target.id]);
    if (!account) return [];
    const day = shanghaiDayOf(told.at);
    return [account, ...(await ids(`u.id in (select fundwatch.standing_in_for($1, $2))`, [account, day]))];
  };
  switch (to.at) {
    case 'office':
      return ids(byRole, [to.roles]);
    case 'agency':
      return ids(`${byRole} and u.organisation = $2`, [to.roles, told.facts.agency]);
    case 'department':
      return ids(`${byRole} and u.organisation = (select b.department from alert_branch b where b.id = $2)`, [
        to.roles,
        told.branchId,
      ]);
    case 'assignee':
    case 'former': {
      const account = to.at === 'assignee' ? told.assignment?.to : told.assignment?.from;
      return account ? ids('u.id = $1', [account]) : [];
    }
    case 'team':
      return ids(
        `(u.id in (select m.account from inspection_member m where m.inspection_id = $1)
          or u.id = (select i.opened_by from inspection i where i.id = $1))`,
        [told.target.id],
      );
    case 'proposer':
      return told.target.kind === 'inspection' || told.target.kind === 'major_matter'
        ? ids(`u.id = (select m.opened_by from ${told.target.kind} m where m.id = $1)`, [told.target.id])
        : ids(`u.id = (select b.opened_by from alert_branch b where b.id = $1)`, [told.branchId]);
    case 'answering': {
      const having = await havingIt('handler');
      if (having.length > 0) return having;
      return ids(`${byRole} and u.organisation = $2`, [agencyRoles, told.facts.agency]);
    }
    case 'handling': {
      const having = await havingIt('officer');
      if (having.length > 0) return having;
      const handling = await ids(
        `${byRole} and u.id in (select e.account from alert_event e where e.alert_id = $2 and e.actor_role = any ($1))`,
        [supervisionRoles, told.target.id],
      );
      return handling.length > 0 ? handling : ids(byRole, [['supervision_officer']]);
    }
  }
}

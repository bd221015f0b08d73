-- What accounts are told of, in the product, by mail and by webhook. Written in the transaction of the event that causes it.

create table fundwatch.mail_message (
  id uuid primary key,
  -- The same in every attempt, so that whoever reads mail sees a repeated one as the same.
  message_id text not null unique,
  account uuid not null references fundwatch.app_user (id),
  address text not null,
  kind text not null check (kind in ('digest', 'urgent')),
  subject text not null,
  body text not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  -- An attempt whose end nobody knows; after a second one it is not sent again.
  uncertain integer not null default 0,
  -- Real time.
  next_at timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  error text
);
create index mail_message_waiting on fundwatch.mail_message (next_at) where state in ('queued', 'sending');

create table fundwatch.notification (
  id bigint generated always as identity primary key,
  account uuid not null references fundwatch.app_user (id),
  kind text not null,
  urgent boolean not null,
  target_kind text not null check (target_kind in ('alert', 'inspection', 'major_matter', 'approvals', 'submission')),
  target_id text,
  -- Number, indicator, agency, due day, period; nothing personal.
  facts jsonb not null,
  -- Business time and real time.
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  -- The message that tells of it; null: none yet.
  mail_id uuid references fundwatch.mail_message (id)
);
create index notification_account on fundwatch.notification (account, id desc);
create index notification_unread on fundwatch.notification (account) where read_at is null;
create index notification_unmailed on fundwatch.notification (account, id) where mail_id is null;

create table fundwatch.notification_channel (
  account uuid primary key references fundwatch.app_user (id),
  address text,
  digest boolean not null,
  urgent boolean not null,
  -- Real time; only what is written later is mailed.
  since timestamptz not null
);

create table fundwatch.webhook (
  -- Its secret is in the environment: FUNDWATCH_WEBHOOK_SECRET_<NAME>.
  name text primary key check (name ~ '^[a-z0-9_]{1,40}$'),
  url text not null,
  -- Kinds of notices; empty: every kind.
  kinds text[] not null,
  enabled boolean not null,
  changed_by_name text not null,
  changed_at timestamptz not null
);

create table fundwatch.webhook_delivery (
  id uuid primary key,
  webhook text not null references fundwatch.webhook (name),
  kind text not null,
  body jsonb not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  -- Real time.
  next_at timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  error text
);
create index webhook_delivery_waiting on fundwatch.webhook_delivery (next_at) where state in ('queued', 'sending');
create index webhook_delivery_latest on fundwatch.webhook_delivery (webhook, created_at desc);

-- Whoever listens tells the open pages; a notice that nobody hears is found by the next look.
create function fundwatch.tell_of_notification() returns trigger language plpgsql as $$
begin
  perform pg_notify('fundwatch_notification', new.account::text || ' ' || new.id::text);
  return null;
end
$$;
create trigger notification_told after insert on fundwatch.notification
  for each row execute function fundwatch.tell_of_notification();

do $$
declare
  name text;
begin
  foreach name in array array['mail_message', 'notification', 'notification_channel', 'webhook', 'webhook_delivery'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
  end loop;
end
$$;
grant select, insert, update on fundwatch.mail_message, fundwatch.notification, fundwatch.notification_channel, fundwatch.webhook,
  fundwatch.webhook_delivery to fundwatch_app;
grant usage on all sequences in schema fundwatch to fundwatch_app;

-- Whoever acts tells others; everybody reads his own, and the product itself mails.
create policy tell on fundwatch.notification for insert with check ((select fundwatch.current_scope()) is not null);
create policy own on fundwatch.notification for select using (
  account = (select fundwatch.current_account())
  or ((select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null));
create policy own_read on fundwatch.notification for update using (
  account = (select fundwatch.current_account())
  or ((select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null));
create policy own on fundwatch.notification_channel using (
  account = (select fundwatch.current_account())
  or ((select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null));
create policy product_only on fundwatch.mail_message using (
  (select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null);
create policy any_context on fundwatch.webhook using ((select fundwatch.current_scope()) is not null);
create policy tell on fundwatch.webhook_delivery for insert with check ((select fundwatch.current_scope()) is not null);
-- The administrator's scope, and the product's.
create policy technical on fundwatch.webhook_delivery for select using (
  (select fundwatch.current_scope()) = 'submissions'
  or ((select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null));
create policy product_only on fundwatch.webhook_delivery for update using (
  (select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null);

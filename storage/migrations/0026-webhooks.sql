-- Secrets of webhooks, whether what is told outside arrives, and dates of inspections that are told of once.

-- Set while what should arrive does not, and from when; whoever keeps the product is told once each time.
alter table fundwatch.webhook add column failing_since timestamptz;

create table fundwatch.webhook_secret (
  id bigint generated always as identity primary key,
  webhook text not null references fundwatch.webhook (name),
  -- Sealed under a key made from the installation's secret; the latest row counts.
  sealed text not null,
  made_by_name text not null,
  made_at timestamptz not null
);
create index webhook_secret_latest on fundwatch.webhook_secret (webhook, id desc);

alter table fundwatch.webhook_delivery
  -- What the address answered last, 200 or 503; null: nothing.
  add column status integer,
  add column tried_at timestamptz;
create index webhook_delivery_order on fundwatch.webhook_delivery (webhook, created_at desc, id desc);

-- One row: how the mail server does.
create table fundwatch.mail_server (
  one boolean primary key default true check (one),
  failing_since timestamptz,
  error text
);

-- One notice of a date of an inspection, once.
create table fundwatch.inspection_reminder (
  inspection_id uuid not null references fundwatch.inspection (id),
  kind text not null,
  due_on date not null,
  written_at timestamptz not null,
  primary key (inspection_id, kind, due_on)
);

-- What a notice is about is the list of the code; more of it comes with more pages.
alter table fundwatch.notification drop constraint notification_target_kind_check;
alter table fundwatch.notification add constraint notification_target_kind_check check (target_kind ~ '^[a-z_]{1,40}$');

do $$
declare
  name text;
begin
  foreach name in array array['webhook_secret', 'mail_server', 'inspection_reminder'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
  end loop;
end
$$;
grant select, insert on fundwatch.webhook_secret to fundwatch_app;
grant select, insert, update on fundwatch.mail_server to fundwatch_app;
grant select, insert on fundwatch.inspection_reminder to fundwatch_app;
grant usage on all sequences in schema fundwatch to fundwatch_app;

-- An address may hold a token: only the administrator's scope and the product see and change one.
drop policy any_context on fundwatch.webhook;
create policy technical on fundwatch.webhook for select using (
  (select fundwatch.current_scope()) = 'submissions'
  or ((select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null));
create policy technical_add on fundwatch.webhook for insert with check ((select fundwatch.current_scope()) = 'submissions');
create policy technical_change on fundwatch.webhook for update using (
  (select fundwatch.current_scope()) = 'submissions'
  or ((select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null));
-- A secret is written and never read again by whoever wrote it.
create policy technical on fundwatch.webhook_secret for insert with check ((select fundwatch.current_scope()) = 'submissions');
create policy product_only on fundwatch.webhook_secret for select using (
  (select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null);
drop policy product_only on fundwatch.webhook_delivery;
create policy technical_change on fundwatch.webhook_delivery for update using (
  (select fundwatch.current_scope()) = 'submissions'
  or ((select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null));
create policy product_only on fundwatch.mail_server using (
  (select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null);
create policy office_only on fundwatch.inspection_reminder using ((select fundwatch.current_scope()) = 'all');

-- Every event looks which addresses want to be told, and may know no more of them than their names.
create function fundwatch.webhooks_wanting(notice text) returns setof text language plpgsql volatile as $$
declare
  scope text := current_setting('fundwatch.scope', true);
begin
  perform set_config('fundwatch.scope', 'submissions', true);
  return query select w.name from fundwatch.webhook w where w.enabled and (cardinality(w.kinds) = 0 or notice = any (w.kinds));
  perform set_config('fundwatch.scope', scope, true);
end
$$;

-- Who stands in for an account on a day: an agency's answer tells the officer's stand-in, and may know no more of him than that.
create function fundwatch.standing_in_for(absent_account uuid, day date) returns setof uuid language plpgsql volatile as $$
declare
  scope text := current_setting('fundwatch.scope', true);
begin
  perform set_config('fundwatch.scope', 'all', true);
  return query select s.stand_in from fundwatch.stand_in s
    where s.absent = absent_account and s.ended_at is null and day between s.from_on and s.until_on;
  perform set_config('fundwatch.scope', scope, true);
end
$$;

-- Addresses that do not answer are left alone for a while, old deliveries go, and dates of data tasks are told of once.

alter table fundwatch.webhook
  -- How often in a row it did not answer, and until when it is left alone (real time).
  add column silences integer not null default 0,
  add column left_until timestamptz;

create index webhook_delivery_sent on fundwatch.webhook_delivery (webhook, sent_at desc) where state = 'sent';
grant delete on fundwatch.webhook_delivery to fundwatch_app;
create policy product_clears on fundwatch.webhook_delivery for delete using (
  (select fundwatch.current_scope()) = 'all' and (select fundwatch.current_account()) is null);

-- One notice of the last day of a data task, once.
create table fundwatch.cleaning_reminder (
  task_id uuid not null references fundwatch.cleaning_task (id),
  kind text not null check (kind in ('remind', 'breach')),
  due_on date not null,
  written_at timestamptz not null,
  primary key (task_id, kind, due_on)
);
alter table fundwatch.cleaning_reminder enable row level security;
alter table fundwatch.cleaning_reminder force row level security;
grant select, insert on fundwatch.cleaning_reminder to fundwatch_app;
create policy office_only on fundwatch.cleaning_reminder using ((select fundwatch.current_scope()) = 'all');

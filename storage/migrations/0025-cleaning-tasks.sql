-- 数据清理任务: what agencies said that they put right in their data, until the data show it, and every check of it.

create table fundwatch.cleaning_task (
  id uuid primary key,
  alert_id uuid not null references fundwatch.alert (id),
  answer_id uuid not null unique references fundwatch.answer (id),
  agency text not null,
  problem_type text not null check (problem_type in ('P1', 'P2')),
  -- The record and value of an answer P1; an answer P2 names none.
  table_name text,
  record_key jsonb,
  field text,
  value_before text,
  value_after text,
  -- What has to come to show it.
  datasets text[] not null,
  -- The month to be sent again, where no other month's data can show it.
  resubmit_period text,
  due_period text not null,
  -- Null while the calendar lacks the year.
  due_on date,
  state text not null check (state in ('open', 'reopened', 'done', 'settled', 'replaced')),
  -- How often it came back.
  returns integer not null default 0,
  -- What was looked at last, and what the last conclusive check was made of (before any: what was there at the answer).
  seen text not null,
  judged text not null,
  last_outcome text check (last_outcome in ('corrected', 'not_corrected', 'cannot_check')),
  last_checked_at timestamptz,
  opened_at timestamptz not null,
  ended_at timestamptz,
  settled_by uuid references fundwatch.app_user (id),
  settled_by_name text,
  settle_reason text,
  check ((table_name is null) = (record_key is null)),
  check ((table_name is null) = (field is null)),
  check ((ended_at is null) = (state in ('open', 'reopened'))),
  check ((state = 'settled') = (settle_reason is not null))
);
-- One answer of an alert stands at a time, and so does what it promised.
create unique index cleaning_task_one_open on fundwatch.cleaning_task (alert_id) where state in ('open', 'reopened');
create index cleaning_task_due on fundwatch.cleaning_task ((coalesce(due_on, '9999-12-31'::date)), id) where state in ('open', 'reopened');
create index cleaning_task_alert on fundwatch.cleaning_task (alert_id, opened_at);
create index cleaning_task_agency on fundwatch.cleaning_task (agency, state);

create table fundwatch.cleaning_check (
  id bigint generated always as identity primary key,
  task_id uuid not null references fundwatch.cleaning_task (id),
  agency text not null,
  -- What was looked at: the same is never checked twice.
  seen text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('corrected', 'not_corrected', 'cannot_check')),
  came_back boolean not null,
  -- The newest accepted data, and the run whose hits were read.
  submission_id uuid references fundwatch.submission (id),
  evaluation_id uuid references fundwatch.evaluation (id),
  findings jsonb not null,
  unique (task_id, seen)
);
create index cleaning_check_task on fundwatch.cleaning_check (task_id, id);

do $$
declare
  name text;
begin
  foreach name in array array['cleaning_task', 'cleaning_check'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
  end loop;
end
$$;
grant select, insert, update on fundwatch.cleaning_task to fundwatch_app;
grant select, insert on fundwatch.cleaning_check to fundwatch_app;
grant usage on all sequences in schema fundwatch to fundwatch_app;

create policy by_agency on fundwatch.cleaning_task using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and exists (select from fundwatch.alert where alert.id = alert_id)));
create policy by_agency on fundwatch.cleaning_check using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and exists (select from fundwatch.cleaning_task where cleaning_task.id = task_id)));

-- The first schema. Everything lives in the schema `fundwatch`; the application connects as a login role that owns nothing,
-- and every table has forced row-level security whose policies read the transaction's scope.

create schema if not exists fundwatch;

-- The scope of the transaction. Raises when none is set: a policy that quietly returned no rows would say "all normal".
create function fundwatch.current_scope() returns text language plpgsql stable as $$
declare
  scope text := current_setting('fundwatch.scope', true);
begin
  if scope is null or scope = '' then
    raise exception 'NO_REQUEST_CONTEXT' using errcode = 'FW001';
  end if;
  return scope;
end
$$;

-- The signed-in account of the transaction, or null for the system.
create function fundwatch.current_account() returns uuid language sql stable as $$
  select nullif(current_setting('fundwatch.account', true), '')::uuid
$$;

-- Identity -----------------------------------------------------------------------------------------------------------------

create table fundwatch.organisation (
  code text primary key,
  name text not null,
  kind text not null check (kind in ('office', 'agency', 'other')),
  -- 'seen': a submission named it before anybody entered organisations.
  origin text not null check (origin in ('entered', 'seen')),
  created_at timestamptz not null
);

create table fundwatch.app_user (
  id uuid primary key,
  user_name text not null unique,
  display_name text not null,
  organisation text not null references fundwatch.organisation (code),
  roles text[] not null check (cardinality(roles) > 0),
  password_hash text not null,
  demonstration boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null
);

create table fundwatch.session (
  token_hash text primary key,
  account uuid not null references fundwatch.app_user (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index session_account on fundwatch.session (account);

create table fundwatch.sign_in_attempt (
  id bigint generated always as identity primary key,
  user_name text not null,
  attempted_at timestamptz not null
);
create index sign_in_attempt_recent on fundwatch.sign_in_attempt (user_name, attempted_at);

create table fundwatch.audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  business_at timestamptz not null,
  actor text not null,
  account uuid,
  roles text[] not null,
  action text not null,
  target_kind text not null,
  target text not null,
  reason text,
  details jsonb not null,
  request_id text not null
);
create index audit_event_target on fundwatch.audit_event (target_kind, target);

-- The business clock of a demonstration; no row: the real one.
create table fundwatch.business_clock (
  id smallint primary key check (id = 1),
  now timestamptz not null
);

create table fundwatch.setting (
  key text primary key,
  value jsonb not null
);

create table fundwatch.schedule_slot (
  name text not null,
  slot text not null,
  taken_at timestamptz not null,
  primary key (name, slot)
);

-- Collect ------------------------------------------------------------------------------------------------------------------

create table fundwatch.expected_submission (
  agency text not null,
  line text not null,
  dataset text not null,
  valid_from text not null,
  valid_to text,
  may_lack text[] not null default '{}',
  primary key (agency, line, dataset, valid_from)
);

create table fundwatch.submission (
  id uuid primary key,
  agency text not null,
  line text not null,
  dataset text not null,
  period text not null,
  version integer not null,
  state text not null check (state in ('received', 'accepted', 'refused')),
  source text not null check (source in ('exchange', 'package', 'history')),
  sent_by text not null,
  sent_at timestamptz not null,
  arrived_at timestamptz not null,
  decided_at timestamptz,
  content_hash text not null,
  rows bigint not null default 0,
  errors bigint not null default 0
);
create index submission_version on fundwatch.submission (agency, line, dataset, period, version, content_hash);
create unique index submission_accepted_version on fundwatch.submission (agency, line, dataset, period, version) where state = 'accepted';
-- What is being checked stands once; a check that died is taken up again under the same row.
create unique index submission_received on fundwatch.submission (agency, line, dataset, period, version) where state = 'received';
create index submission_period on fundwatch.submission (period, agency, line, dataset, version);
create index submission_arrival on fundwatch.submission (arrived_at desc, id);

create table fundwatch.submission_check (
  id bigint generated always as identity primary key,
  submission_id uuid not null references fundwatch.submission (id),
  agency text not null,
  check_code text not null,
  file text,
  table_name text,
  row_no bigint,
  column_name text,
  value text,
  reason_zh text not null,
  reason_en text not null
);
create index submission_check_submission on fundwatch.submission_check (submission_id, id);

-- The tables of an accepted submission; an empty table has no file.
create table fundwatch.fact_file (
  submission_id uuid not null references fundwatch.submission (id),
  agency text not null,
  table_name text not null,
  path text unique,
  sha256 text,
  rows bigint not null,
  control_totals jsonb not null,
  primary key (submission_id, table_name)
);

create table fundwatch.package_upload (
  id uuid primary key,
  object text not null,
  file_name text not null,
  bytes bigint not null,
  agency text,
  uploaded_by uuid not null references fundwatch.app_user (id),
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  state text not null check (state in ('waiting', 'checking', 'accepted', 'refused', 'already_here', 'failed')),
  claimed_at timestamptz,
  submission_id uuid references fundwatch.submission (id),
  problems jsonb not null default '[]'
);
create index package_upload_recent on fundwatch.package_upload (uploaded_at desc, id);

create table fundwatch.exchange_source (
  name text primary key,
  last_pull_at timestamptz,
  last_success_at timestamptz,
  last_error text,
  failures integer not null default 0
);

-- Evaluate -----------------------------------------------------------------------------------------------------------------

create table fundwatch.evaluation (
  id uuid primary key,
  period text not null,
  run_no integer not null,
  state text not null check (state in ('queued', 'running', 'reconciling', 'finished', 'failed')),
  trigger text not null check (trigger in ('schedule', 'new_data', 'hand')),
  requested_by text not null,
  requested_at timestamptz not null,
  as_of date not null,
  input_hash text,
  calendar_version text not null,
  indicators text[] not null,
  baseline boolean not null default false,
  claimed_by text,
  claimed_at timestamptz,
  started_at timestamptz,
  finished_at timestamptz,
  alerts_raised integer not null default 0,
  alerts_extended integer not null default 0,
  alerts_withdrawn integer not null default 0,
  error text,
  unique (period, run_no)
);
-- One run per period at a time.
create unique index evaluation_one_active on fundwatch.evaluation (period) where state in ('queued', 'running', 'reconciling');
create index evaluation_latest on fundwatch.evaluation (period, run_no desc);

-- The fact files and system rows a run reads: a list of hashes, so that a re-run gives the same hits.
create table fundwatch.evaluation_input (
  evaluation_id uuid not null references fundwatch.evaluation (id),
  submission_id uuid not null references fundwatch.submission (id),
  primary key (evaluation_id, submission_id)
);

create table fundwatch.evaluation_indicator (
  evaluation_id uuid not null references fundwatch.evaluation (id),
  indicator text not null,
  version integer not null,
  input_hash text,
  parameters jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  claimed_at timestamptz,
  reused_from uuid references fundwatch.evaluation (id),
  hits integer not null default 0,
  cannot_decide integer not null default 0,
  duration_ms integer,
  error text,
  primary key (evaluation_id, indicator)
);

create table fundwatch.evaluation_scope (
  evaluation_id uuid not null references fundwatch.evaluation (id),
  indicator text not null,
  agency text not null,
  line text not null,
  state text not null check (state in ('evaluated', 'partial', 'not_evaluated')),
  reason text,
  reason_details jsonb not null default '{}',
  cannot_decide integer not null default 0,
  primary key (evaluation_id, indicator, agency, line)
);

-- Alerts: what one agency must explain ----------------------------------------------------------------------------------------

create table fundwatch.alert_number (
  year integer primary key,
  last integer not null
);

create table fundwatch.alert (
  id uuid primary key,
  number text not null unique,
  indicator text not null,
  indicator_version integer not null,
  parameters jsonb not null default '{}',
  agency text not null,
  line text not null,
  subject text not null,
  period text,
  first_period text not null,
  severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
  state text not null check (state in ('raised', 'screened', 'dispatched', 'received', 'answered', 'returned', 'closed', 'dismissed', 'withdrawn')),
  revision integer not null,
  continues boolean not null,
  grouped boolean not null default false,
  look_back_cut_short boolean not null default false,
  hits integer not null,
  observed numeric(38, 6),
  threshold numeric(38, 6),
  amount numeric(38, 2),
  raised_at timestamptz not null,
  screened_at timestamptz,
  dispatched_at timestamptz,
  auto_receipt_on date,
  received_at timestamptz,
  received_on date,
  answer_due_on date,
  returned_at timestamptz,
  return_due_on date,
  calendar_version text,
  waiting_for_calendar boolean not null default false,
  answered_at timestamptz,
  answered_late boolean,
  answer_round integer not null default 0,
  problem_type text,
  closed_at timestamptz,
  closed_on date,
  new_since_answer boolean not null default false,
  recurrence_of uuid references fundwatch.alert (id),
  linked_to uuid references fundwatch.alert (id),
  again boolean not null default false,
  baseline boolean not null default false,
  updated_at timestamptz not null,
  -- The date that stands in the queue: the one that runs in this state.
  due_on date generated always as (
    case state when 'dispatched' then auto_receipt_on when 'received' then answer_due_on when 'returned' then return_due_on end
  ) stored,
  severity_rank smallint not null generated always as (case severity when 'critical' then 3 when 'high' then 2 when 'medium' then 1 else 0 end) stored
);
-- Identity (reconcile.md): a continuing indicator has at most one open alert per key; the others one a month.
create unique index alert_one_open on fundwatch.alert (indicator, agency, line, subject) where continues and state not in ('closed', 'dismissed', 'withdrawn');
create unique index alert_one_month on fundwatch.alert (indicator, agency, line, subject, period) where not continues;
create index alert_key on fundwatch.alert (indicator, agency, line, subject);
-- The work queue's total order; ascending throughout so that one row comparison pages it.
create index alert_urgency on fundwatch.alert ((coalesce(due_on, '9999-12-31'::date)), (3 - severity_rank), (- coalesce(amount, 0)), id);
create index alert_raised on fundwatch.alert (raised_at desc, id);
create index alert_agency_state on fundwatch.alert (agency, state);

-- The hits of an alert by period; live while the latest evaluation of that period holds them.
create table fundwatch.alert_hit (
  alert_id uuid not null references fundwatch.alert (id),
  agency text not null,
  subject text not null,
  hit_key text not null,
  period text not null,
  live boolean not null,
  related_key text,
  first_period text not null,
  observed numeric(38, 6),
  threshold numeric(38, 6),
  amount numeric(38, 2),
  severity text,
  indicator_version integer not null,
  evidence jsonb not null,
  found_at timestamptz not null,
  primary key (alert_id, subject, hit_key, period)
);
create index alert_hit_period on fundwatch.alert_hit (period, alert_id) where live;
create index alert_hit_related on fundwatch.alert_hit (related_key) where related_key is not null;

create table fundwatch.alert_event (
  id bigint generated always as identity primary key,
  alert_id uuid not null references fundwatch.alert (id),
  agency text not null,
  sequence integer not null,
  type text not null,
  from_state text,
  to_state text,
  actor text not null,
  account uuid references fundwatch.app_user (id),
  actor_role text,
  at timestamptz not null,
  recorded_at timestamptz not null,
  reason text,
  details jsonb not null,
  -- Screening notes are the office's own; the agency sees what happens from dispatch on.
  agency_may_see boolean not null,
  unique (alert_id, sequence)
);

create table fundwatch.answer (
  id uuid primary key,
  alert_id uuid not null references fundwatch.alert (id),
  agency text not null,
  round integer not null,
  problem_type text not null,
  explanation text not null,
  fields jsonb not null,
  confirmed_amount numeric(38, 2),
  recovered_amount numeric(38, 2),
  answered_by uuid not null references fundwatch.app_user (id),
  answered_by_name text not null,
  answered_at timestamptz not null,
  late boolean not null,
  unique (alert_id, round)
);

create table fundwatch.attachment (
  id uuid primary key,
  alert_id uuid not null references fundwatch.alert (id),
  agency text not null,
  answer_id uuid references fundwatch.answer (id),
  object text not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  uploaded_by uuid not null references fundwatch.app_user (id),
  uploaded_by_name text not null,
  uploaded_at timestamptz not null
);
create index attachment_alert on fundwatch.attachment (alert_id);

create table fundwatch.answer_draft (
  alert_id uuid not null references fundwatch.alert (id),
  account uuid not null references fundwatch.app_user (id),
  body jsonb not null,
  saved_at timestamptz not null,
  primary key (alert_id, account)
);

-- One reminder and one notice a deadline, however many workers run.
create table fundwatch.reminder (
  alert_id uuid not null references fundwatch.alert (id),
  kind text not null check (kind in ('remind', 'breach')),
  due_on date not null,
  written_at timestamptz not null,
  primary key (alert_id, kind, due_on)
);

-- The hits of a run, with their evidence and what became of them.
create table fundwatch.hit (
  evaluation_id uuid not null references fundwatch.evaluation (id),
  indicator text not null,
  agency text not null,
  line text not null,
  subject text not null,
  hit_key text not null,
  verdict text not null check (verdict in ('hit', 'cannot_decide')),
  related_key text,
  first_period text,
  observed numeric(38, 6),
  threshold numeric(38, 6),
  amount numeric(38, 2),
  severity text,
  missing text,
  evidence jsonb not null,
  outcome text,
  alert_id uuid references fundwatch.alert (id),
  primary key (evaluation_id, indicator, agency, line, subject, hit_key, verdict)
);
create index hit_alert on fundwatch.hit (alert_id);

-- Row-level security -----------------------------------------------------------------------------------------------------------

do $$
declare
  name text;
  -- Tables without a row's own agency rule: any context may, none may not.
  open_tables text[] := array['organisation', 'app_user', 'session', 'sign_in_attempt', 'business_clock', 'setting', 'schedule_slot',
    'expected_submission', 'exchange_source', 'alert_number'];
  submission_tables text[] := array['submission', 'submission_check', 'fact_file'];
  run_tables text[] := array['evaluation', 'evaluation_input', 'evaluation_indicator', 'evaluation_scope'];
  alert_children text[] := array['alert_hit', 'answer', 'attachment'];
begin
  for name in select tablename from pg_tables where schemaname = 'fundwatch' and tablename <> 'migration' loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
  end loop;
  foreach name in array open_tables loop
    execute format('create policy any_context on fundwatch.%I using ((select fundwatch.current_scope()) is not null)', name);
  end loop;
  foreach name in array submission_tables loop
    execute format($policy$create policy by_agency on fundwatch.%I using (
      (select fundwatch.current_scope()) in ('all', 'submissions') or (select fundwatch.current_scope()) = 'agency:' || agency)$policy$, name);
  end loop;
  foreach name in array run_tables loop
    execute format($policy$create policy office_and_technical on fundwatch.%I using (
      (select fundwatch.current_scope()) in ('all', 'submissions'))$policy$, name);
  end loop;
  foreach name in array alert_children loop
    execute format($policy$create policy by_alert on fundwatch.%I using (
      (select fundwatch.current_scope()) = 'all'
      or ((select fundwatch.current_scope()) = 'agency:' || agency and exists (select from fundwatch.alert where alert.id = alert_id)))$policy$, name);
  end loop;
end
$$;

-- The state of a run is no secret; what it found is. An agency needs to know which run its alert's hits come from: nothing here.
create policy by_agency on fundwatch.alert using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and dispatched_at is not null));
create policy by_alert on fundwatch.alert_event using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and agency_may_see and exists (select from fundwatch.alert where alert.id = alert_id)));
create policy own_draft on fundwatch.answer_draft using (
  ((select fundwatch.current_scope()) = 'all' or exists (select from fundwatch.alert where alert.id = alert_id))
  and account = fundwatch.current_account());
create policy office_only on fundwatch.reminder using ((select fundwatch.current_scope()) = 'all');
create policy office_only on fundwatch.hit using ((select fundwatch.current_scope()) = 'all');
create policy upload_by_agency on fundwatch.package_upload using (
  (select fundwatch.current_scope()) in ('all', 'submissions')
  or (select fundwatch.current_scope()) = 'agency:' || agency);
-- Everybody writes the audit trail; only the system reads it until the internal auditor's screens come.
create policy append on fundwatch.audit_event for insert with check ((select fundwatch.current_scope()) is not null);
create policy read on fundwatch.audit_event for select using ((select fundwatch.current_scope()) = 'all');

grant usage on schema fundwatch to fundwatch_app;
grant select, insert, update, delete on all tables in schema fundwatch to fundwatch_app;
grant usage on all sequences in schema fundwatch to fundwatch_app;
-- Which migrations ran: the application refuses to boot on a schema that is newer than its code.
revoke insert, update, delete, truncate on fundwatch.migration from fundwatch_app;
revoke update, delete, truncate on fundwatch.audit_event, fundwatch.alert_event, fundwatch.answer from fundwatch_app;

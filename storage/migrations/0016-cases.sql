-- Cases (several alerts handled together) and alerts that an officer raised by hand.

alter table fundwatch.alert add column raised_by uuid references fundwatch.app_user (id);

-- Where an alert by hand comes from, and what it says instead of an indicator's text.
create table fundwatch.alert_source (
  alert_id uuid primary key references fundwatch.alert (id),
  agency text not null,
  title text not null,
  found text not null,
  subject_kind text not null check (subject_kind in ('person_no', 'employer_no', 'account_hash', 'staff_no', 'agency')),
  kind text not null check (kind in ('complaint', 'audit_lead', 'referral', 'other')),
  source_number text not null,
  source_on date not null,
  raised_by_name text not null
);

create table fundwatch.case_number (
  year integer primary key,
  last integer not null
);

create table fundwatch.case_file (
  id uuid primary key,
  number text not null unique,
  title text not null,
  summary text not null,
  state text not null check (state in ('open', 'closed')),
  -- Rises with every change: who changes an older one is told instead of overwriting.
  revision integer not null,
  opened_by uuid not null references fundwatch.app_user (id),
  -- Who handles it; its opener until another one takes it over.
  officer uuid not null references fundwatch.app_user (id),
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- Possible loss, yuan, as stated with a reason; null: the sum of its alerts' amounts.
  stated_loss numeric(38, 2) check (stated_loss >= 0),
  loss_reason text,
  investigation_on date,
  investigation_body text,
  check ((stated_loss is null) = (loss_reason is null)),
  check ((investigation_on is null) = (investigation_body is null)),
  check ((state = 'closed') = (closed_at is not null))
);
create index case_file_order on fundwatch.case_file (opened_at desc, id);

-- An alert is in one case at most; where it was before is in the timelines.
create table fundwatch.case_alert (
  alert_id uuid primary key references fundwatch.alert (id),
  case_id uuid not null references fundwatch.case_file (id),
  joined_at timestamptz not null
);
create index case_alert_case on fundwatch.case_alert (case_id);

create table fundwatch.case_event (
  id bigint generated always as identity primary key,
  case_id uuid not null references fundwatch.case_file (id),
  type text not null,
  actor text not null,
  account uuid not null references fundwatch.app_user (id),
  at timestamptz not null,
  reason text,
  details jsonb not null
);
create index case_event_case on fundwatch.case_event (case_id, id);

-- Papers of what the office keeps to itself: of an alert's source (who complained is protected), a case, an inspection.
create table fundwatch.matter_file (
  id uuid primary key,
  matter text not null check (matter in ('alert_source', 'case', 'inspection', 'work_record')),
  matter_id uuid not null,
  object text not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  uploaded_by uuid not null references fundwatch.app_user (id),
  uploaded_by_name text not null,
  uploaded_at timestamptz not null
);
create index matter_file_matter on fundwatch.matter_file (matter, matter_id, uploaded_at);
create index matter_file_object on fundwatch.matter_file (object);

do $$
declare
  name text;
begin
  foreach name in array array['alert_source', 'case_number', 'case_file', 'case_alert', 'case_event', 'matter_file'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
  end loop;
  foreach name in array array['case_number', 'case_file', 'case_alert', 'case_event', 'matter_file'] loop
    execute format($policy$create policy office on fundwatch.%I using ((select fundwatch.current_scope()) = 'all')$policy$, name);
  end loop;
end
$$;
create policy by_alert on fundwatch.alert_source using (
  (select fundwatch.current_scope()) = 'all' or exists (select from fundwatch.alert where alert.id = alert_id));
grant select, insert, update on fundwatch.case_number, fundwatch.case_file to fundwatch_app;
grant select, insert, delete on fundwatch.case_alert to fundwatch_app;
grant select, insert on fundwatch.alert_source, fundwatch.case_event, fundwatch.matter_file to fundwatch_app;

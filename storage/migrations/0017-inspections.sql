-- On-site and special inspections (津15, 豫49), and major matters (要情, 津16).

create table fundwatch.matter_number (
  kind text not null check (kind in ('inspection', 'major_matter')),
  year integer not null,
  last integer not null,
  primary key (kind, year)
);

create table fundwatch.inspection (
  id uuid primary key,
  number text not null unique,
  kind text not null check (kind in ('on_site', 'special')),
  title text not null,
  agency text not null references fundwatch.organisation (code),
  scope text not null,
  state text not null check (state in ('planned', 'approved', 'notified', 'under_way', 'ended', 'drafted', 'objected', 'confirmed', 'rectifying',
    'finished', 'cancelled')),
  -- Rises with every change: who changes an older one is told instead of overwriting.
  revision integer not null,
  opened_by uuid not null references fundwatch.app_user (id),
  opened_at timestamptz not null,
  start_on date not null,
  end_on date not null,
  carry_in_reason text,
  special_reason text,
  approved_by uuid references fundwatch.app_user (id),
  approved_at timestamptz,
  notified_on date,
  begun_on date,
  ended_on date,
  draft_due_on date,
  draft text,
  drafted_on date,
  received_on date,
  objection_due_on date,
  objected_on date,
  confirmed_by text check (confirmed_by in ('stated', 'silent')),
  confirmed_on date,
  rectification_due_on date,
  finished_on date,
  calendar_version text,
  check (start_on <= end_on),
  -- Two people: who wrote the plan does not approve it.
  check (approved_by is null or approved_by <> opened_by)
);
create index inspection_order on fundwatch.inspection (opened_at desc, id);

create table fundwatch.inspection_member (
  inspection_id uuid not null references fundwatch.inspection (id),
  account uuid not null references fundwatch.app_user (id),
  leads boolean not null,
  -- What the member declared himself of his interest (豫7); null: nothing yet.
  interested boolean,
  declared_at timestamptz,
  primary key (inspection_id, account)
);

-- 一事一录: one matter a sheet (豫49(二)); written once.
create table fundwatch.work_record (
  id uuid primary key,
  inspection_id uuid not null references fundwatch.inspection (id),
  sequence integer not null,
  matter text not null,
  found text not null,
  recorded_on date not null,
  recorded_by uuid not null references fundwatch.app_user (id),
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  unique (inspection_id, sequence)
);

create table fundwatch.inspection_alert (
  inspection_id uuid not null references fundwatch.inspection (id),
  alert_id uuid not null references fundwatch.alert (id),
  primary key (inspection_id, alert_id)
);
create index inspection_alert_alert on fundwatch.inspection_alert (alert_id);

create table fundwatch.major_matter (
  id uuid primary key,
  number text not null unique,
  case_id uuid not null references fundwatch.case_file (id),
  state text not null check (state in ('proposed', 'signed', 'refused', 'reported', 'cancelled')),
  revision integer not null,
  suspicion text not null check (suspicion in ('embezzlement', 'fraud', 'other_loss')),
  tier text not null check (tier in ('ordinary', 'higher')),
  amount numeric(38, 2),
  investigated boolean not null,
  report text not null,
  opened_by uuid not null references fundwatch.app_user (id),
  opened_at timestamptz not null,
  signed_by uuid references fundwatch.app_user (id),
  signed_at timestamptz,
  reported_to text,
  report_number text,
  reported_on date,
  -- Two people: who proposes does not sign.
  check (signed_by is null or signed_by <> opened_by),
  check ((signed_by is null) = (signed_at is null))
);
-- One that waits or stands for a case; after a refusal it may be proposed anew.
create unique index major_matter_one on fundwatch.major_matter (case_id) where state in ('proposed', 'signed');
create index major_matter_order on fundwatch.major_matter (opened_at desc, id);

create table fundwatch.matter_event (
  id bigint generated always as identity primary key,
  matter text not null check (matter in ('inspection', 'major_matter')),
  matter_id uuid not null,
  type text not null,
  actor text not null,
  account uuid not null references fundwatch.app_user (id),
  at timestamptz not null,
  reason text,
  details jsonb not null
);
create index matter_event_matter on fundwatch.matter_event (matter, matter_id, id);

do $$
declare
  name text;
begin
  foreach name in array array['matter_number', 'inspection', 'inspection_member', 'work_record', 'inspection_alert', 'major_matter', 'matter_event'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format($policy$create policy office on fundwatch.%I using ((select fundwatch.current_scope()) = 'all')$policy$, name);
  end loop;
end
$$;
grant select, insert, update on fundwatch.matter_number, fundwatch.inspection, fundwatch.major_matter to fundwatch_app;
grant select, insert, update, delete on fundwatch.inspection_member, fundwatch.inspection_alert to fundwatch_app;
grant select, insert on fundwatch.work_record, fundwatch.matter_event to fundwatch_app;

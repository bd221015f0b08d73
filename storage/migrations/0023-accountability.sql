-- 履责情况 (津21): what officers enter by hand, and the ways to what the system sees by itself.

-- Written once: a correction is a new entry, and what was wrong stays readable.
create table fundwatch.accountability_entry (
  id uuid primary key,
  agency text not null references fundwatch.organisation (code),
  -- The item of 津21 under which it was entered.
  item smallint not null check (item between 1 and 8),
  -- The month in which it happened.
  period text not null,
  facts text not null check (btrim(facts) <> ''),
  -- The document or paper that it rests on.
  source text not null check (btrim(source) <> ''),
  entered_by uuid not null references fundwatch.app_user (id),
  entered_by_name text not null,
  entered_at timestamptz not null,
  -- The entry that this one stands in the place of; each is corrected once, the newest again.
  corrects uuid unique references fundwatch.accountability_entry (id),
  correction_reason text,
  check ((corrects is null) = (correction_reason is null))
);
create index accountability_entry_order on fundwatch.accountability_entry (period desc, entered_at desc, id);

create table fundwatch.accountability_withdrawal (
  entry_id uuid primary key references fundwatch.accountability_entry (id),
  agency text not null references fundwatch.organisation (code),
  reason text not null check (btrim(reason) <> ''),
  withdrawn_by uuid not null references fundwatch.app_user (id),
  withdrawn_by_name text not null,
  withdrawn_at timestamptz not null
);

-- An agency reads what is entered about itself; only the office writes.
do $$
declare
  name text;
begin
  foreach name in array array['accountability_entry', 'accountability_withdrawal'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format($policy$create policy by_agency on fundwatch.%I for select using (
      (select fundwatch.current_scope()) = 'all' or (select fundwatch.current_scope()) = 'agency:' || agency)$policy$, name);
    execute format($policy$create policy office on fundwatch.%I for insert with check ((select fundwatch.current_scope()) = 'all')$policy$, name);
  end loop;
end
$$;
grant select, insert on fundwatch.accountability_entry, fundwatch.accountability_withdrawal to fundwatch_app;

alter table fundwatch.matter_file drop constraint matter_file_matter_check;
alter table fundwatch.matter_file add constraint matter_file_matter_check
  check (matter in ('alert_source', 'case', 'inspection', 'work_record', 'accountability_entry'));

-- The few records among many that are facts of this kind.
create index alert_event_accountability on fundwatch.alert_event (type, agency, at) where type in ('return', 'second_return', 'report_rectification');
create index answer_late on fundwatch.answer (alert_id) where late;
create index answer_again on fundwatch.answer (alert_id) where round > 1 and confirmed_amount is not null;
create index alert_found_again on fundwatch.alert (raised_at) where recurrence_of is not null;

-- Versions of indicators: every definition that was proposed or that a run used is kept, so that an alert explains itself by
-- the one that raised it; and what the office changes goes through two people.

create table fundwatch.indicator_definition (
  -- sha256 over the whole definition: query, parameters, severity, scope and texts.
  hash text primary key,
  code text not null,
  version integer not null,
  -- Also inside the definition; lists of alerts read them beside each row.
  title jsonb not null,
  subject text not null,
  definition jsonb not null,
  kept_at timestamptz not null
);
create index indicator_definition_code on fundwatch.indicator_definition (code, version);

create table fundwatch.indicator_version (
  id uuid primary key,
  code text not null,
  version integer not null,
  origin text not null check (origin in ('catalogue_change', 'own', 'delivered')),
  state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn')),
  -- Of the resulting definition: what decides whether a run takes it.
  status text not null,
  changes jsonb not null,
  definition_hash text not null references fundwatch.indicator_definition (hash),
  -- What was in force when it was proposed; null for the first version of an indicator of the office.
  based_on_version integer,
  based_on_hash text references fundwatch.indicator_definition (hash),
  -- The delivered definition that it rests on; null for an indicator of the office.
  delivered_hash text,
  reason text not null,
  -- The answer (P9) that asked for it.
  alert_id uuid references fundwatch.alert (id),
  answer_id uuid references fundwatch.answer (id),
  proposed_by uuid not null references fundwatch.app_user (id),
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by uuid references fundwatch.app_user (id),
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  unique (code, version),
  -- Two people: who proposes does not approve.
  check (state not in ('approved', 'rejected') or (decided_by is not null and decided_by <> proposed_by))
);
create unique index indicator_version_one_open on fundwatch.indicator_version (code) where state = 'proposed';
create index indicator_version_approved on fundwatch.indicator_version (code, version desc) where state = 'approved';

-- The definition that an indicator of a run, and an alert, rest on; null on what was there before.
alter table fundwatch.evaluation_indicator add column definition_hash text references fundwatch.indicator_definition (hash);
alter table fundwatch.alert add column definition_hash text references fundwatch.indicator_definition (hash);

do $$
declare
  name text;
begin
  foreach name in array array['indicator_definition', 'indicator_version'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
end
$$;
-- What an indicator says is no secret; what is proposed and not approved is the office's.
create policy any_context on fundwatch.indicator_definition using ((select fundwatch.current_scope()) is not null);
create policy approved on fundwatch.indicator_version for select using (
  (select fundwatch.current_scope()) = 'all' or (state = 'approved' and (select fundwatch.current_scope()) is not null));
create policy office_inserts on fundwatch.indicator_version for insert with check ((select fundwatch.current_scope()) = 'all');
create policy office_updates on fundwatch.indicator_version for update using ((select fundwatch.current_scope()) = 'all');
-- A definition is what its hash says, for ever; a version is settled, never removed.
revoke update, delete, truncate on fundwatch.indicator_definition from fundwatch_app;
revoke delete, truncate on fundwatch.indicator_version from fundwatch_app;

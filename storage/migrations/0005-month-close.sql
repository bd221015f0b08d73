-- Month close (月度关账): what a closed month rests on, so that it can be run again to the same hits.

create table fundwatch.month_close (
  id uuid primary key,
  period text not null,
  state text not null check (state in ('proposed', 'closed', 'rejected', 'withdrawn')),
  -- The run whose hits are closed, and what it read: lists kept as content-addressed objects.
  evaluation_id uuid not null references fundwatch.evaluation (id),
  as_of date not null,
  calendar_version text not null,
  inputs_object text not null,
  indicators_object text not null,
  hits_object text not null,
  input_hash text not null,
  submissions integer not null,
  files integer not null,
  indicators integer not null,
  hits integer not null,
  note text not null,
  proposed_by uuid not null references fundwatch.app_user (id),
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by uuid references fundwatch.app_user (id),
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  -- Two people: who proposes does not approve.
  check (state not in ('closed', 'rejected') or (decided_by is not null and decided_by <> proposed_by))
);
create unique index month_close_one on fundwatch.month_close (period) where state in ('proposed', 'closed');
create index month_close_period on fundwatch.month_close (period, proposed_at desc);

-- A closed month run again from its frozen inputs.
create table fundwatch.month_close_verification (
  id uuid primary key,
  month_close_id uuid not null references fundwatch.month_close (id),
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  requested_by_name text not null,
  requested_at timestamptz not null,
  claimed_at timestamptz,
  finished_at timestamptz,
  hits integer,
  hits_sha256 text,
  equal boolean,
  error text
);
create unique index month_close_verification_one on fundwatch.month_close_verification (month_close_id) where state in ('waiting', 'running');
create index month_close_verification_recent on fundwatch.month_close_verification (month_close_id, requested_at desc);

-- A run of a closed month restates it; null: the month was open.
alter table fundwatch.evaluation add column month_close_id uuid references fundwatch.month_close (id);

-- What a restated run found otherwise than the closed month.
create table fundwatch.restatement_difference (
  evaluation_id uuid not null references fundwatch.evaluation (id),
  indicator text not null,
  agency text not null,
  line text not null,
  subject text not null,
  hit_key text not null,
  verdict text not null check (verdict in ('hit', 'cannot_decide')),
  change text not null check (change in ('added', 'removed', 'changed')),
  before jsonb,
  after jsonb,
  primary key (evaluation_id, indicator, agency, line, subject, hit_key, verdict)
);

do $$
declare
  name text;
begin
  foreach name in array array['month_close', 'month_close_verification', 'restatement_difference'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format('create policy office_only on fundwatch.%I using ((select fundwatch.current_scope()) = ''all'')', name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
end
$$;
revoke delete, truncate on fundwatch.month_close, fundwatch.month_close_verification from fundwatch_app;

-- Test runs (试算): one version of an indicator over chosen months, raising nothing. A back-test is asked for before approval;
-- a trial follows every finished evaluation by itself.

create table fundwatch.test_run (
  id uuid primary key,
  kind text not null check (kind in ('back_test', 'trial')),
  indicator text not null,
  version integer not null,
  definition_hash text not null references fundwatch.indicator_definition (hash),
  -- The version of the office; null: what the catalogue delivers on trial.
  version_id uuid references fundwatch.indicator_version (id),
  -- The evaluation that a trial follows.
  evaluation_id uuid references fundwatch.evaluation (id),
  state text not null check (state in ('queued', 'running', 'done', 'cancelled', 'failed')),
  requested_by_name text not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- Code and details of what it failed by.
  error jsonb,
  check ((kind = 'trial') = (evaluation_id is not null))
);
create unique index test_run_one_trial on fundwatch.test_run (evaluation_id, definition_hash) where kind = 'trial';
create unique index test_run_one_back_test on fundwatch.test_run (definition_hash)
  where kind = 'back_test' and state in ('queued', 'running');
create index test_run_indicator on fundwatch.test_run (indicator, requested_at desc, id desc);
create index test_run_version on fundwatch.test_run (version_id) where version_id is not null;
create index test_run_open on fundwatch.test_run (requested_at) where state in ('queued', 'running');

create table fundwatch.test_run_period (
  test_run_id uuid not null references fundwatch.test_run (id),
  period text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  -- The evaluation that stood for the indicator in the period, and the version that it ran; null: there was none.
  compared_with uuid references fundwatch.evaluation (id),
  compared_version integer,
  -- The facts are others than those which that evaluation read.
  data_changed boolean not null default false,
  present_hits integer not null default 0,
  new_hits integer not null default 0,
  kept_hits integer not null default 0,
  gone_hits integer not null default 0,
  cannot_decide integer not null default 0,
  -- Where the version has nothing to say for want of data, and how many present hits could not be compared for it.
  not_evaluated jsonb not null default '[]',
  uncompared integer not null default 0,
  duration_ms integer,
  primary key (test_run_id, period)
);

create table fundwatch.test_run_hit (
  test_run_id uuid not null,
  period text not null,
  agency text not null,
  line text not null,
  subject text not null,
  hit_key text not null,
  verdict text not null check (verdict in ('hit', 'cannot_decide')),
  presence text not null check (presence in ('new', 'kept', 'gone')),
  first_period text,
  observed numeric(38, 6),
  threshold numeric(38, 6),
  amount numeric(38, 2),
  severity text,
  missing text,
  evidence jsonb not null,
  primary key (test_run_id, period, agency, line, subject, hit_key, verdict),
  foreign key (test_run_id, period) references fundwatch.test_run_period (test_run_id, period)
);

do $$
declare
  name text;
begin
  foreach name in array array['test_run', 'test_run_period', 'test_run_hit'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format('create policy office_only on fundwatch.%I using ((select fundwatch.current_scope()) = ''all'')', name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
end
$$;
revoke delete, truncate on fundwatch.test_run, fundwatch.test_run_period from fundwatch_app;

-- Rules (钩稽规则): which agencies of a period are to be checked, and what the checks found.

create table fundwatch.rule_check (
  period text not null,
  agency text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  -- Rises with everything that makes a check necessary: what arrives while one runs is not lost.
  requests integer not null default 1,
  requested_at timestamptz not null,
  claimed_at timestamptz,
  attempts integer not null default 0,
  checked_at timestamptz,
  -- Over every rule's version and query: with other rules a check is out of date.
  rules_hash text,
  error text,
  primary key (period, agency)
);
create index rule_check_open on fundwatch.rule_check (period, agency) where state <> 'done';

create table fundwatch.rule_result (
  period text not null,
  agency text not null,
  line text not null,
  rule text not null,
  state text not null check (state in ('holds', 'broken', 'not_checkable')),
  reason text check (reason in ('dataset_missing', 'table_missing', 'field_missing', 'standard_lacks', 'rule_failed')),
  reason_details jsonb not null default '{}',
  compared bigint not null,
  left_value numeric(38, 6),
  right_value numeric(38, 6),
  difference numeric(38, 6),
  tolerance numeric(38, 6),
  broken_rows bigint not null,
  version integer not null,
  -- Null: the rule failed, so the next check runs it again.
  input_hash text,
  checked_at timestamptz not null,
  primary key (period, agency, line, rule),
  check ((state = 'not_checkable') = (reason is not null))
);
create index rule_result_broken on fundwatch.rule_result (period, agency, line, rule) where state = 'broken';

-- The first broken items behind a result; `broken_rows` counts them all.
create table fundwatch.rule_difference (
  period text not null,
  agency text not null,
  line text not null,
  rule text not null,
  ordinal integer not null,
  item text not null,
  left_value numeric(38, 6),
  right_value numeric(38, 6),
  difference numeric(38, 6),
  evidence jsonb not null,
  primary key (period, agency, line, rule, ordinal),
  foreign key (period, agency, line, rule) references fundwatch.rule_result (period, agency, line, rule) on delete cascade
);

-- Whether the agencies of a period hash account numbers with one key: otherwise nothing is found across agencies.
create table fundwatch.region_key_check (
  period text primary key,
  state text not null check (state in ('undecided', 'shared', 'differs', 'some_differ')),
  -- agency, hashes, shared: how many distinct account hashes, and how many of them another agency has, too.
  agencies jsonb not null,
  -- Agencies whose key differs from the others'.
  apart text[] not null,
  input_hash text not null,
  checked_at timestamptz not null
);

do $$
declare
  name text;
begin
  foreach name in array array['rule_check', 'rule_result', 'rule_difference', 'region_key_check'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
  foreach name in array array['rule_check', 'rule_result', 'rule_difference'] loop
    execute format($policy$create policy by_agency on fundwatch.%I using (
      (select fundwatch.current_scope()) in ('all', 'submissions') or (select fundwatch.current_scope()) = 'agency:' || agency)$policy$, name);
  end loop;
end
$$;
create policy office_and_technical on fundwatch.region_key_check using (
  (select fundwatch.current_scope()) in ('all', 'submissions'));

-- What was accepted before there were rules is checked, too.
select set_config('fundwatch.scope', 'all', true);
insert into fundwatch.rule_check (period, agency, state, requested_at)
select distinct period, agency, 'waiting', current_timestamp
from fundwatch.submission where state = 'accepted' and dataset <> 'external';

-- Versions of a submission: which one each replaces, why it was sent again, and what it changed.

alter table fundwatch.submission
  -- The accepted version that counted before this one; null for the first.
  add column replaces uuid references fundwatch.submission (id),
  -- Why it was sent again, as the sender states it; null: not stated yet.
  add column reason text check (btrim(reason) <> '' and length(reason) <= 1000),
  add column reason_by_name text,
  add column reason_at timestamptz,
  add constraint submission_reason_whole check (num_nulls(reason, reason_by_name, reason_at) in (0, 3));

update fundwatch.submission s set replaces = before.id
from (
  select id as later, lag(id) over (partition by agency, line, dataset, period order by version) as id
  from fundwatch.submission where state = 'accepted'
) before
where before.later = s.id and before.id is not null;
create index submission_replaces on fundwatch.submission (replaces) where replaces is not null;

-- Asked with a browser upload; it becomes the submission's when the package replaces a version.
alter table fundwatch.package_upload add column reason text check (btrim(reason) <> '' and length(reason) <= 1000);
create index package_upload_submission on fundwatch.package_upload (submission_id) where submission_id is not null;

-- One row for each table of a version that replaces another: to be compared, or compared.
create table fundwatch.submission_difference (
  submission_id uuid not null references fundwatch.submission (id),
  agency text not null,
  table_name text not null,
  state text not null check (state in ('waiting', 'running', 'same', 'done', 'failed')),
  -- Null where that version does not have the table.
  rows_before bigint,
  rows_after bigint,
  control_totals_before jsonb,
  control_totals_after jsonb,
  added bigint,
  removed bigint,
  changed bigint,
  claimed_at timestamptz,
  attempts integer not null default 0,
  error text,
  primary key (submission_id, table_name)
);
create index submission_difference_open on fundwatch.submission_difference (submission_id) where state in ('waiting', 'running');

-- The first rows that differ; personal columns are masked when they are shown.
create table fundwatch.submission_difference_row (
  submission_id uuid not null,
  table_name text not null,
  ordinal integer not null,
  agency text not null,
  kind text not null check (kind in ('changed', 'added', 'removed')),
  -- Primary key, column by column, as text.
  key jsonb not null,
  -- Of a changed row the columns that differ, of an added or removed one all that have a value.
  before jsonb,
  after jsonb,
  primary key (submission_id, table_name, ordinal),
  foreign key (submission_id, table_name) references fundwatch.submission_difference (submission_id, table_name)
);

do $$
declare
  name text;
begin
  foreach name in array array['submission_difference', 'submission_difference_row'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format($policy$create policy by_agency on fundwatch.%I using (
      (select fundwatch.current_scope()) in ('all', 'submissions') or (select fundwatch.current_scope()) = 'agency:' || agency)$policy$, name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
end
$$;

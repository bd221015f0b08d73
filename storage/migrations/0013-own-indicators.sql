-- Indicators of the office's own: drafts of their three files, kept as they are typed, and what the last check of each found.

create table fundwatch.indicator_draft (
  id uuid primary key,
  code text not null check (code ~ '^(DQ|CB|DY|CW|NK|YX)(5[1-9]|[6-9][0-9])$'),
  author uuid not null references fundwatch.app_user (id),
  author_name text not null,
  document text not null,
  query text not null,
  cases text not null,
  -- Rises with every save: who saves an older one is told instead of overwriting.
  revision integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check_state text not null default 'none' check (check_state in ('none', 'waiting', 'running', 'done', 'failed')),
  -- The revision that was, or is to be, checked.
  check_revision integer,
  check_claimed_at timestamptz,
  checked_at timestamptz,
  -- Problems with their lines, and each case as it went.
  check_result jsonb,
  -- What its texts define, once they do.
  definition jsonb,
  -- The version that it was last submitted as.
  version_id uuid references fundwatch.indicator_version (id)
);
create index indicator_draft_updated on fundwatch.indicator_draft (updated_at desc, id);
create index indicator_draft_to_check on fundwatch.indicator_draft (id) where check_state in ('waiting', 'running');

alter table fundwatch.indicator_draft enable row level security;
alter table fundwatch.indicator_draft force row level security;
grant select, insert, update, delete on fundwatch.indicator_draft to fundwatch_app;
create policy office on fundwatch.indicator_draft using ((select fundwatch.current_scope()) = 'all');

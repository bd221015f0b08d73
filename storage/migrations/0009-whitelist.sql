-- The whitelist: known cases that make no alert until they expire (reconcile.md row 15). Two people put a subject on it.

create table fundwatch.whitelist_entry (
  id uuid primary key,
  indicator text not null,
  agency text not null,
  line text not null,
  subject text not null,
  -- Months whose hits stay quiet, both included.
  valid_from text not null check (valid_from ~ '^\d{4}(0[1-9]|1[0-2])$'),
  valid_to text not null check (valid_to ~ '^\d{4}(0[1-9]|1[0-2])$'),
  reason text not null,
  -- The paper that the case rests on.
  document_no text not null,
  state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn', 'ended')),
  -- The alert from which it was proposed.
  alert_id uuid references fundwatch.alert (id),
  proposed_by uuid not null references fundwatch.app_user (id),
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by uuid references fundwatch.app_user (id),
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  -- Taken off before its time.
  ended_by_name text,
  ended_at timestamptz,
  end_reason text,
  check (valid_from <= valid_to),
  check (state not in ('approved', 'rejected', 'ended') or (decided_by is not null and decided_by <> proposed_by))
);
-- One entry that waits or holds for a subject of an indicator; a longer one is proposed when the old one has ended.
create unique index whitelist_entry_one on fundwatch.whitelist_entry (indicator, agency, line, subject, valid_to)
  where state in ('proposed', 'approved');
create index whitelist_entry_valid on fundwatch.whitelist_entry (indicator, valid_from, valid_to) where state = 'approved';
create index whitelist_entry_ends on fundwatch.whitelist_entry (valid_to, id) where state = 'approved';

alter table fundwatch.whitelist_entry enable row level security;
alter table fundwatch.whitelist_entry force row level security;
grant select, insert, update on fundwatch.whitelist_entry to fundwatch_app;
create policy office on fundwatch.whitelist_entry using ((select fundwatch.current_scope()) = 'all');

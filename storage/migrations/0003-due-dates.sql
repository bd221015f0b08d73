-- Calendars, terms of submission, reminders of submissions, and from when to when an agency exists.

-- Imported years; the years that come with the product are in its code. A later revision replaces an earlier one, which stays.
create table fundwatch.calendar_year (
  year integer not null check (year between 2000 and 2100),
  revision integer not null check (revision > 0),
  papers jsonb not null,
  days_off text[] not null,
  working_days text[] not null,
  file_name text not null,
  file_sha256 text not null,
  reason text,
  imported_by text not null,
  imported_at timestamptz not null,
  primary key (year, revision)
);

-- When the data of the periods from `from_period` on is due and locked; before the first row the product's default holds.
create table fundwatch.submission_term (
  from_period text primary key,
  due_day integer not null check (due_day between 1 and 28),
  roll boolean not null,
  lock_working_days integer not null check (lock_working_days between 0 and 60),
  reason text not null,
  set_by text not null,
  set_at timestamptz not null
);

-- Due days that had passed when a revised calendar came: it moves only what lies ahead.
create table fundwatch.submission_due (
  period text primary key,
  due_on date not null,
  locked_on date,
  calendar_version text not null,
  fixed_at timestamptz not null
);

alter table fundwatch.organisation add column opened_on date, add column closed_on date;
alter table fundwatch.organisation add constraint organisation_closed_after_opened check (closed_on >= opened_on);

-- Notices about expected submissions, each once however many workers run.
create table fundwatch.submission_reminder (
  agency text not null,
  line text not null,
  dataset text not null,
  period text not null,
  kind text not null check (kind in ('three_working_days', 'one_working_day', 'breach')),
  due_on date not null,
  written_at timestamptz not null,
  primary key (agency, line, dataset, period, kind)
);
create index submission_reminder_period on fundwatch.submission_reminder (period, written_at desc);

do $$
declare
  name text;
begin
  foreach name in array array['calendar_year', 'submission_term', 'submission_due', 'submission_reminder'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
end
$$;
create policy any_context on fundwatch.calendar_year using ((select fundwatch.current_scope()) is not null);
create policy any_context on fundwatch.submission_term using ((select fundwatch.current_scope()) is not null);
create policy any_context on fundwatch.submission_due using ((select fundwatch.current_scope()) is not null);
create policy by_agency on fundwatch.submission_reminder using (
  (select fundwatch.current_scope()) in ('all', 'submissions') or (select fundwatch.current_scope()) = 'agency:' || agency);
-- A revision that deadlines were computed with is never rewritten.
revoke update, delete on fundwatch.calendar_year, fundwatch.submission_due from fundwatch_app;

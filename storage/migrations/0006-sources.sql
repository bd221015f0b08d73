-- Sources: how exchange databases are read, packages from the watched folder, and uploads that can be taken up again.

-- What the account of a source may change there; it should be nothing. Null: not looked yet.
alter table fundwatch.exchange_source add column write_privileges text[];
-- Which exchange database a submission came out of; null for those from before this column, and for packages.
alter table fundwatch.submission add column exchange_source text;
-- With one source only, it is known where the earlier ones came from.
select set_config('fundwatch.scope', 'all', true);
update fundwatch.submission set exchange_source = (select name from fundwatch.exchange_source)
where source = 'exchange' and (select count(*) from fundwatch.exchange_source) = 1;
create index submission_exchange_source on fundwatch.submission (exchange_source, state) where exchange_source is not null;

-- How a source names and codes its tables. Revisions follow each other; the highest holds.
create table fundwatch.source_mapping (
  source text not null,
  revision integer not null check (revision > 0),
  mapping jsonb not null,
  reason text not null check (btrim(reason) <> '' and length(reason) <= 1000),
  made_by text not null,
  made_at timestamptz not null,
  primary key (source, revision)
);

-- A package may also come out of the watched folder; nobody has uploaded it then.
alter table fundwatch.package_upload alter column uploaded_by drop not null;
alter table fundwatch.package_upload add column origin text not null default 'browser' check (origin in ('browser', 'folder'));

-- An upload that is not finished. Its bytes lie in uploads/ of the home; finished, it is a package_upload of the same id.
create table fundwatch.resumable_upload (
  id uuid primary key,
  account uuid not null references fundwatch.app_user (id),
  account_name text not null,
  agency text,
  file_name text not null,
  bytes bigint not null check (bytes > 0),
  reason text check (btrim(reason) <> '' and length(reason) <= 1000),
  -- Real time: what is unfinished a day later is swept.
  begun_at timestamptz not null
);
create index resumable_upload_account on fundwatch.resumable_upload (account, begun_at);

-- The last look into the watched folder.
create table fundwatch.watched_folder (
  id integer primary key check (id = 1),
  -- Null: the folder is switched off.
  path text,
  looked_at timestamptz not null,
  problem text
);

-- A file or folder that lay in the watched folder, and what became of it.
create table fundwatch.folder_package (
  id uuid primary key,
  name text not null,
  -- Size and times of everything in it: the same at two looks, it is complete.
  signature text not null,
  bytes bigint not null,
  seen_at timestamptz not null,
  package_id uuid references fundwatch.package_upload (id) deferrable initially deferred,
  attempts integer not null default 0,
  outcome text check (outcome in ('accepted', 'returned', 'quarantined')),
  reason_zh text,
  reason_en text,
  -- Below the folder; written before the file is moved, so that a look after a crash knows where it went.
  moved_to text,
  settled_at timestamptz
);
create unique index folder_package_open on fundwatch.folder_package (name) where settled_at is null;
create index folder_package_settled on fundwatch.folder_package (settled_at desc) where settled_at is not null;

do $$
declare
  name text;
begin
  foreach name in array array['source_mapping', 'resumable_upload', 'watched_folder', 'folder_package'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
  foreach name in array array['source_mapping', 'watched_folder', 'folder_package'] loop
    execute format($policy$create policy office_and_technical on fundwatch.%I using (
      (select fundwatch.current_scope()) in ('all', 'submissions'))$policy$, name);
  end loop;
end
$$;
-- An unfinished upload is its sender's alone; the system finishes and sweeps.
create policy own_upload on fundwatch.resumable_upload using (
  account = fundwatch.current_account()
  or ((select fundwatch.current_scope()) = 'all' and fundwatch.current_account() is null));
revoke update, delete on fundwatch.source_mapping from fundwatch_app;

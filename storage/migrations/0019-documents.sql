-- Documents: the papers that the steps leave, the templates that an office writes over the delivered ones, and their numbers.

create table fundwatch.document (
  id uuid primary key,
  kind text not null,
  -- What it is about: `alert:<id>`, `branch:<id>`, or `period:202601-202606`.
  subject_key text not null,
  alert_id uuid references fundwatch.alert (id),
  branch_id uuid references fundwatch.alert_branch (id),
  agency text,
  number text not null,
  -- Made again: the number stays, this rises, and the earlier paper is kept.
  revision integer not null check (revision > 0),
  -- What it was filled with; personal values masked.
  content jsonb not null,
  docx_object text not null,
  docx_bytes bigint not null,
  pdf_object text,
  pdf_bytes bigint,
  -- 0: the delivered template.
  template_version integer not null,
  agency_may_see boolean not null,
  made_by uuid not null references fundwatch.app_user (id),
  made_by_name text not null,
  made_at timestamptz not null,
  unique (kind, subject_key, revision),
  unique (number, revision),
  check ((pdf_object is null) = (pdf_bytes is null)),
  check (branch_id is null or alert_id is not null)
);
create index document_alert on fundwatch.document (alert_id, made_at) where alert_id is not null;
create index document_branch on fundwatch.document (branch_id) where branch_id is not null;

-- 发文字号 by word and year.
create table fundwatch.document_number (
  word text not null,
  year integer not null,
  last integer not null,
  primary key (word, year)
);

-- Each version of an office's template; the highest one is used.
create table fundwatch.document_template (
  kind text not null,
  version integer not null check (version > 0),
  -- Null: back to the delivered one.
  object text,
  bytes bigint,
  file_name text,
  note text not null,
  uploaded_by uuid not null references fundwatch.app_user (id),
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  primary key (kind, version),
  check ((object is null) = (bytes is null) and (object is null) = (file_name is null))
);

do $$
declare
  name text;
begin
  foreach name in array array['document', 'document_number', 'document_template'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
  end loop;
end
$$;
grant select, insert on fundwatch.document, fundwatch.document_template to fundwatch_app;
grant select, insert, update on fundwatch.document_number to fundwatch_app;

create policy by_agency on fundwatch.document using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and agency_may_see
    and exists (select from fundwatch.alert where alert.id = alert_id)));
-- A department reads the papers of its own consultations.
create policy asked_department on fundwatch.document for select using (
  (select fundwatch.current_scope()) like 'department:%' and branch_id is not null
  and exists (select from fundwatch.alert_branch where alert_branch.id = branch_id));
create policy any_context on fundwatch.document_number using ((select fundwatch.current_scope()) is not null);
create policy read on fundwatch.document_template for select using ((select fundwatch.current_scope()) is not null);
create policy office on fundwatch.document_template for insert with check ((select fundwatch.current_scope()) = 'all');

-- Generated from the migrations: UPDATE_SCHEMA=1 npm test -- test/storage/schema. Do not edit; write a migration.

-- Functions

CREATE OR REPLACE FUNCTION fundwatch.current_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  select nullif(current_setting('fundwatch.account', true), '')::uuid
$function$
;

CREATE OR REPLACE FUNCTION fundwatch.current_scope()
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  scope text := current_setting('fundwatch.scope', true);
begin
  if scope is null or scope = '' then
    raise exception 'NO_REQUEST_CONTEXT' using errcode = 'FW001';
  end if;
  return scope;
end
$function$
;

CREATE OR REPLACE FUNCTION fundwatch.next_alert_branch(of uuid)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  own text := current_setting('fundwatch.scope', true);
  last integer;
begin
  perform set_config('fundwatch.scope', 'all', true);
  select max(sequence) into last from fundwatch.alert_branch where alert_id = of;
  perform set_config('fundwatch.scope', coalesce(own, ''), true);
  return coalesce(last, 0) + 1;
end
$function$
;

CREATE OR REPLACE FUNCTION fundwatch.next_alert_event(of uuid)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  own text := current_setting('fundwatch.scope', true);
  last integer;
begin
  perform set_config('fundwatch.scope', 'all', true);
  select max(sequence) into last from fundwatch.alert_event where alert_id = of;
  perform set_config('fundwatch.scope', coalesce(own, ''), true);
  return coalesce(last, 0) + 1;
end
$function$
;

CREATE OR REPLACE FUNCTION fundwatch.standing_in_for(absent_account uuid, day date)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
AS $function$
declare
  scope text := current_setting('fundwatch.scope', true);
begin
  perform set_config('fundwatch.scope', 'all', true);
  return query select s.stand_in from fundwatch.stand_in s
    where s.absent = absent_account and s.ended_at is null and day between s.from_on and s.until_on;
  perform set_config('fundwatch.scope', scope, true);
end
$function$
;

CREATE OR REPLACE FUNCTION fundwatch.tell_of_notification()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('fundwatch_notification', new.account::text || ' ' || new.id::text);
  return null;
end
$function$
;

CREATE OR REPLACE FUNCTION fundwatch.webhooks_wanting(notice text)
 RETURNS SETOF text
 LANGUAGE plpgsql
AS $function$
declare
  scope text := current_setting('fundwatch.scope', true);
begin
  perform set_config('fundwatch.scope', 'submissions', true);
  return query select w.name from fundwatch.webhook w where w.enabled and (cardinality(w.kinds) = 0 or notice = any (w.kinds));
  perform set_config('fundwatch.scope', scope, true);
end
$function$
;

-- Tables

create table fundwatch.accountability_entry (
  id uuid not null,
  agency text not null,
  item smallint not null,
  period text not null,
  facts text not null,
  source text not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  corrects uuid,
  correction_reason text,
  constraint accountability_entry_pkey PRIMARY KEY (id),
  constraint accountability_entry_corrects_key UNIQUE (corrects),
  constraint accountability_entry_agency_fkey FOREIGN KEY (agency) REFERENCES fundwatch.organisation(code),
  constraint accountability_entry_corrects_fkey FOREIGN KEY (corrects) REFERENCES fundwatch.accountability_entry(id),
  constraint accountability_entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES fundwatch.app_user(id),
  constraint accountability_entry_check CHECK ((corrects IS NULL) = (correction_reason IS NULL)),
  constraint accountability_entry_facts_check CHECK (btrim(facts) <> ''::text),
  constraint accountability_entry_item_check CHECK (item >= 1 AND item <= 8),
  constraint accountability_entry_source_check CHECK (btrim(source) <> ''::text)
);

create table fundwatch.accountability_withdrawal (
  entry_id uuid not null,
  agency text not null,
  reason text not null,
  withdrawn_by uuid not null,
  withdrawn_by_name text not null,
  withdrawn_at timestamp with time zone not null,
  constraint accountability_withdrawal_pkey PRIMARY KEY (entry_id),
  constraint accountability_withdrawal_agency_fkey FOREIGN KEY (agency) REFERENCES fundwatch.organisation(code),
  constraint accountability_withdrawal_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES fundwatch.accountability_entry(id),
  constraint accountability_withdrawal_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES fundwatch.app_user(id),
  constraint accountability_withdrawal_reason_check CHECK (btrim(reason) <> ''::text)
);

create table fundwatch.alert (
  id uuid not null,
  number text not null,
  indicator text not null,
  indicator_version integer not null,
  parameters jsonb default '{}'::jsonb not null,
  agency text not null,
  line text not null,
  subject text not null,
  period text,
  first_period text not null,
  severity text not null,
  state text not null,
  revision integer not null,
  continues boolean not null,
  grouped boolean default false not null,
  look_back_cut_short boolean default false not null,
  hits integer not null,
  observed numeric(38,6),
  threshold numeric(38,6),
  amount numeric(38,2),
  raised_at timestamp with time zone not null,
  screened_at timestamp with time zone,
  dispatched_at timestamp with time zone,
  auto_receipt_on date,
  received_at timestamp with time zone,
  received_on date,
  answer_due_on date,
  returned_at timestamp with time zone,
  return_due_on date,
  calendar_version text,
  waiting_for_calendar boolean default false not null,
  answered_at timestamp with time zone,
  answered_late boolean,
  answer_round integer default 0 not null,
  problem_type text,
  closed_at timestamp with time zone,
  closed_on date,
  new_since_answer boolean default false not null,
  recurrence_of uuid,
  linked_to uuid,
  again boolean default false not null,
  baseline boolean default false not null,
  updated_at timestamp with time zone not null,
  severity_rank smallint generated always as (
CASE severity
    WHEN 'critical'::text THEN 3
    WHEN 'high'::text THEN 2
    WHEN 'medium'::text THEN 1
    ELSE 0
END) stored not null,
  definition_hash text,
  return_count integer default 0 not null,
  extension_asked boolean default false not null,
  extended_clock text,
  extended_due_on date,
  rectification_ordered_at timestamp with time zone,
  rectification_returned_at timestamp with time zone,
  rectification_due_on date,
  submitted_by uuid,
  open_branches text[] default '{}'::text[] not null,
  consulted text[] default '{}'::text[] not null,
  due_on date generated always as (
CASE state
    WHEN 'dispatched'::text THEN auto_receipt_on
    WHEN 'received'::text THEN
    CASE extended_clock
        WHEN 'answer'::text THEN extended_due_on
        ELSE answer_due_on
    END
    WHEN 'returned'::text THEN
    CASE extended_clock
        WHEN 'return'::text THEN extended_due_on
        ELSE return_due_on
    END
    WHEN 'rectifying'::text THEN rectification_due_on
    ELSE NULL::date
END) stored,
  raised_by uuid,
  officer uuid,
  handler uuid,
  constraint alert_pkey PRIMARY KEY (id),
  constraint alert_number_key UNIQUE (number),
  constraint alert_definition_hash_fkey FOREIGN KEY (definition_hash) REFERENCES fundwatch.indicator_definition(hash),
  constraint alert_handler_fkey FOREIGN KEY (handler) REFERENCES fundwatch.app_user(id),
  constraint alert_linked_to_fkey FOREIGN KEY (linked_to) REFERENCES fundwatch.alert(id),
  constraint alert_officer_fkey FOREIGN KEY (officer) REFERENCES fundwatch.app_user(id),
  constraint alert_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES fundwatch.app_user(id),
  constraint alert_recurrence_of_fkey FOREIGN KEY (recurrence_of) REFERENCES fundwatch.alert(id),
  constraint alert_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES fundwatch.app_user(id),
  constraint alert_check CHECK ((extended_clock IS NULL) = (extended_due_on IS NULL)),
  constraint alert_extended_clock_check CHECK (extended_clock = ANY (ARRAY['answer'::text, 'return'::text])),
  constraint alert_severity_check CHECK (severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text])),
  constraint alert_state_check CHECK (state = ANY (ARRAY['raised'::text, 'screened'::text, 'dispatched'::text, 'received'::text, 'answered'::text, 'returned'::text, 'rectifying'::text, 'rectified'::text, 'in_second_review'::text, 'closed'::text, 'dismissed'::text, 'withdrawn'::text]))
);

create table fundwatch.alert_branch (
  id uuid not null,
  alert_id uuid not null,
  agency text not null,
  sequence integer not null,
  kind text not null,
  state text not null,
  opened_by uuid,
  opened_by_name text not null,
  opened_at timestamp with time zone not null,
  department text,
  auto_receipt_on date,
  received_on date,
  due_on date,
  calendar_version text,
  ended_at timestamp with time zone,
  details jsonb not null,
  agency_may_see boolean not null,
  constraint alert_branch_pkey PRIMARY KEY (id),
  constraint alert_branch_alert_id_sequence_key UNIQUE (alert_id, sequence),
  constraint alert_branch_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint alert_branch_department_fkey FOREIGN KEY (department) REFERENCES fundwatch.organisation(code),
  constraint alert_branch_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES fundwatch.app_user(id),
  constraint alert_branch_check CHECK ((kind = 'consultation'::text) = (department IS NOT NULL)),
  constraint alert_branch_kind_check CHECK (kind = ANY (ARRAY['consultation'::text, 'extension'::text, 'field_check'::text, 'supervise_order'::text, 'recovery_plan'::text])),
  constraint alert_branch_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'sent'::text, 'received'::text, 'approved'::text, 'issued'::text, 'concluded'::text, 'refused'::text, 'cancelled'::text]))
);

create table fundwatch.alert_event (
  id bigint generated always as identity not null,
  alert_id uuid not null,
  agency text not null,
  sequence integer not null,
  type text not null,
  from_state text,
  to_state text,
  actor text not null,
  account uuid,
  actor_role text,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  reason text,
  details jsonb not null,
  agency_may_see boolean not null,
  on_behalf_of text,
  constraint alert_event_pkey PRIMARY KEY (id),
  constraint alert_event_alert_id_sequence_key UNIQUE (alert_id, sequence),
  constraint alert_event_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint alert_event_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id)
);

create table fundwatch.alert_hit (
  alert_id uuid not null,
  agency text not null,
  subject text not null,
  hit_key text not null,
  period text not null,
  live boolean not null,
  related_key text,
  first_period text not null,
  observed numeric(38,6),
  threshold numeric(38,6),
  amount numeric(38,2),
  severity text,
  indicator_version integer not null,
  evidence jsonb not null,
  found_at timestamp with time zone not null,
  account_hash text generated always as (COALESCE((evidence ->> 'account_hash'::text), (evidence ->> 'counterparty_account_hash'::text), (evidence ->> 'payee_account_hash'::text), (evidence ->> 'payer_account_hash'::text))) stored,
  constraint alert_hit_pkey PRIMARY KEY (alert_id, subject, hit_key, period),
  constraint alert_hit_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id)
);

create table fundwatch.alert_number (
  year integer not null,
  last integer not null,
  constraint alert_number_pkey PRIMARY KEY (year)
);

create table fundwatch.alert_source (
  alert_id uuid not null,
  agency text not null,
  title text not null,
  found text not null,
  subject_kind text not null,
  kind text not null,
  source_number text not null,
  source_on date not null,
  raised_by_name text not null,
  constraint alert_source_pkey PRIMARY KEY (alert_id),
  constraint alert_source_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint alert_source_kind_check CHECK (kind = ANY (ARRAY['complaint'::text, 'audit_lead'::text, 'referral'::text, 'other'::text])),
  constraint alert_source_subject_kind_check CHECK (subject_kind = ANY (ARRAY['person_no'::text, 'employer_no'::text, 'account_hash'::text, 'staff_no'::text, 'agency'::text]))
);

create table fundwatch.answer (
  id uuid not null,
  alert_id uuid not null,
  agency text not null,
  round integer not null,
  problem_type text not null,
  explanation text not null,
  fields jsonb not null,
  confirmed_amount numeric(38,2),
  recovered_amount numeric(38,2),
  answered_by uuid not null,
  answered_by_name text not null,
  answered_at timestamp with time zone not null,
  late boolean not null,
  constraint answer_pkey PRIMARY KEY (id),
  constraint answer_alert_id_round_key UNIQUE (alert_id, round),
  constraint answer_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint answer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES fundwatch.app_user(id)
);

create table fundwatch.answer_draft (
  alert_id uuid not null,
  account uuid not null,
  body jsonb not null,
  saved_at timestamp with time zone not null,
  constraint answer_draft_pkey PRIMARY KEY (alert_id, account),
  constraint answer_draft_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint answer_draft_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id)
);

create table fundwatch.app_user (
  id uuid not null,
  user_name text not null,
  display_name text not null,
  organisation text not null,
  roles text[] not null,
  password_hash text not null,
  demonstration boolean default false not null,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  staff_no text,
  constraint app_user_pkey PRIMARY KEY (id),
  constraint app_user_user_name_key UNIQUE (user_name),
  constraint app_user_organisation_fkey FOREIGN KEY (organisation) REFERENCES fundwatch.organisation(code),
  constraint app_user_roles_check CHECK (cardinality(roles) > 0),
  constraint app_user_staff_no_check CHECK (staff_no <> ''::text)
);

create table fundwatch.attachment (
  id uuid not null,
  alert_id uuid not null,
  agency text not null,
  answer_id uuid,
  object text not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  uploaded_by uuid not null,
  uploaded_by_name text not null,
  uploaded_at timestamp with time zone not null,
  branch_id uuid,
  for_branch boolean default false not null,
  scanned_at timestamp with time zone,
  constraint attachment_pkey PRIMARY KEY (id),
  constraint attachment_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint attachment_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES fundwatch.answer(id),
  constraint attachment_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES fundwatch.alert_branch(id),
  constraint attachment_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES fundwatch.app_user(id)
);

create table fundwatch.audit_event (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  business_at timestamp with time zone not null,
  actor text not null,
  account uuid,
  roles text[] not null,
  action text not null,
  target_kind text not null,
  target text not null,
  reason text,
  details jsonb not null,
  request_id text not null,
  constraint audit_event_pkey PRIMARY KEY (id)
);

create table fundwatch.branch_reminder (
  branch_id uuid not null,
  kind text not null,
  due_on date not null,
  written_at timestamp with time zone not null,
  constraint branch_reminder_pkey PRIMARY KEY (branch_id, kind, due_on),
  constraint branch_reminder_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES fundwatch.alert_branch(id),
  constraint branch_reminder_kind_check CHECK (kind = ANY (ARRAY['remind'::text, 'breach'::text, 'escalate_agency_head'::text, 'escalate_supervision_head'::text]))
);

create table fundwatch.business_clock (
  id smallint not null,
  now timestamp with time zone not null,
  constraint business_clock_pkey PRIMARY KEY (id),
  constraint business_clock_id_check CHECK (id = 1)
);

create table fundwatch.calendar_year (
  year integer not null,
  revision integer not null,
  papers jsonb not null,
  days_off text[] not null,
  working_days text[] not null,
  file_name text not null,
  file_sha256 text not null,
  reason text,
  imported_by text not null,
  imported_at timestamp with time zone not null,
  constraint calendar_year_pkey PRIMARY KEY (year, revision),
  constraint calendar_year_revision_check CHECK (revision > 0),
  constraint calendar_year_year_check CHECK (year >= 2000 AND year <= 2100)
);

create table fundwatch.case_alert (
  alert_id uuid not null,
  case_id uuid not null,
  joined_at timestamp with time zone not null,
  constraint case_alert_pkey PRIMARY KEY (alert_id),
  constraint case_alert_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint case_alert_case_id_fkey FOREIGN KEY (case_id) REFERENCES fundwatch.case_file(id)
);

create table fundwatch.case_event (
  id bigint generated always as identity not null,
  case_id uuid not null,
  type text not null,
  actor text not null,
  account uuid not null,
  at timestamp with time zone not null,
  reason text,
  details jsonb not null,
  constraint case_event_pkey PRIMARY KEY (id),
  constraint case_event_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint case_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES fundwatch.case_file(id)
);

create table fundwatch.case_file (
  id uuid not null,
  number text not null,
  title text not null,
  summary text not null,
  state text not null,
  revision integer not null,
  opened_by uuid not null,
  officer uuid not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  stated_loss numeric(38,2),
  loss_reason text,
  investigation_on date,
  investigation_body text,
  constraint case_file_pkey PRIMARY KEY (id),
  constraint case_file_number_key UNIQUE (number),
  constraint case_file_officer_fkey FOREIGN KEY (officer) REFERENCES fundwatch.app_user(id),
  constraint case_file_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES fundwatch.app_user(id),
  constraint case_file_check CHECK ((stated_loss IS NULL) = (loss_reason IS NULL)),
  constraint case_file_check1 CHECK ((investigation_on IS NULL) = (investigation_body IS NULL)),
  constraint case_file_check2 CHECK ((state = 'closed'::text) = (closed_at IS NOT NULL)),
  constraint case_file_state_check CHECK (state = ANY (ARRAY['open'::text, 'closed'::text])),
  constraint case_file_stated_loss_check CHECK (stated_loss >= 0::numeric)
);

create table fundwatch.case_number (
  year integer not null,
  last integer not null,
  constraint case_number_pkey PRIMARY KEY (year)
);

create table fundwatch.cleaning_check (
  id bigint generated always as identity not null,
  task_id uuid not null,
  agency text not null,
  seen text not null,
  at timestamp with time zone not null,
  outcome text not null,
  came_back boolean not null,
  submission_id uuid,
  evaluation_id uuid,
  findings jsonb not null,
  constraint cleaning_check_pkey PRIMARY KEY (id),
  constraint cleaning_check_task_id_seen_key UNIQUE (task_id, seen),
  constraint cleaning_check_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint cleaning_check_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES fundwatch.submission(id),
  constraint cleaning_check_task_id_fkey FOREIGN KEY (task_id) REFERENCES fundwatch.cleaning_task(id),
  constraint cleaning_check_outcome_check CHECK (outcome = ANY (ARRAY['corrected'::text, 'not_corrected'::text, 'cannot_check'::text]))
);

create table fundwatch.cleaning_reminder (
  task_id uuid not null,
  kind text not null,
  due_on date not null,
  written_at timestamp with time zone not null,
  constraint cleaning_reminder_pkey PRIMARY KEY (task_id, kind, due_on),
  constraint cleaning_reminder_task_id_fkey FOREIGN KEY (task_id) REFERENCES fundwatch.cleaning_task(id),
  constraint cleaning_reminder_kind_check CHECK (kind = ANY (ARRAY['remind'::text, 'breach'::text]))
);

create table fundwatch.cleaning_task (
  id uuid not null,
  alert_id uuid not null,
  answer_id uuid not null,
  agency text not null,
  problem_type text not null,
  table_name text,
  record_key jsonb,
  field text,
  value_before text,
  value_after text,
  datasets text[] not null,
  resubmit_period text,
  due_period text not null,
  due_on date,
  state text not null,
  returns integer default 0 not null,
  seen text not null,
  judged text not null,
  last_outcome text,
  last_checked_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  settled_by uuid,
  settled_by_name text,
  settle_reason text,
  constraint cleaning_task_pkey PRIMARY KEY (id),
  constraint cleaning_task_answer_id_key UNIQUE (answer_id),
  constraint cleaning_task_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint cleaning_task_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES fundwatch.answer(id),
  constraint cleaning_task_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES fundwatch.app_user(id),
  constraint cleaning_task_check CHECK ((table_name IS NULL) = (record_key IS NULL)),
  constraint cleaning_task_check1 CHECK ((table_name IS NULL) = (field IS NULL)),
  constraint cleaning_task_check2 CHECK ((ended_at IS NULL) = (state = ANY (ARRAY['open'::text, 'reopened'::text]))),
  constraint cleaning_task_check3 CHECK ((state = 'settled'::text) = (settle_reason IS NOT NULL)),
  constraint cleaning_task_last_outcome_check CHECK (last_outcome = ANY (ARRAY['corrected'::text, 'not_corrected'::text, 'cannot_check'::text])),
  constraint cleaning_task_problem_type_check CHECK (problem_type = ANY (ARRAY['P1'::text, 'P2'::text])),
  constraint cleaning_task_state_check CHECK (state = ANY (ARRAY['open'::text, 'reopened'::text, 'done'::text, 'settled'::text, 'replaced'::text]))
);

create table fundwatch.document (
  id uuid not null,
  kind text not null,
  subject_key text not null,
  alert_id uuid,
  branch_id uuid,
  agency text,
  number text not null,
  revision integer not null,
  content jsonb not null,
  docx_object text not null,
  docx_bytes bigint not null,
  pdf_object text,
  pdf_bytes bigint,
  template_version integer not null,
  agency_may_see boolean not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  inspection_id uuid,
  major_matter_id uuid,
  constraint document_pkey PRIMARY KEY (id),
  constraint document_kind_subject_key_revision_key UNIQUE (kind, subject_key, revision),
  constraint document_number_revision_key UNIQUE (number, revision),
  constraint document_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint document_branch_id_fkey FOREIGN KEY (branch_id) REFERENCES fundwatch.alert_branch(id),
  constraint document_inspection_id_fkey FOREIGN KEY (inspection_id) REFERENCES fundwatch.inspection(id),
  constraint document_made_by_fkey FOREIGN KEY (made_by) REFERENCES fundwatch.app_user(id),
  constraint document_major_matter_id_fkey FOREIGN KEY (major_matter_id) REFERENCES fundwatch.major_matter(id),
  constraint document_check CHECK ((pdf_object IS NULL) = (pdf_bytes IS NULL)),
  constraint document_check1 CHECK (branch_id IS NULL OR alert_id IS NOT NULL),
  constraint document_of_one CHECK (num_nonnulls(alert_id, inspection_id, major_matter_id) <= 1),
  constraint document_revision_check CHECK (revision > 0)
);

create table fundwatch.document_number (
  word text not null,
  year integer not null,
  last integer not null,
  constraint document_number_pkey PRIMARY KEY (word, year)
);

create table fundwatch.document_template (
  kind text not null,
  version integer not null,
  object text,
  bytes bigint,
  file_name text,
  note text not null,
  uploaded_by uuid not null,
  uploaded_by_name text not null,
  uploaded_at timestamp with time zone not null,
  constraint document_template_pkey PRIMARY KEY (kind, version),
  constraint document_template_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES fundwatch.app_user(id),
  constraint document_template_check CHECK ((object IS NULL) = (bytes IS NULL) AND (object IS NULL) = (file_name IS NULL)),
  constraint document_template_version_check CHECK (version > 0)
);

create table fundwatch.evaluation (
  id uuid not null,
  period text not null,
  run_no integer not null,
  state text not null,
  trigger text not null,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  as_of date not null,
  input_hash text,
  calendar_version text not null,
  indicators text[] not null,
  baseline boolean default false not null,
  claimed_by text,
  claimed_at timestamp with time zone,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  alerts_raised integer default 0 not null,
  alerts_extended integer default 0 not null,
  alerts_withdrawn integer default 0 not null,
  error text,
  month_close_id uuid,
  constraint evaluation_pkey PRIMARY KEY (id),
  constraint evaluation_period_run_no_key UNIQUE (period, run_no),
  constraint evaluation_month_close_id_fkey FOREIGN KEY (month_close_id) REFERENCES fundwatch.month_close(id),
  constraint evaluation_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'reconciling'::text, 'finished'::text, 'failed'::text])),
  constraint evaluation_trigger_check CHECK (trigger = ANY (ARRAY['schedule'::text, 'new_data'::text, 'hand'::text]))
);

create table fundwatch.evaluation_indicator (
  evaluation_id uuid not null,
  indicator text not null,
  version integer not null,
  input_hash text,
  parameters jsonb not null,
  state text not null,
  claimed_at timestamp with time zone,
  reused_from uuid,
  hits integer default 0 not null,
  cannot_decide integer default 0 not null,
  duration_ms integer,
  error text,
  definition_hash text,
  constraint evaluation_indicator_pkey PRIMARY KEY (evaluation_id, indicator),
  constraint evaluation_indicator_definition_hash_fkey FOREIGN KEY (definition_hash) REFERENCES fundwatch.indicator_definition(hash),
  constraint evaluation_indicator_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint evaluation_indicator_reused_from_fkey FOREIGN KEY (reused_from) REFERENCES fundwatch.evaluation(id),
  constraint evaluation_indicator_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))
);

create table fundwatch.evaluation_input (
  evaluation_id uuid not null,
  submission_id uuid not null,
  constraint evaluation_input_pkey PRIMARY KEY (evaluation_id, submission_id),
  constraint evaluation_input_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint evaluation_input_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES fundwatch.submission(id)
);

create table fundwatch.evaluation_scope (
  evaluation_id uuid not null,
  indicator text not null,
  agency text not null,
  line text not null,
  state text not null,
  reason text,
  reason_details jsonb default '{}'::jsonb not null,
  cannot_decide integer default 0 not null,
  constraint evaluation_scope_pkey PRIMARY KEY (evaluation_id, indicator, agency, line),
  constraint evaluation_scope_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint evaluation_scope_state_check CHECK (state = ANY (ARRAY['evaluated'::text, 'partial'::text, 'not_evaluated'::text]))
);

create table fundwatch.exchange_source (
  name text not null,
  last_pull_at timestamp with time zone,
  last_success_at timestamp with time zone,
  last_error text,
  failures integer default 0 not null,
  write_privileges text[],
  constraint exchange_source_pkey PRIMARY KEY (name)
);

create table fundwatch.expected_submission (
  agency text not null,
  line text not null,
  dataset text not null,
  valid_from text not null,
  valid_to text,
  may_lack text[] default '{}'::text[] not null,
  constraint expected_submission_pkey PRIMARY KEY (agency, line, dataset, valid_from)
);

create table fundwatch.fact_file (
  submission_id uuid not null,
  agency text not null,
  table_name text not null,
  path text,
  sha256 text,
  rows bigint not null,
  control_totals jsonb not null,
  content_hash text,
  constraint fact_file_pkey PRIMARY KEY (submission_id, table_name),
  constraint fact_file_path_key UNIQUE (path),
  constraint fact_file_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES fundwatch.submission(id)
);

create table fundwatch.folder_package (
  id uuid not null,
  name text not null,
  signature text not null,
  bytes bigint not null,
  seen_at timestamp with time zone not null,
  package_id uuid,
  attempts integer default 0 not null,
  outcome text,
  reason_zh text,
  reason_en text,
  moved_to text,
  settled_at timestamp with time zone,
  constraint folder_package_pkey PRIMARY KEY (id),
  constraint folder_package_package_id_fkey FOREIGN KEY (package_id) REFERENCES fundwatch.package_upload(id) DEFERRABLE INITIALLY DEFERRED,
  constraint folder_package_outcome_check CHECK (outcome = ANY (ARRAY['accepted'::text, 'returned'::text, 'quarantined'::text]))
);

create table fundwatch.hit (
  evaluation_id uuid not null,
  indicator text not null,
  agency text not null,
  line text not null,
  subject text not null,
  hit_key text not null,
  verdict text not null,
  related_key text,
  first_period text,
  observed numeric(38,6),
  threshold numeric(38,6),
  amount numeric(38,2),
  severity text,
  missing text,
  evidence jsonb not null,
  outcome text,
  alert_id uuid,
  constraint hit_pkey PRIMARY KEY (evaluation_id, indicator, agency, line, subject, hit_key, verdict),
  constraint hit_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint hit_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint hit_verdict_check CHECK (verdict = ANY (ARRAY['hit'::text, 'cannot_decide'::text]))
);

create table fundwatch.indicator_definition (
  hash text not null,
  code text not null,
  version integer not null,
  title jsonb not null,
  subject text not null,
  definition jsonb not null,
  kept_at timestamp with time zone not null,
  constraint indicator_definition_pkey PRIMARY KEY (hash)
);

create table fundwatch.indicator_draft (
  id uuid not null,
  code text not null,
  author uuid not null,
  author_name text not null,
  document text not null,
  query text not null,
  cases text not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  check_state text default 'none'::text not null,
  check_revision integer,
  check_claimed_at timestamp with time zone,
  checked_at timestamp with time zone,
  check_result jsonb,
  definition jsonb,
  version_id uuid,
  constraint indicator_draft_pkey PRIMARY KEY (id),
  constraint indicator_draft_author_fkey FOREIGN KEY (author) REFERENCES fundwatch.app_user(id),
  constraint indicator_draft_version_id_fkey FOREIGN KEY (version_id) REFERENCES fundwatch.indicator_version(id),
  constraint indicator_draft_check_state_check CHECK (check_state = ANY (ARRAY['none'::text, 'waiting'::text, 'running'::text, 'done'::text, 'failed'::text])),
  constraint indicator_draft_code_check CHECK (code ~ '^(DQ|CB|DY|CW|NK|YX)(5[1-9]|[6-9][0-9])$'::text)
);

create table fundwatch.indicator_version (
  id uuid not null,
  code text not null,
  version integer not null,
  origin text not null,
  state text not null,
  status text not null,
  changes jsonb not null,
  definition_hash text not null,
  based_on_version integer,
  based_on_hash text,
  delivered_hash text,
  reason text not null,
  alert_id uuid,
  answer_id uuid,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_reason text,
  constraint indicator_version_pkey PRIMARY KEY (id),
  constraint indicator_version_code_version_key UNIQUE (code, version),
  constraint indicator_version_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint indicator_version_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES fundwatch.answer(id),
  constraint indicator_version_based_on_hash_fkey FOREIGN KEY (based_on_hash) REFERENCES fundwatch.indicator_definition(hash),
  constraint indicator_version_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES fundwatch.app_user(id),
  constraint indicator_version_definition_hash_fkey FOREIGN KEY (definition_hash) REFERENCES fundwatch.indicator_definition(hash),
  constraint indicator_version_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES fundwatch.app_user(id),
  constraint indicator_version_check CHECK ((state <> ALL (ARRAY['approved'::text, 'rejected'::text])) OR decided_by IS NOT NULL AND decided_by <> proposed_by),
  constraint indicator_version_origin_check CHECK (origin = ANY (ARRAY['catalogue_change'::text, 'own'::text, 'delivered'::text])),
  constraint indicator_version_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text]))
);

create table fundwatch.inspection (
  id uuid not null,
  number text not null,
  kind text not null,
  title text not null,
  agency text not null,
  scope text not null,
  state text not null,
  revision integer not null,
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  start_on date not null,
  end_on date not null,
  carry_in_reason text,
  special_reason text,
  approved_by uuid,
  approved_at timestamp with time zone,
  notified_on date,
  begun_on date,
  ended_on date,
  draft_due_on date,
  draft text,
  drafted_on date,
  received_on date,
  objection_due_on date,
  objected_on date,
  confirmed_by text,
  confirmed_on date,
  rectification_due_on date,
  finished_on date,
  calendar_version text,
  constraint inspection_pkey PRIMARY KEY (id),
  constraint inspection_number_key UNIQUE (number),
  constraint inspection_agency_fkey FOREIGN KEY (agency) REFERENCES fundwatch.organisation(code),
  constraint inspection_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES fundwatch.app_user(id),
  constraint inspection_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES fundwatch.app_user(id),
  constraint inspection_check CHECK (start_on <= end_on),
  constraint inspection_check1 CHECK (approved_by IS NULL OR approved_by <> opened_by),
  constraint inspection_confirmed_by_check CHECK (confirmed_by = ANY (ARRAY['stated'::text, 'silent'::text])),
  constraint inspection_kind_check CHECK (kind = ANY (ARRAY['on_site'::text, 'special'::text])),
  constraint inspection_state_check CHECK (state = ANY (ARRAY['planned'::text, 'approved'::text, 'notified'::text, 'under_way'::text, 'ended'::text, 'drafted'::text, 'objected'::text, 'confirmed'::text, 'rectifying'::text, 'finished'::text, 'cancelled'::text]))
);

create table fundwatch.inspection_alert (
  inspection_id uuid not null,
  alert_id uuid not null,
  constraint inspection_alert_pkey PRIMARY KEY (inspection_id, alert_id),
  constraint inspection_alert_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint inspection_alert_inspection_id_fkey FOREIGN KEY (inspection_id) REFERENCES fundwatch.inspection(id)
);

create table fundwatch.inspection_member (
  inspection_id uuid not null,
  account uuid not null,
  leads boolean not null,
  interested boolean,
  declared_at timestamp with time zone,
  constraint inspection_member_pkey PRIMARY KEY (inspection_id, account),
  constraint inspection_member_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint inspection_member_inspection_id_fkey FOREIGN KEY (inspection_id) REFERENCES fundwatch.inspection(id)
);

create table fundwatch.inspection_reminder (
  inspection_id uuid not null,
  kind text not null,
  due_on date not null,
  written_at timestamp with time zone not null,
  constraint inspection_reminder_pkey PRIMARY KEY (inspection_id, kind, due_on),
  constraint inspection_reminder_inspection_id_fkey FOREIGN KEY (inspection_id) REFERENCES fundwatch.inspection(id)
);

create table fundwatch.mail_message (
  id uuid not null,
  message_id text not null,
  account uuid not null,
  address text not null,
  kind text not null,
  subject text not null,
  body text not null,
  state text not null,
  attempts integer default 0 not null,
  uncertain integer default 0 not null,
  next_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  error text,
  constraint mail_message_pkey PRIMARY KEY (id),
  constraint mail_message_message_id_key UNIQUE (message_id),
  constraint mail_message_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint mail_message_kind_check CHECK (kind = ANY (ARRAY['digest'::text, 'urgent'::text])),
  constraint mail_message_state_check CHECK (state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text]))
);

create table fundwatch.mail_server (
  one boolean default true not null,
  failing_since timestamp with time zone,
  error text,
  constraint mail_server_pkey PRIMARY KEY (one),
  constraint mail_server_one_check CHECK (one)
);

create table fundwatch.major_matter (
  id uuid not null,
  number text not null,
  case_id uuid not null,
  state text not null,
  revision integer not null,
  suspicion text not null,
  tier text not null,
  amount numeric(38,2),
  investigated boolean not null,
  report text not null,
  opened_by uuid not null,
  opened_at timestamp with time zone not null,
  signed_by uuid,
  signed_at timestamp with time zone,
  reported_to text,
  report_number text,
  reported_on date,
  constraint major_matter_pkey PRIMARY KEY (id),
  constraint major_matter_number_key UNIQUE (number),
  constraint major_matter_case_id_fkey FOREIGN KEY (case_id) REFERENCES fundwatch.case_file(id),
  constraint major_matter_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES fundwatch.app_user(id),
  constraint major_matter_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES fundwatch.app_user(id),
  constraint major_matter_check CHECK (signed_by IS NULL OR signed_by <> opened_by),
  constraint major_matter_check1 CHECK ((signed_by IS NULL) = (signed_at IS NULL)),
  constraint major_matter_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'signed'::text, 'refused'::text, 'reported'::text, 'cancelled'::text])),
  constraint major_matter_suspicion_check CHECK (suspicion = ANY (ARRAY['embezzlement'::text, 'fraud'::text, 'other_loss'::text])),
  constraint major_matter_tier_check CHECK (tier = ANY (ARRAY['ordinary'::text, 'higher'::text]))
);

create table fundwatch.matter_event (
  id bigint generated always as identity not null,
  matter text not null,
  matter_id uuid not null,
  type text not null,
  actor text not null,
  account uuid not null,
  at timestamp with time zone not null,
  reason text,
  details jsonb not null,
  constraint matter_event_pkey PRIMARY KEY (id),
  constraint matter_event_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint matter_event_matter_check CHECK (matter = ANY (ARRAY['inspection'::text, 'major_matter'::text]))
);

create table fundwatch.matter_file (
  id uuid not null,
  matter text not null,
  matter_id uuid not null,
  object text not null,
  file_name text not null,
  media_type text not null,
  bytes bigint not null,
  uploaded_by uuid not null,
  uploaded_by_name text not null,
  uploaded_at timestamp with time zone not null,
  scanned_at timestamp with time zone,
  constraint matter_file_pkey PRIMARY KEY (id),
  constraint matter_file_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES fundwatch.app_user(id),
  constraint matter_file_matter_check CHECK (matter = ANY (ARRAY['alert_source'::text, 'case'::text, 'inspection'::text, 'work_record'::text, 'accountability_entry'::text]))
);

create table fundwatch.matter_number (
  kind text not null,
  year integer not null,
  last integer not null,
  constraint matter_number_pkey PRIMARY KEY (kind, year),
  constraint matter_number_kind_check CHECK (kind = ANY (ARRAY['inspection'::text, 'major_matter'::text]))
);

create table fundwatch.migration (
  id integer default nextval('fundwatch.migration_id_seq'::regclass) not null,
  "timestamp" bigint not null,
  name character varying not null,
  constraint "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

create table fundwatch.month_close (
  id uuid not null,
  period text not null,
  state text not null,
  evaluation_id uuid not null,
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
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_reason text,
  constraint month_close_pkey PRIMARY KEY (id),
  constraint month_close_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES fundwatch.app_user(id),
  constraint month_close_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint month_close_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES fundwatch.app_user(id),
  constraint month_close_check CHECK ((state <> ALL (ARRAY['closed'::text, 'rejected'::text])) OR decided_by IS NOT NULL AND decided_by <> proposed_by),
  constraint month_close_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'closed'::text, 'rejected'::text, 'withdrawn'::text]))
);

create table fundwatch.month_close_verification (
  id uuid not null,
  month_close_id uuid not null,
  state text not null,
  requested_by_name text not null,
  requested_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  finished_at timestamp with time zone,
  hits integer,
  hits_sha256 text,
  equal boolean,
  error text,
  constraint month_close_verification_pkey PRIMARY KEY (id),
  constraint month_close_verification_month_close_id_fkey FOREIGN KEY (month_close_id) REFERENCES fundwatch.month_close(id),
  constraint month_close_verification_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))
);

create table fundwatch.notification (
  id bigint generated always as identity not null,
  account uuid not null,
  kind text not null,
  urgent boolean not null,
  target_kind text not null,
  target_id text,
  facts jsonb not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  read_at timestamp with time zone,
  mail_id uuid,
  constraint notification_pkey PRIMARY KEY (id),
  constraint notification_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint notification_mail_id_fkey FOREIGN KEY (mail_id) REFERENCES fundwatch.mail_message(id),
  constraint notification_target_kind_check CHECK (target_kind ~ '^[a-z_]{1,40}$'::text)
);

create table fundwatch.notification_channel (
  account uuid not null,
  address text,
  digest boolean not null,
  urgent boolean not null,
  since timestamp with time zone not null,
  constraint notification_channel_pkey PRIMARY KEY (account),
  constraint notification_channel_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id)
);

create table fundwatch.order_number (
  year integer not null,
  last integer not null,
  constraint order_number_pkey PRIMARY KEY (year)
);

create table fundwatch.organisation (
  code text not null,
  name text not null,
  kind text not null,
  origin text not null,
  created_at timestamp with time zone not null,
  opened_on date,
  closed_on date,
  constraint organisation_pkey PRIMARY KEY (code),
  constraint organisation_closed_after_opened CHECK (closed_on >= opened_on),
  constraint organisation_kind_check CHECK (kind = ANY (ARRAY['office'::text, 'agency'::text, 'other'::text])),
  constraint organisation_origin_check CHECK (origin = ANY (ARRAY['entered'::text, 'seen'::text]))
);

create table fundwatch.package_upload (
  id uuid not null,
  object text not null,
  file_name text not null,
  bytes bigint not null,
  agency text,
  uploaded_by uuid,
  uploaded_by_name text not null,
  uploaded_at timestamp with time zone not null,
  state text not null,
  claimed_at timestamp with time zone,
  submission_id uuid,
  problems jsonb default '[]'::jsonb not null,
  reason text,
  origin text default 'browser'::text not null,
  constraint package_upload_pkey PRIMARY KEY (id),
  constraint package_upload_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES fundwatch.submission(id),
  constraint package_upload_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES fundwatch.app_user(id),
  constraint package_upload_origin_check CHECK (origin = ANY (ARRAY['browser'::text, 'folder'::text])),
  constraint package_upload_reason_check CHECK (btrim(reason) <> ''::text AND length(reason) <= 1000),
  constraint package_upload_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'checking'::text, 'accepted'::text, 'refused'::text, 'already_here'::text, 'failed'::text]))
);

create table fundwatch.recovery_entry (
  id uuid not null,
  entry_no bigint generated always as identity not null,
  alert_id uuid not null,
  agency text not null,
  kind text not null,
  amount numeric(18,2) not null,
  booked_on date not null,
  voucher text not null,
  note text not null,
  entered_by uuid not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  voided_by uuid,
  voided_by_name text,
  voided_at timestamp with time zone,
  void_reason text,
  constraint recovery_entry_pkey PRIMARY KEY (id),
  constraint recovery_entry_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint recovery_entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES fundwatch.app_user(id),
  constraint recovery_entry_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES fundwatch.app_user(id),
  constraint recovery_entry_amount_check CHECK (amount > 0::numeric),
  constraint recovery_entry_check CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  constraint recovery_entry_kind_check CHECK (kind = ANY (ARRAY['confirmed'::text, 'agreed'::text, 'recovered'::text]))
);

create table fundwatch.region_key_check (
  period text not null,
  state text not null,
  agencies jsonb not null,
  apart text[] not null,
  input_hash text not null,
  checked_at timestamp with time zone not null,
  constraint region_key_check_pkey PRIMARY KEY (period),
  constraint region_key_check_state_check CHECK (state = ANY (ARRAY['undecided'::text, 'shared'::text, 'differs'::text, 'some_differ'::text]))
);

create table fundwatch.reminder (
  alert_id uuid not null,
  kind text not null,
  due_on date not null,
  written_at timestamp with time zone not null,
  constraint reminder_pkey PRIMARY KEY (alert_id, kind, due_on),
  constraint reminder_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint reminder_kind_check CHECK (kind = ANY (ARRAY['remind'::text, 'breach'::text, 'escalate_agency_head'::text, 'escalate_supervision_head'::text]))
);

create table fundwatch.restatement_difference (
  evaluation_id uuid not null,
  indicator text not null,
  agency text not null,
  line text not null,
  subject text not null,
  hit_key text not null,
  verdict text not null,
  change text not null,
  before jsonb,
  after jsonb,
  constraint restatement_difference_pkey PRIMARY KEY (evaluation_id, indicator, agency, line, subject, hit_key, verdict),
  constraint restatement_difference_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint restatement_difference_change_check CHECK (change = ANY (ARRAY['added'::text, 'removed'::text, 'changed'::text])),
  constraint restatement_difference_verdict_check CHECK (verdict = ANY (ARRAY['hit'::text, 'cannot_decide'::text]))
);

create table fundwatch.resumable_upload (
  id uuid not null,
  account uuid not null,
  account_name text not null,
  agency text,
  file_name text not null,
  bytes bigint not null,
  reason text,
  begun_at timestamp with time zone not null,
  constraint resumable_upload_pkey PRIMARY KEY (id),
  constraint resumable_upload_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id),
  constraint resumable_upload_bytes_check CHECK (bytes > 0),
  constraint resumable_upload_reason_check CHECK (btrim(reason) <> ''::text AND length(reason) <= 1000)
);

create table fundwatch.rule_check (
  period text not null,
  agency text not null,
  state text not null,
  requests integer default 1 not null,
  requested_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  attempts integer default 0 not null,
  checked_at timestamp with time zone,
  rules_hash text,
  error text,
  constraint rule_check_pkey PRIMARY KEY (period, agency),
  constraint rule_check_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))
);

create table fundwatch.rule_difference (
  period text not null,
  agency text not null,
  line text not null,
  rule text not null,
  ordinal integer not null,
  item text not null,
  left_value numeric(38,6),
  right_value numeric(38,6),
  difference numeric(38,6),
  evidence jsonb not null,
  constraint rule_difference_pkey PRIMARY KEY (period, agency, line, rule, ordinal),
  constraint rule_difference_period_agency_line_rule_fkey FOREIGN KEY (period, agency, line, rule) REFERENCES fundwatch.rule_result(period, agency, line, rule) ON DELETE CASCADE
);

create table fundwatch.rule_result (
  period text not null,
  agency text not null,
  line text not null,
  rule text not null,
  state text not null,
  reason text,
  reason_details jsonb default '{}'::jsonb not null,
  compared bigint not null,
  left_value numeric(38,6),
  right_value numeric(38,6),
  difference numeric(38,6),
  tolerance numeric(38,6),
  broken_rows bigint not null,
  version integer not null,
  input_hash text,
  checked_at timestamp with time zone not null,
  constraint rule_result_pkey PRIMARY KEY (period, agency, line, rule),
  constraint rule_result_check CHECK ((state = 'not_checkable'::text) = (reason IS NOT NULL)),
  constraint rule_result_reason_check CHECK (reason = ANY (ARRAY['dataset_missing'::text, 'table_missing'::text, 'field_missing'::text, 'standard_lacks'::text, 'rule_failed'::text])),
  constraint rule_result_state_check CHECK (state = ANY (ARRAY['holds'::text, 'broken'::text, 'not_checkable'::text]))
);

create table fundwatch.schedule_slot (
  name text not null,
  slot text not null,
  taken_at timestamp with time zone not null,
  constraint schedule_slot_pkey PRIMARY KEY (name, slot)
);

create table fundwatch.session (
  token_hash text not null,
  account uuid not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_account_fkey FOREIGN KEY (account) REFERENCES fundwatch.app_user(id)
);

create table fundwatch.setting (
  key text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (key)
);

create table fundwatch.sign_in_attempt (
  id bigint generated always as identity not null,
  user_name text not null,
  attempted_at timestamp with time zone not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (id)
);

create table fundwatch.source_mapping (
  source text not null,
  revision integer not null,
  mapping jsonb not null,
  reason text not null,
  made_by text not null,
  made_at timestamp with time zone not null,
  constraint source_mapping_pkey PRIMARY KEY (source, revision),
  constraint source_mapping_reason_check CHECK (btrim(reason) <> ''::text AND length(reason) <= 1000),
  constraint source_mapping_revision_check CHECK (revision > 0)
);

create table fundwatch.stand_in (
  id uuid not null,
  organisation text not null,
  absent uuid not null,
  stand_in uuid not null,
  from_on date not null,
  until_on date not null,
  reason text not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  ended_by_name text,
  ended_at timestamp with time zone,
  constraint stand_in_pkey PRIMARY KEY (id),
  constraint stand_in_absent_fkey FOREIGN KEY (absent) REFERENCES fundwatch.app_user(id),
  constraint stand_in_organisation_fkey FOREIGN KEY (organisation) REFERENCES fundwatch.organisation(code),
  constraint stand_in_stand_in_fkey FOREIGN KEY (stand_in) REFERENCES fundwatch.app_user(id),
  constraint stand_in_check CHECK (absent <> stand_in),
  constraint stand_in_check1 CHECK (from_on <= until_on),
  constraint stand_in_check2 CHECK ((ended_at IS NULL) = (ended_by_name IS NULL))
);

create table fundwatch.statutory_entry (
  id bigint generated always as identity not null,
  table_name text not null,
  source_title text not null,
  source_reference text not null,
  rows jsonb not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  constraint statutory_entry_pkey PRIMARY KEY (id)
);

create table fundwatch.submission (
  id uuid not null,
  agency text not null,
  line text not null,
  dataset text not null,
  period text not null,
  version integer not null,
  state text not null,
  source text not null,
  sent_by text not null,
  sent_at timestamp with time zone not null,
  arrived_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  content_hash text not null,
  rows bigint default 0 not null,
  errors bigint default 0 not null,
  replaces uuid,
  reason text,
  reason_by_name text,
  reason_at timestamp with time zone,
  exchange_source text,
  constraint submission_pkey PRIMARY KEY (id),
  constraint submission_replaces_fkey FOREIGN KEY (replaces) REFERENCES fundwatch.submission(id),
  constraint submission_reason_check CHECK (btrim(reason) <> ''::text AND length(reason) <= 1000),
  constraint submission_reason_whole CHECK (num_nulls(reason, reason_by_name, reason_at) = ANY (ARRAY[0, 3])),
  constraint submission_source_check CHECK (source = ANY (ARRAY['exchange'::text, 'package'::text, 'history'::text])),
  constraint submission_state_check CHECK (state = ANY (ARRAY['received'::text, 'accepted'::text, 'refused'::text]))
);

create table fundwatch.submission_check (
  id bigint generated always as identity not null,
  submission_id uuid not null,
  agency text not null,
  check_code text not null,
  file text,
  table_name text,
  row_no bigint,
  column_name text,
  value text,
  reason_zh text not null,
  reason_en text not null,
  constraint submission_check_pkey PRIMARY KEY (id),
  constraint submission_check_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES fundwatch.submission(id)
);

create table fundwatch.submission_difference (
  submission_id uuid not null,
  agency text not null,
  table_name text not null,
  state text not null,
  rows_before bigint,
  rows_after bigint,
  control_totals_before jsonb,
  control_totals_after jsonb,
  added bigint,
  removed bigint,
  changed bigint,
  claimed_at timestamp with time zone,
  attempts integer default 0 not null,
  error text,
  constraint submission_difference_pkey PRIMARY KEY (submission_id, table_name),
  constraint submission_difference_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES fundwatch.submission(id),
  constraint submission_difference_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'same'::text, 'done'::text, 'failed'::text]))
);

create table fundwatch.submission_difference_row (
  submission_id uuid not null,
  table_name text not null,
  ordinal integer not null,
  agency text not null,
  kind text not null,
  key jsonb not null,
  before jsonb,
  after jsonb,
  constraint submission_difference_row_pkey PRIMARY KEY (submission_id, table_name, ordinal),
  constraint submission_difference_row_submission_id_table_name_fkey FOREIGN KEY (submission_id, table_name) REFERENCES fundwatch.submission_difference(submission_id, table_name),
  constraint submission_difference_row_kind_check CHECK (kind = ANY (ARRAY['changed'::text, 'added'::text, 'removed'::text]))
);

create table fundwatch.submission_due (
  period text not null,
  due_on date not null,
  locked_on date,
  calendar_version text not null,
  fixed_at timestamp with time zone not null,
  constraint submission_due_pkey PRIMARY KEY (period)
);

create table fundwatch.submission_reminder (
  agency text not null,
  line text not null,
  dataset text not null,
  period text not null,
  kind text not null,
  due_on date not null,
  written_at timestamp with time zone not null,
  constraint submission_reminder_pkey PRIMARY KEY (agency, line, dataset, period, kind),
  constraint submission_reminder_kind_check CHECK (kind = ANY (ARRAY['three_working_days'::text, 'one_working_day'::text, 'breach'::text]))
);

create table fundwatch.submission_term (
  from_period text not null,
  due_day integer not null,
  roll boolean not null,
  lock_working_days integer not null,
  reason text not null,
  set_by text not null,
  set_at timestamp with time zone not null,
  constraint submission_term_pkey PRIMARY KEY (from_period),
  constraint submission_term_due_day_check CHECK (due_day >= 1 AND due_day <= 28),
  constraint submission_term_lock_working_days_check CHECK (lock_working_days >= 0 AND lock_working_days <= 60)
);

create table fundwatch.test_run (
  id uuid not null,
  kind text not null,
  indicator text not null,
  version integer not null,
  definition_hash text not null,
  version_id uuid,
  evaluation_id uuid,
  state text not null,
  requested_by_name text not null,
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  error jsonb,
  constraint test_run_pkey PRIMARY KEY (id),
  constraint test_run_definition_hash_fkey FOREIGN KEY (definition_hash) REFERENCES fundwatch.indicator_definition(hash),
  constraint test_run_evaluation_id_fkey FOREIGN KEY (evaluation_id) REFERENCES fundwatch.evaluation(id),
  constraint test_run_version_id_fkey FOREIGN KEY (version_id) REFERENCES fundwatch.indicator_version(id),
  constraint test_run_check CHECK ((kind = 'trial'::text) = (evaluation_id IS NOT NULL)),
  constraint test_run_kind_check CHECK (kind = ANY (ARRAY['back_test'::text, 'trial'::text])),
  constraint test_run_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))
);

create table fundwatch.test_run_hit (
  test_run_id uuid not null,
  period text not null,
  agency text not null,
  line text not null,
  subject text not null,
  hit_key text not null,
  verdict text not null,
  presence text not null,
  first_period text,
  observed numeric(38,6),
  threshold numeric(38,6),
  amount numeric(38,2),
  severity text,
  missing text,
  evidence jsonb not null,
  constraint test_run_hit_pkey PRIMARY KEY (test_run_id, period, agency, line, subject, hit_key, verdict),
  constraint test_run_hit_test_run_id_period_fkey FOREIGN KEY (test_run_id, period) REFERENCES fundwatch.test_run_period(test_run_id, period),
  constraint test_run_hit_presence_check CHECK (presence = ANY (ARRAY['new'::text, 'kept'::text, 'gone'::text])),
  constraint test_run_hit_verdict_check CHECK (verdict = ANY (ARRAY['hit'::text, 'cannot_decide'::text]))
);

create table fundwatch.test_run_period (
  test_run_id uuid not null,
  period text not null,
  state text not null,
  compared_with uuid,
  compared_version integer,
  data_changed boolean default false not null,
  present_hits integer default 0 not null,
  new_hits integer default 0 not null,
  kept_hits integer default 0 not null,
  gone_hits integer default 0 not null,
  cannot_decide integer default 0 not null,
  not_evaluated jsonb default '[]'::jsonb not null,
  uncompared integer default 0 not null,
  duration_ms integer,
  constraint test_run_period_pkey PRIMARY KEY (test_run_id, period),
  constraint test_run_period_compared_with_fkey FOREIGN KEY (compared_with) REFERENCES fundwatch.evaluation(id),
  constraint test_run_period_test_run_id_fkey FOREIGN KEY (test_run_id) REFERENCES fundwatch.test_run(id),
  constraint test_run_period_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))
);

create table fundwatch.watched_folder (
  id integer not null,
  path text,
  looked_at timestamp with time zone not null,
  problem text,
  constraint watched_folder_pkey PRIMARY KEY (id),
  constraint watched_folder_id_check CHECK (id = 1)
);

create table fundwatch.webhook (
  name text not null,
  url text not null,
  kinds text[] not null,
  enabled boolean not null,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  failing_since timestamp with time zone,
  silences integer default 0 not null,
  left_until timestamp with time zone,
  constraint webhook_pkey PRIMARY KEY (name),
  constraint webhook_name_check CHECK (name ~ '^[a-z0-9_]{1,40}$'::text)
);

create table fundwatch.webhook_delivery (
  id uuid not null,
  webhook text not null,
  kind text not null,
  body jsonb not null,
  state text not null,
  attempts integer default 0 not null,
  next_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  error text,
  status integer,
  tried_at timestamp with time zone,
  constraint webhook_delivery_pkey PRIMARY KEY (id),
  constraint webhook_delivery_webhook_fkey FOREIGN KEY (webhook) REFERENCES fundwatch.webhook(name),
  constraint webhook_delivery_state_check CHECK (state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text]))
);

create table fundwatch.webhook_secret (
  id bigint generated always as identity not null,
  webhook text not null,
  sealed text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  constraint webhook_secret_pkey PRIMARY KEY (id),
  constraint webhook_secret_webhook_fkey FOREIGN KEY (webhook) REFERENCES fundwatch.webhook(name)
);

create table fundwatch.whitelist_entry (
  id uuid not null,
  indicator text not null,
  agency text not null,
  line text not null,
  subject text not null,
  valid_from text not null,
  valid_to text not null,
  reason text not null,
  document_no text not null,
  state text not null,
  alert_id uuid,
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_reason text,
  ended_by_name text,
  ended_at timestamp with time zone,
  end_reason text,
  constraint whitelist_entry_pkey PRIMARY KEY (id),
  constraint whitelist_entry_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES fundwatch.alert(id),
  constraint whitelist_entry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES fundwatch.app_user(id),
  constraint whitelist_entry_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES fundwatch.app_user(id),
  constraint whitelist_entry_check CHECK (valid_from <= valid_to),
  constraint whitelist_entry_check1 CHECK ((state <> ALL (ARRAY['approved'::text, 'rejected'::text, 'ended'::text])) OR decided_by IS NOT NULL AND decided_by <> proposed_by),
  constraint whitelist_entry_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text, 'ended'::text])),
  constraint whitelist_entry_valid_from_check CHECK (valid_from ~ '^\d{4}(0[1-9]|1[0-2])$'::text),
  constraint whitelist_entry_valid_to_check CHECK (valid_to ~ '^\d{4}(0[1-9]|1[0-2])$'::text)
);

create table fundwatch.work_record (
  id uuid not null,
  inspection_id uuid not null,
  sequence integer not null,
  matter text not null,
  found text not null,
  recorded_on date not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamp with time zone not null,
  constraint work_record_pkey PRIMARY KEY (id),
  constraint work_record_inspection_id_sequence_key UNIQUE (inspection_id, sequence),
  constraint work_record_inspection_id_fkey FOREIGN KEY (inspection_id) REFERENCES fundwatch.inspection(id),
  constraint work_record_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES fundwatch.app_user(id)
);

-- Indexes

CREATE INDEX accountability_entry_order ON fundwatch.accountability_entry USING btree (period DESC, entered_at DESC, id);

CREATE INDEX alert_agency_state ON fundwatch.alert USING btree (agency, state) INCLUDE (raised_at, dispatched_at, baseline, consulted);

CREATE INDEX alert_agency_urgency ON fundwatch.alert USING btree (agency, COALESCE(due_on, '9999-12-31'::date), ((3 - severity_rank)), ((- COALESCE(amount, (0)::numeric))), id);

CREATE INDEX alert_answer_due ON fundwatch.alert USING btree ((
CASE extended_clock
    WHEN 'answer'::text THEN extended_due_on
    ELSE answer_due_on
END)) WHERE (answer_due_on IS NOT NULL);

CREATE INDEX alert_branch_department ON fundwatch.alert_branch USING btree (department, ended_at) WHERE (department IS NOT NULL);

CREATE INDEX alert_branch_due ON fundwatch.alert_branch USING btree (due_on) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX alert_branch_one_open ON fundwatch.alert_branch USING btree (alert_id, kind) WHERE (ended_at IS NULL);

CREATE INDEX alert_branch_proposed ON fundwatch.alert_branch USING btree (opened_at, id) WHERE (state = 'proposed'::text);

CREATE INDEX alert_consulted ON fundwatch.alert USING gin (consulted);

CREATE INDEX alert_event_accountability ON fundwatch.alert_event USING btree (type, agency, at) WHERE (type = ANY (ARRAY['return'::text, 'second_return'::text, 'report_rectification'::text]));

CREATE INDEX alert_event_evaluation ON fundwatch.alert_event USING btree (at) WHERE (actor = 'evaluation'::text);

CREATE INDEX alert_event_type ON fundwatch.alert_event USING btree (type, at) WHERE (type <> ALL (ARRAY['raise'::text, 'extend'::text, 'adjust'::text, 'screen'::text]));

CREATE INDEX alert_found_again ON fundwatch.alert USING btree (raised_at) WHERE (recurrence_of IS NOT NULL);

CREATE INDEX alert_handler ON fundwatch.alert USING btree (handler) WHERE (handler IS NOT NULL);

CREATE INDEX alert_hit_account ON fundwatch.alert_hit USING btree (account_hash, alert_id) WHERE (account_hash IS NOT NULL);

CREATE INDEX alert_hit_period ON fundwatch.alert_hit USING btree (period, agency, alert_id) WHERE live;

CREATE INDEX alert_hit_related ON fundwatch.alert_hit USING btree (related_key) WHERE (related_key IS NOT NULL);

CREATE INDEX alert_hit_subject ON fundwatch.alert_hit USING btree (subject, alert_id);

CREATE INDEX alert_key ON fundwatch.alert USING btree (indicator, agency, line, subject);

CREATE INDEX alert_officer ON fundwatch.alert USING btree (officer) WHERE (officer IS NOT NULL);

CREATE UNIQUE INDEX alert_one_month ON fundwatch.alert USING btree (indicator, agency, line, subject, period) WHERE (NOT continues);

CREATE UNIQUE INDEX alert_one_open ON fundwatch.alert USING btree (indicator, agency, line, subject) WHERE (continues AND (state <> ALL (ARRAY['closed'::text, 'dismissed'::text, 'withdrawn'::text])));

CREATE INDEX alert_open ON fundwatch.alert USING btree (state, due_on, waiting_for_calendar, open_branches) INCLUDE (agency, raised_at, dispatched_at, baseline, consulted, officer, handler) WHERE (state <> ALL (ARRAY['closed'::text, 'dismissed'::text, 'withdrawn'::text]));

CREATE INDEX alert_open_agency ON fundwatch.alert USING btree (agency, state, due_on, waiting_for_calendar, open_branches) INCLUDE (raised_at, dispatched_at, baseline, consulted, handler) WHERE (state <> ALL (ARRAY['closed'::text, 'dismissed'::text, 'withdrawn'::text]));

CREATE INDEX alert_raised ON fundwatch.alert USING btree (raised_at DESC, id);

CREATE INDEX alert_subject ON fundwatch.alert USING btree (subject);

CREATE INDEX alert_urgency ON fundwatch.alert USING btree (COALESCE(due_on, '9999-12-31'::date), ((3 - severity_rank)), ((- COALESCE(amount, (0)::numeric))), id);

CREATE INDEX answer_again ON fundwatch.answer USING btree (alert_id) WHERE ((round > 1) AND (confirmed_amount IS NOT NULL));

CREATE INDEX answer_late ON fundwatch.answer USING btree (alert_id) WHERE late;

CREATE UNIQUE INDEX app_user_staff ON fundwatch.app_user USING btree (organisation, staff_no) WHERE (staff_no IS NOT NULL);

CREATE INDEX attachment_alert ON fundwatch.attachment USING btree (alert_id);

CREATE INDEX attachment_branch ON fundwatch.attachment USING btree (branch_id) WHERE (branch_id IS NOT NULL);

CREATE INDEX audit_event_action ON fundwatch.audit_event USING btree (action, business_at);

CREATE INDEX audit_event_target ON fundwatch.audit_event USING btree (target_kind, target);

CREATE INDEX case_alert_case ON fundwatch.case_alert USING btree (case_id);

CREATE INDEX case_event_case ON fundwatch.case_event USING btree (case_id, id);

CREATE INDEX case_file_order ON fundwatch.case_file USING btree (opened_at DESC, id);

CREATE INDEX cleaning_check_task ON fundwatch.cleaning_check USING btree (task_id, id);

CREATE INDEX cleaning_task_agency ON fundwatch.cleaning_task USING btree (agency, state);

CREATE INDEX cleaning_task_alert ON fundwatch.cleaning_task USING btree (alert_id, opened_at);

CREATE INDEX cleaning_task_due ON fundwatch.cleaning_task USING btree (COALESCE(due_on, '9999-12-31'::date), id) WHERE (state = ANY (ARRAY['open'::text, 'reopened'::text]));

CREATE UNIQUE INDEX cleaning_task_one_open ON fundwatch.cleaning_task USING btree (alert_id) WHERE (state = ANY (ARRAY['open'::text, 'reopened'::text]));

CREATE INDEX document_alert ON fundwatch.document USING btree (alert_id, made_at) WHERE (alert_id IS NOT NULL);

CREATE INDEX document_branch ON fundwatch.document USING btree (branch_id) WHERE (branch_id IS NOT NULL);

CREATE INDEX document_inspection ON fundwatch.document USING btree (inspection_id) WHERE (inspection_id IS NOT NULL);

CREATE INDEX document_major_matter ON fundwatch.document USING btree (major_matter_id) WHERE (major_matter_id IS NOT NULL);

CREATE INDEX evaluation_latest ON fundwatch.evaluation USING btree (period, run_no DESC);

CREATE UNIQUE INDEX evaluation_one_active ON fundwatch.evaluation USING btree (period) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text, 'reconciling'::text]));

CREATE UNIQUE INDEX folder_package_open ON fundwatch.folder_package USING btree (name) WHERE (settled_at IS NULL);

CREATE INDEX folder_package_settled ON fundwatch.folder_package USING btree (settled_at DESC) WHERE (settled_at IS NOT NULL);

CREATE INDEX hit_alert ON fundwatch.hit USING btree (alert_id);

CREATE INDEX hit_known ON fundwatch.hit USING btree (evaluation_id, indicator, alert_id) WHERE ((verdict = 'hit'::text) AND (alert_id IS NOT NULL));

CREATE INDEX indicator_definition_code ON fundwatch.indicator_definition USING btree (code, version);

CREATE INDEX indicator_draft_to_check ON fundwatch.indicator_draft USING btree (id) WHERE (check_state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX indicator_draft_updated ON fundwatch.indicator_draft USING btree (updated_at DESC, id);

CREATE INDEX indicator_version_approved ON fundwatch.indicator_version USING btree (code, version DESC) WHERE (state = 'approved'::text);

CREATE UNIQUE INDEX indicator_version_one_open ON fundwatch.indicator_version USING btree (code) WHERE (state = 'proposed'::text);

CREATE INDEX inspection_alert_alert ON fundwatch.inspection_alert USING btree (alert_id);

CREATE INDEX inspection_order ON fundwatch.inspection USING btree (opened_at DESC, id);

CREATE INDEX mail_message_waiting ON fundwatch.mail_message USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE UNIQUE INDEX major_matter_one ON fundwatch.major_matter USING btree (case_id) WHERE (state = ANY (ARRAY['proposed'::text, 'signed'::text]));

CREATE INDEX major_matter_order ON fundwatch.major_matter USING btree (opened_at DESC, id);

CREATE INDEX matter_event_matter ON fundwatch.matter_event USING btree (matter, matter_id, id);

CREATE INDEX matter_file_matter ON fundwatch.matter_file USING btree (matter, matter_id, uploaded_at);

CREATE INDEX matter_file_object ON fundwatch.matter_file USING btree (object);

CREATE UNIQUE INDEX month_close_one ON fundwatch.month_close USING btree (period) WHERE (state = ANY (ARRAY['proposed'::text, 'closed'::text]));

CREATE INDEX month_close_period ON fundwatch.month_close USING btree (period, proposed_at DESC);

CREATE UNIQUE INDEX month_close_verification_one ON fundwatch.month_close_verification USING btree (month_close_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX month_close_verification_recent ON fundwatch.month_close_verification USING btree (month_close_id, requested_at DESC);

CREATE INDEX notification_account ON fundwatch.notification USING btree (account, id DESC);

CREATE INDEX notification_unmailed ON fundwatch.notification USING btree (account, id) WHERE (mail_id IS NULL);

CREATE INDEX notification_unread ON fundwatch.notification USING btree (account) WHERE (read_at IS NULL);

CREATE INDEX package_upload_recent ON fundwatch.package_upload USING btree (uploaded_at DESC, id);

CREATE INDEX package_upload_submission ON fundwatch.package_upload USING btree (submission_id) WHERE (submission_id IS NOT NULL);

CREATE INDEX recovery_entry_alert ON fundwatch.recovery_entry USING btree (alert_id, entry_no);

CREATE INDEX recovery_entry_day ON fundwatch.recovery_entry USING btree (booked_on) WHERE (voided_at IS NULL);

CREATE INDEX resumable_upload_account ON fundwatch.resumable_upload USING btree (account, begun_at);

CREATE INDEX rule_check_open ON fundwatch.rule_check USING btree (period, agency) WHERE (state <> 'done'::text);

CREATE INDEX rule_result_broken ON fundwatch.rule_result USING btree (period, agency, line, rule) WHERE (state = 'broken'::text);

CREATE INDEX session_account ON fundwatch.session USING btree (account);

CREATE INDEX sign_in_attempt_recent ON fundwatch.sign_in_attempt USING btree (user_name, attempted_at);

CREATE INDEX stand_in_absent ON fundwatch.stand_in USING btree (absent, until_on) WHERE (ended_at IS NULL);

CREATE INDEX stand_in_stand_in ON fundwatch.stand_in USING btree (stand_in, until_on) WHERE (ended_at IS NULL);

CREATE INDEX statutory_entry_latest ON fundwatch.statutory_entry USING btree (table_name, id DESC);

CREATE UNIQUE INDEX submission_accepted_version ON fundwatch.submission USING btree (agency, line, dataset, period, version) WHERE (state = 'accepted'::text);

CREATE INDEX submission_arrival ON fundwatch.submission USING btree (arrived_at DESC, id);

CREATE INDEX submission_check_submission ON fundwatch.submission_check USING btree (submission_id, id);

CREATE INDEX submission_difference_open ON fundwatch.submission_difference USING btree (submission_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

CREATE INDEX submission_exchange_source ON fundwatch.submission USING btree (exchange_source, state) WHERE (exchange_source IS NOT NULL);

CREATE INDEX submission_period ON fundwatch.submission USING btree (period, agency, line, dataset, version);

CREATE UNIQUE INDEX submission_received ON fundwatch.submission USING btree (agency, line, dataset, period, version) WHERE (state = 'received'::text);

CREATE INDEX submission_reminder_period ON fundwatch.submission_reminder USING btree (period, written_at DESC);

CREATE INDEX submission_replaces ON fundwatch.submission USING btree (replaces) WHERE (replaces IS NOT NULL);

CREATE INDEX submission_version ON fundwatch.submission USING btree (agency, line, dataset, period, version, content_hash);

CREATE INDEX test_run_indicator ON fundwatch.test_run USING btree (indicator, requested_at DESC, id DESC);

CREATE UNIQUE INDEX test_run_one_back_test ON fundwatch.test_run USING btree (definition_hash) WHERE ((kind = 'back_test'::text) AND (state = ANY (ARRAY['queued'::text, 'running'::text])));

CREATE UNIQUE INDEX test_run_one_trial ON fundwatch.test_run USING btree (evaluation_id, definition_hash) WHERE (kind = 'trial'::text);

CREATE INDEX test_run_open ON fundwatch.test_run USING btree (requested_at) WHERE (state = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX test_run_version ON fundwatch.test_run USING btree (version_id) WHERE (version_id IS NOT NULL);

CREATE INDEX webhook_delivery_latest ON fundwatch.webhook_delivery USING btree (webhook, created_at DESC);

CREATE INDEX webhook_delivery_order ON fundwatch.webhook_delivery USING btree (webhook, created_at DESC, id DESC);

CREATE INDEX webhook_delivery_sent ON fundwatch.webhook_delivery USING btree (webhook, sent_at DESC) WHERE (state = 'sent'::text);

CREATE INDEX webhook_delivery_waiting ON fundwatch.webhook_delivery USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE INDEX webhook_secret_latest ON fundwatch.webhook_secret USING btree (webhook, id DESC);

CREATE INDEX whitelist_entry_ends ON fundwatch.whitelist_entry USING btree (valid_to, id) WHERE (state = 'approved'::text);

CREATE UNIQUE INDEX whitelist_entry_one ON fundwatch.whitelist_entry USING btree (indicator, agency, line, subject, valid_to) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]));

CREATE INDEX whitelist_entry_valid ON fundwatch.whitelist_entry USING btree (indicator, valid_from, valid_to) WHERE (state = 'approved'::text);

-- Triggers

CREATE TRIGGER notification_told AFTER INSERT ON fundwatch.notification FOR EACH ROW EXECUTE FUNCTION fundwatch.tell_of_notification();

-- Row-level security

alter table fundwatch.accountability_entry enable row level security, force row level security;

alter table fundwatch.accountability_withdrawal enable row level security, force row level security;

alter table fundwatch.alert enable row level security, force row level security;

alter table fundwatch.alert_branch enable row level security, force row level security;

alter table fundwatch.alert_event enable row level security, force row level security;

alter table fundwatch.alert_hit enable row level security, force row level security;

alter table fundwatch.alert_number enable row level security, force row level security;

alter table fundwatch.alert_source enable row level security, force row level security;

alter table fundwatch.answer enable row level security, force row level security;

alter table fundwatch.answer_draft enable row level security, force row level security;

alter table fundwatch.app_user enable row level security, force row level security;

alter table fundwatch.attachment enable row level security, force row level security;

alter table fundwatch.audit_event enable row level security, force row level security;

alter table fundwatch.branch_reminder enable row level security, force row level security;

alter table fundwatch.business_clock enable row level security, force row level security;

alter table fundwatch.calendar_year enable row level security, force row level security;

alter table fundwatch.case_alert enable row level security, force row level security;

alter table fundwatch.case_event enable row level security, force row level security;

alter table fundwatch.case_file enable row level security, force row level security;

alter table fundwatch.case_number enable row level security, force row level security;

alter table fundwatch.cleaning_check enable row level security, force row level security;

alter table fundwatch.cleaning_reminder enable row level security, force row level security;

alter table fundwatch.cleaning_task enable row level security, force row level security;

alter table fundwatch.document enable row level security, force row level security;

alter table fundwatch.document_number enable row level security, force row level security;

alter table fundwatch.document_template enable row level security, force row level security;

alter table fundwatch.evaluation enable row level security, force row level security;

alter table fundwatch.evaluation_indicator enable row level security, force row level security;

alter table fundwatch.evaluation_input enable row level security, force row level security;

alter table fundwatch.evaluation_scope enable row level security, force row level security;

alter table fundwatch.exchange_source enable row level security, force row level security;

alter table fundwatch.expected_submission enable row level security, force row level security;

alter table fundwatch.fact_file enable row level security, force row level security;

alter table fundwatch.folder_package enable row level security, force row level security;

alter table fundwatch.hit enable row level security, force row level security;

alter table fundwatch.indicator_definition enable row level security, force row level security;

alter table fundwatch.indicator_draft enable row level security, force row level security;

alter table fundwatch.indicator_version enable row level security, force row level security;

alter table fundwatch.inspection enable row level security, force row level security;

alter table fundwatch.inspection_alert enable row level security, force row level security;

alter table fundwatch.inspection_member enable row level security, force row level security;

alter table fundwatch.inspection_reminder enable row level security, force row level security;

alter table fundwatch.mail_message enable row level security, force row level security;

alter table fundwatch.mail_server enable row level security, force row level security;

alter table fundwatch.major_matter enable row level security, force row level security;

alter table fundwatch.matter_event enable row level security, force row level security;

alter table fundwatch.matter_file enable row level security, force row level security;

alter table fundwatch.matter_number enable row level security, force row level security;

alter table fundwatch.migration disable row level security;

alter table fundwatch.month_close enable row level security, force row level security;

alter table fundwatch.month_close_verification enable row level security, force row level security;

alter table fundwatch.notification enable row level security, force row level security;

alter table fundwatch.notification_channel enable row level security, force row level security;

alter table fundwatch.order_number enable row level security, force row level security;

alter table fundwatch.organisation enable row level security, force row level security;

alter table fundwatch.package_upload enable row level security, force row level security;

alter table fundwatch.recovery_entry enable row level security, force row level security;

alter table fundwatch.region_key_check enable row level security, force row level security;

alter table fundwatch.reminder enable row level security, force row level security;

alter table fundwatch.restatement_difference enable row level security, force row level security;

alter table fundwatch.resumable_upload enable row level security, force row level security;

alter table fundwatch.rule_check enable row level security, force row level security;

alter table fundwatch.rule_difference enable row level security, force row level security;

alter table fundwatch.rule_result enable row level security, force row level security;

alter table fundwatch.schedule_slot enable row level security, force row level security;

alter table fundwatch.session enable row level security, force row level security;

alter table fundwatch.setting enable row level security, force row level security;

alter table fundwatch.sign_in_attempt enable row level security, force row level security;

alter table fundwatch.source_mapping enable row level security, force row level security;

alter table fundwatch.stand_in enable row level security, force row level security;

alter table fundwatch.statutory_entry enable row level security, force row level security;

alter table fundwatch.submission enable row level security, force row level security;

alter table fundwatch.submission_check enable row level security, force row level security;

alter table fundwatch.submission_difference enable row level security, force row level security;

alter table fundwatch.submission_difference_row enable row level security, force row level security;

alter table fundwatch.submission_due enable row level security, force row level security;

alter table fundwatch.submission_reminder enable row level security, force row level security;

alter table fundwatch.submission_term enable row level security, force row level security;

alter table fundwatch.test_run enable row level security, force row level security;

alter table fundwatch.test_run_hit enable row level security, force row level security;

alter table fundwatch.test_run_period enable row level security, force row level security;

alter table fundwatch.watched_folder enable row level security, force row level security;

alter table fundwatch.webhook enable row level security, force row level security;

alter table fundwatch.webhook_delivery enable row level security, force row level security;

alter table fundwatch.webhook_secret enable row level security, force row level security;

alter table fundwatch.whitelist_entry enable row level security, force row level security;

alter table fundwatch.work_record enable row level security, force row level security;

-- Policies

create policy by_agency on fundwatch.accountability_entry as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy office on fundwatch.accountability_entry as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy by_agency on fundwatch.accountability_withdrawal as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy office on fundwatch.accountability_withdrawal as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy asked_department on fundwatch.alert as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text) AND (substr(( SELECT fundwatch.current_scope() AS current_scope), 12) = ANY (consulted)) AND (dispatched_at IS NOT NULL)));

create policy asked_department_steps on fundwatch.alert as permissive for update to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text) AND (substr(( SELECT fundwatch.current_scope() AS current_scope), 12) = ANY (consulted)) AND (dispatched_at IS NOT NULL)));

create policy by_agency on fundwatch.alert as permissive for all to public
  using (
CASE ( SELECT fundwatch.current_scope() AS current_scope)
    WHEN 'all'::text THEN true
    WHEN ('agency:'::text || agency) THEN (dispatched_at IS NOT NULL)
    ELSE false
END);

create policy asked_department on fundwatch.alert_branch as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ('department:'::text || department)) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = alert_branch.alert_id)))));

create policy asked_department_steps on fundwatch.alert_branch as permissive for update to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ('department:'::text || department)) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = alert_branch.alert_id)))));

create policy by_agency on fundwatch.alert_branch as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND agency_may_see AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = alert_branch.alert_id))))));

create policy asked_department on fundwatch.alert_event as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text) AND agency_may_see AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = alert_event.alert_id)))));

create policy asked_department_steps on fundwatch.alert_event as permissive for insert to public
  with check (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = alert_event.alert_id)))));

create policy by_alert on fundwatch.alert_event as permissive for all to public
  using (
CASE ( SELECT fundwatch.current_scope() AS current_scope)
    WHEN 'all'::text THEN true
    WHEN ('agency:'::text || agency) THEN (agency_may_see AND (EXISTS ( SELECT
       FROM fundwatch.alert
      WHERE (alert.id = alert_event.alert_id))))
    ELSE false
END);

create policy asked_department on fundwatch.alert_hit as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = alert_hit.alert_id)))));

create policy by_alert on fundwatch.alert_hit as permissive for all to public
  using (
CASE ( SELECT fundwatch.current_scope() AS current_scope)
    WHEN 'all'::text THEN true
    WHEN ('agency:'::text || agency) THEN (EXISTS ( SELECT
       FROM fundwatch.alert
      WHERE (alert.id = alert_hit.alert_id)))
    ELSE false
END);

create policy any_context on fundwatch.alert_number as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy by_alert on fundwatch.alert_source as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = alert_source.alert_id)))));

create policy asked_department on fundwatch.answer as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = answer.alert_id)))));

create policy by_alert on fundwatch.answer as permissive for all to public
  using (
CASE ( SELECT fundwatch.current_scope() AS current_scope)
    WHEN 'all'::text THEN true
    WHEN ('agency:'::text || agency) THEN (EXISTS ( SELECT
       FROM fundwatch.alert
      WHERE (alert.id = answer.alert_id)))
    ELSE false
END);

create policy own_draft on fundwatch.answer_draft as permissive for all to public
  using ((((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = answer_draft.alert_id)))) AND (account = fundwatch.current_account())));

create policy any_context on fundwatch.app_user as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy by_alert on fundwatch.attachment as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR (((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) OR (( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text)) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = attachment.alert_id))) AND
CASE
    WHEN (branch_id IS NOT NULL) THEN (EXISTS ( SELECT
       FROM fundwatch.alert_branch
      WHERE (alert_branch.id = attachment.branch_id)))
    ELSE ((NOT for_branch) OR (uploaded_by = ( SELECT fundwatch.current_account() AS current_account)))
END)));

create policy append on fundwatch.audit_event as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy read on fundwatch.audit_event as permissive for select to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_only on fundwatch.branch_reminder as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy any_context on fundwatch.business_clock as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy any_context on fundwatch.calendar_year as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy office on fundwatch.case_alert as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office on fundwatch.case_event as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office on fundwatch.case_file as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office on fundwatch.case_number as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy by_agency on fundwatch.cleaning_check as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND (EXISTS ( SELECT
   FROM fundwatch.cleaning_task
  WHERE (cleaning_task.id = cleaning_check.task_id))))));

create policy office_only on fundwatch.cleaning_reminder as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy by_agency on fundwatch.cleaning_task as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = cleaning_task.alert_id))))));

create policy asked_department on fundwatch.document as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'department:%'::text) AND (branch_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM fundwatch.alert_branch
  WHERE (alert_branch.id = document.branch_id)))));

create policy by_agency on fundwatch.document as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND agency_may_see AND ((inspection_id IS NOT NULL) OR (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = document.alert_id)))))));

create policy made_by_agency on fundwatch.document as permissive for insert to public
  with check (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND agency_may_see AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = document.alert_id))))));

create policy sent_by_office on fundwatch.document as permissive for update to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy any_context on fundwatch.document_number as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy office on fundwatch.document_template as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy read on fundwatch.document_template as permissive for select to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy office_and_technical on fundwatch.evaluation as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy office_and_technical on fundwatch.evaluation_indicator as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy office_and_technical on fundwatch.evaluation_input as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy office_and_technical on fundwatch.evaluation_scope as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy any_context on fundwatch.exchange_source as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy any_context on fundwatch.expected_submission as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy by_agency on fundwatch.fact_file as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy office_and_technical on fundwatch.folder_package as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy office_only on fundwatch.hit as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy any_context on fundwatch.indicator_definition as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy office on fundwatch.indicator_draft as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy approved on fundwatch.indicator_version as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR ((state = 'approved'::text) AND (( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL))));

create policy office_inserts on fundwatch.indicator_version as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_updates on fundwatch.indicator_version as permissive for update to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy answered_by_agency on fundwatch.inspection as permissive for update to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND (notified_on IS NOT NULL)))
  with check (((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND (notified_on IS NOT NULL) AND (state = ANY (ARRAY['drafted'::text, 'objected'::text, 'confirmed'::text]))));

create policy of_own_agency on fundwatch.inspection as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND (notified_on IS NOT NULL)));

create policy office on fundwatch.inspection as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office on fundwatch.inspection_alert as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy of_own_agency on fundwatch.inspection_member as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'agency:%'::text) AND (EXISTS ( SELECT
   FROM fundwatch.inspection
  WHERE (inspection.id = inspection_member.inspection_id)))));

create policy office on fundwatch.inspection_member as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_only on fundwatch.inspection_reminder as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy product_only on fundwatch.mail_message as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL)));

create policy product_only on fundwatch.mail_server as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL)));

create policy office on fundwatch.major_matter as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy of_own_agency on fundwatch.matter_event as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'agency:%'::text) AND (matter = 'inspection'::text) AND (type = ANY (ARRAY['receive'::text, 'object'::text, 'confirm'::text])) AND (EXISTS ( SELECT
   FROM fundwatch.inspection
  WHERE (inspection.id = matter_event.matter_id)))));

create policy office on fundwatch.matter_event as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy written_by_agency on fundwatch.matter_event as permissive for insert to public
  with check (((( SELECT fundwatch.current_scope() AS current_scope) ~~ 'agency:%'::text) AND (matter = 'inspection'::text) AND (type = ANY (ARRAY['receive'::text, 'object'::text, 'confirm'::text])) AND (EXISTS ( SELECT
   FROM fundwatch.inspection
  WHERE (inspection.id = matter_event.matter_id)))));

create policy office on fundwatch.matter_file as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office on fundwatch.matter_number as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_only on fundwatch.month_close as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_only on fundwatch.month_close_verification as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy own on fundwatch.notification as permissive for select to public
  using (((account = ( SELECT fundwatch.current_account() AS current_account)) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL))));

create policy own_read on fundwatch.notification as permissive for update to public
  using (((account = ( SELECT fundwatch.current_account() AS current_account)) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL))));

create policy tell on fundwatch.notification as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy own on fundwatch.notification_channel as permissive for all to public
  using (((account = ( SELECT fundwatch.current_account() AS current_account)) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL))));

create policy office_only on fundwatch.order_number as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy any_context on fundwatch.organisation as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy upload_by_agency on fundwatch.package_upload as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy by_agency on fundwatch.recovery_entry as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency)) AND (EXISTS ( SELECT
   FROM fundwatch.alert
  WHERE (alert.id = recovery_entry.alert_id))))));

create policy office_and_technical on fundwatch.region_key_check as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy office_only on fundwatch.reminder as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_only on fundwatch.restatement_difference as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy own_upload on fundwatch.resumable_upload as permissive for all to public
  using (((account = fundwatch.current_account()) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (fundwatch.current_account() IS NULL))));

create policy by_agency on fundwatch.rule_check as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy by_agency on fundwatch.rule_difference as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy by_agency on fundwatch.rule_result as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy any_context on fundwatch.schedule_slot as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy any_context on fundwatch.session as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy any_context on fundwatch.setting as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy any_context on fundwatch.sign_in_attempt as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy office_and_technical on fundwatch.source_mapping as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy by_organisation on fundwatch.stand_in as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || organisation))));

create policy office on fundwatch.statutory_entry as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy readers on fundwatch.statutory_entry as permissive for select to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy by_agency on fundwatch.submission as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy by_agency on fundwatch.submission_check as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy by_agency on fundwatch.submission_difference as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy by_agency on fundwatch.submission_difference_row as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy any_context on fundwatch.submission_due as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy by_agency on fundwatch.submission_reminder as permissive for all to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])) OR (( SELECT fundwatch.current_scope() AS current_scope) = ('agency:'::text || agency))));

create policy any_context on fundwatch.submission_term as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy office_only on fundwatch.test_run as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_only on fundwatch.test_run_hit as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_only on fundwatch.test_run_period as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office_and_technical on fundwatch.watched_folder as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = ANY (ARRAY['all'::text, 'submissions'::text])));

create policy technical on fundwatch.webhook as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'submissions'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL))));

create policy technical_add on fundwatch.webhook as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) = 'submissions'::text));

create policy technical_change on fundwatch.webhook as permissive for update to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'submissions'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL))));

create policy product_clears on fundwatch.webhook_delivery as permissive for delete to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL)));

create policy technical on fundwatch.webhook_delivery as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'submissions'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL))));

create policy technical_change on fundwatch.webhook_delivery as permissive for update to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'submissions'::text) OR ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL))));

create policy tell on fundwatch.webhook_delivery as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) IS NOT NULL));

create policy product_only on fundwatch.webhook_secret as permissive for select to public
  using (((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text) AND (( SELECT fundwatch.current_account() AS current_account) IS NULL)));

create policy technical on fundwatch.webhook_secret as permissive for insert to public
  with check ((( SELECT fundwatch.current_scope() AS current_scope) = 'submissions'::text));

create policy office on fundwatch.whitelist_entry as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

create policy office on fundwatch.work_record as permissive for all to public
  using ((( SELECT fundwatch.current_scope() AS current_scope) = 'all'::text));

-- Grants

grant insert, select on table fundwatch.accountability_entry to fundwatch_app;

grant insert, select on table fundwatch.accountability_withdrawal to fundwatch_app;

grant delete, insert, select, update on table fundwatch.alert to fundwatch_app;

grant insert, select, update on table fundwatch.alert_branch to fundwatch_app;

grant insert, select on table fundwatch.alert_event to fundwatch_app;

grant usage on sequence fundwatch.alert_event_id_seq to fundwatch_app;

grant delete, insert, select, update on table fundwatch.alert_hit to fundwatch_app;

grant delete, insert, select, update on table fundwatch.alert_number to fundwatch_app;

grant insert, select on table fundwatch.alert_source to fundwatch_app;

grant insert, select on table fundwatch.answer to fundwatch_app;

grant delete, insert, select, update on table fundwatch.answer_draft to fundwatch_app;

grant delete, insert, select, update on table fundwatch.app_user to fundwatch_app;

grant delete, insert, select, update on table fundwatch.attachment to fundwatch_app;

grant insert, select on table fundwatch.audit_event to fundwatch_app;

grant usage on sequence fundwatch.audit_event_id_seq to fundwatch_app;

grant delete, insert, select, update on table fundwatch.branch_reminder to fundwatch_app;

grant delete, insert, select, update on table fundwatch.business_clock to fundwatch_app;

grant insert, select on table fundwatch.calendar_year to fundwatch_app;

grant delete, insert, select on table fundwatch.case_alert to fundwatch_app;

grant insert, select on table fundwatch.case_event to fundwatch_app;

grant usage on sequence fundwatch.case_event_id_seq to fundwatch_app;

grant insert, select, update on table fundwatch.case_file to fundwatch_app;

grant insert, select, update on table fundwatch.case_number to fundwatch_app;

grant insert, select on table fundwatch.cleaning_check to fundwatch_app;

grant usage on sequence fundwatch.cleaning_check_id_seq to fundwatch_app;

grant insert, select on table fundwatch.cleaning_reminder to fundwatch_app;

grant insert, select, update on table fundwatch.cleaning_task to fundwatch_app;

grant insert, select on table fundwatch.document to fundwatch_app;

grant insert, select, update on table fundwatch.document_number to fundwatch_app;

grant insert, select on table fundwatch.document_template to fundwatch_app;

grant delete, insert, select, update on table fundwatch.evaluation to fundwatch_app;

grant delete, insert, select, update on table fundwatch.evaluation_indicator to fundwatch_app;

grant delete, insert, select, update on table fundwatch.evaluation_input to fundwatch_app;

grant delete, insert, select, update on table fundwatch.evaluation_scope to fundwatch_app;

grant delete, insert, select, update on table fundwatch.exchange_source to fundwatch_app;

grant delete, insert, select, update on table fundwatch.expected_submission to fundwatch_app;

grant delete, insert, select, update on table fundwatch.fact_file to fundwatch_app;

grant delete, insert, select, update on table fundwatch.folder_package to fundwatch_app;

grant delete, insert, select, update on table fundwatch.hit to fundwatch_app;

grant insert, select on table fundwatch.indicator_definition to fundwatch_app;

grant delete, insert, select, update on table fundwatch.indicator_draft to fundwatch_app;

grant insert, select, update on table fundwatch.indicator_version to fundwatch_app;

grant insert, select, update on table fundwatch.inspection to fundwatch_app;

grant delete, insert, select, update on table fundwatch.inspection_alert to fundwatch_app;

grant delete, insert, select, update on table fundwatch.inspection_member to fundwatch_app;

grant insert, select on table fundwatch.inspection_reminder to fundwatch_app;

grant insert, select, update on table fundwatch.mail_message to fundwatch_app;

grant insert, select, update on table fundwatch.mail_server to fundwatch_app;

grant insert, select, update on table fundwatch.major_matter to fundwatch_app;

grant insert, select on table fundwatch.matter_event to fundwatch_app;

grant usage on sequence fundwatch.matter_event_id_seq to fundwatch_app;

grant insert, select on table fundwatch.matter_file to fundwatch_app;

grant insert, select, update on table fundwatch.matter_number to fundwatch_app;

grant select on table fundwatch.migration to fundwatch_app;

grant usage on sequence fundwatch.migration_id_seq to fundwatch_app;

grant insert, select, update on table fundwatch.month_close to fundwatch_app;

grant insert, select, update on table fundwatch.month_close_verification to fundwatch_app;

grant insert, select, update on table fundwatch.notification to fundwatch_app;

grant insert, select, update on table fundwatch.notification_channel to fundwatch_app;

grant usage on sequence fundwatch.notification_id_seq to fundwatch_app;

grant delete, insert, select, update on table fundwatch.order_number to fundwatch_app;

grant delete, insert, select, update on table fundwatch.organisation to fundwatch_app;

grant delete, insert, select, update on table fundwatch.package_upload to fundwatch_app;

grant insert, select, update on table fundwatch.recovery_entry to fundwatch_app;

grant usage on sequence fundwatch.recovery_entry_entry_no_seq to fundwatch_app;

grant delete, insert, select, update on table fundwatch.region_key_check to fundwatch_app;

grant delete, insert, select, update on table fundwatch.reminder to fundwatch_app;

grant delete, insert, select, update on table fundwatch.restatement_difference to fundwatch_app;

grant delete, insert, select, update on table fundwatch.resumable_upload to fundwatch_app;

grant delete, insert, select, update on table fundwatch.rule_check to fundwatch_app;

grant delete, insert, select, update on table fundwatch.rule_difference to fundwatch_app;

grant delete, insert, select, update on table fundwatch.rule_result to fundwatch_app;

grant delete, insert, select, update on table fundwatch.schedule_slot to fundwatch_app;

grant delete, insert, select, update on table fundwatch.session to fundwatch_app;

grant delete, insert, select, update on table fundwatch.setting to fundwatch_app;

grant delete, insert, select, update on table fundwatch.sign_in_attempt to fundwatch_app;

grant usage on sequence fundwatch.sign_in_attempt_id_seq to fundwatch_app;

grant insert, select on table fundwatch.source_mapping to fundwatch_app;

grant insert, select, update on table fundwatch.stand_in to fundwatch_app;

grant insert, select on table fundwatch.statutory_entry to fundwatch_app;

grant usage on sequence fundwatch.statutory_entry_id_seq to fundwatch_app;

grant delete, insert, select, update on table fundwatch.submission to fundwatch_app;

grant delete, insert, select, update on table fundwatch.submission_check to fundwatch_app;

grant usage on sequence fundwatch.submission_check_id_seq to fundwatch_app;

grant delete, insert, select, update on table fundwatch.submission_difference to fundwatch_app;

grant delete, insert, select, update on table fundwatch.submission_difference_row to fundwatch_app;

grant insert, select on table fundwatch.submission_due to fundwatch_app;

grant delete, insert, select, update on table fundwatch.submission_reminder to fundwatch_app;

grant delete, insert, select, update on table fundwatch.submission_term to fundwatch_app;

grant insert, select, update on table fundwatch.test_run to fundwatch_app;

grant delete, insert, select, update on table fundwatch.test_run_hit to fundwatch_app;

grant insert, select, update on table fundwatch.test_run_period to fundwatch_app;

grant delete, insert, select, update on table fundwatch.watched_folder to fundwatch_app;

grant insert, select, update on table fundwatch.webhook to fundwatch_app;

grant delete, insert, select, update on table fundwatch.webhook_delivery to fundwatch_app;

grant insert, select on table fundwatch.webhook_secret to fundwatch_app;

grant usage on sequence fundwatch.webhook_secret_id_seq to fundwatch_app;

grant insert, select, update on table fundwatch.whitelist_entry to fundwatch_app;

grant insert, select on table fundwatch.work_record to fundwatch_app;

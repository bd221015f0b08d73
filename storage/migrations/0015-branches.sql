-- What runs beside an alert (consultation, extension, field check, supervise order, plan of recovery), its rectification and
-- second review, and the recovery ledger.

alter table fundwatch.alert
  add column return_count integer not null default 0,
  add column extension_asked boolean not null default false,
  add column extended_clock text check (extended_clock in ('answer', 'return')),
  add column extended_due_on date,
  add column rectification_ordered_at timestamptz,
  add column rectification_returned_at timestamptz,
  add column rectification_due_on date,
  add column submitted_by uuid references fundwatch.app_user (id),
  add column open_branches text[] not null default '{}',
  -- Departments that were ever asked about it; they see it while it is with the agency.
  add column consulted text[] not null default '{}',
  add check ((extended_clock is null) = (extended_due_on is null)),
  drop constraint alert_state_check,
  add constraint alert_state_check check (state in ('raised', 'screened', 'dispatched', 'received', 'answered', 'returned', 'rectifying', 'rectified',
    'in_second_review', 'closed', 'dismissed', 'withdrawn'));
select set_config('fundwatch.scope', 'all', true);
update fundwatch.alert a set return_count = (
  select count(*) from fundwatch.alert_event r where r.alert_id = a.id and r.type = 'return' and r.sequence > coalesce(
    (select max(d.sequence) from fundwatch.alert_event d where d.alert_id = a.id and d.type = 'dispatch'), 0))
where a.returned_at is not null;
select set_config('fundwatch.scope', '', true);
create index alert_consulted on fundwatch.alert using gin (consulted);

-- The date that stands in the queue: the one that runs in this state, where an extension moved it.
alter table fundwatch.alert drop column due_on;
alter table fundwatch.alert add column due_on date generated always as (
  case state
    when 'dispatched' then auto_receipt_on
    when 'received' then case extended_clock when 'answer' then extended_due_on else answer_due_on end
    when 'returned' then case extended_clock when 'return' then extended_due_on else return_due_on end
    when 'rectifying' then rectification_due_on
  end
) stored;
create index alert_urgency on fundwatch.alert ((coalesce(due_on, '9999-12-31'::date)), (3 - severity_rank), (- coalesce(amount, 0)), id);

create table fundwatch.alert_branch (
  id uuid primary key,
  alert_id uuid not null references fundwatch.alert (id),
  agency text not null,
  -- In the order in which the alert's branches were opened.
  sequence integer not null,
  kind text not null check (kind in ('consultation', 'extension', 'field_check', 'supervise_order', 'recovery_plan')),
  state text not null check (state in ('proposed', 'sent', 'received', 'approved', 'issued', 'concluded', 'refused', 'cancelled')),
  -- Null: the product itself.
  opened_by uuid references fundwatch.app_user (id),
  opened_by_name text not null,
  opened_at timestamptz not null,
  department text references fundwatch.organisation (code),
  auto_receipt_on date,
  received_on date,
  due_on date,
  calendar_version text,
  ended_at timestamptz,
  details jsonb not null,
  -- A field check is not announced, and an order is the office's own until it is issued.
  agency_may_see boolean not null,
  unique (alert_id, sequence),
  check ((kind = 'consultation') = (department is not null))
);
create unique index alert_branch_one_open on fundwatch.alert_branch (alert_id, kind) where ended_at is null;
create index alert_branch_department on fundwatch.alert_branch (department, ended_at) where department is not null;
create index alert_branch_proposed on fundwatch.alert_branch (opened_at, id) where state = 'proposed';
create index alert_branch_due on fundwatch.alert_branch (due_on) where ended_at is null;

-- One notice of a kind a date of a branch, however many workers run.
create table fundwatch.branch_reminder (
  branch_id uuid not null references fundwatch.alert_branch (id),
  kind text not null check (kind in ('remind', 'breach', 'escalate_agency_head', 'escalate_supervision_head')),
  due_on date not null,
  written_at timestamptz not null,
  primary key (branch_id, kind, due_on)
);
alter table fundwatch.reminder
  drop constraint reminder_kind_check,
  add constraint reminder_kind_check check (kind in ('remind', 'breach', 'escalate_agency_head', 'escalate_supervision_head'));

-- Numbers of supervise orders, by year.
create table fundwatch.order_number (
  year integer primary key,
  last integer not null
);

-- What an alert's money came to, to the cent. A wrong entry is voided, never changed.
create table fundwatch.recovery_entry (
  id uuid primary key,
  -- In the order in which they were entered.
  entry_no bigint generated always as identity,
  alert_id uuid not null references fundwatch.alert (id),
  agency text not null,
  kind text not null check (kind in ('confirmed', 'agreed', 'recovered')),
  amount numeric(18, 2) not null check (amount > 0),
  booked_on date not null,
  voucher text not null,
  note text not null,
  entered_by uuid not null references fundwatch.app_user (id),
  entered_by_name text not null,
  entered_at timestamptz not null,
  voided_by uuid references fundwatch.app_user (id),
  voided_by_name text,
  voided_at timestamptz,
  void_reason text,
  check ((voided_at is null) = (void_reason is null))
);
create index recovery_entry_alert on fundwatch.recovery_entry (alert_id, entry_no);

alter table fundwatch.attachment
  add column branch_id uuid references fundwatch.alert_branch (id),
  -- Uploaded for a branch: until a step takes it, it is its uploader's and the office's.
  add column for_branch boolean not null default false;
create index attachment_branch on fundwatch.attachment (branch_id) where branch_id is not null;

do $$
declare
  name text;
begin
  foreach name in array array['alert_branch', 'branch_reminder', 'order_number', 'recovery_entry'] loop
    execute format('alter table fundwatch.%I enable row level security', name);
    execute format('alter table fundwatch.%I force row level security', name);
    execute format('grant select, insert, update, delete on fundwatch.%I to fundwatch_app', name);
  end loop;
end
$$;
revoke delete, truncate on fundwatch.alert_branch, fundwatch.recovery_entry from fundwatch_app;

-- A department sees, and steps in, the alerts on which it is or was consulted, while they are with the agency: a scope
-- `department:<organisation>`. Of what belongs to them it reads what the agency may read, and of the branches its own.
create policy asked_department on fundwatch.alert for select using (
  (select fundwatch.current_scope()) like 'department:%' and substr((select fundwatch.current_scope()), 12) = any (consulted)
  and dispatched_at is not null);
create policy asked_department_steps on fundwatch.alert for update using (
  (select fundwatch.current_scope()) like 'department:%' and substr((select fundwatch.current_scope()), 12) = any (consulted)
  and dispatched_at is not null);
create policy asked_department on fundwatch.alert_hit for select using (
  (select fundwatch.current_scope()) like 'department:%' and exists (select from fundwatch.alert where alert.id = alert_id));
create policy asked_department on fundwatch.answer for select using (
  (select fundwatch.current_scope()) like 'department:%' and exists (select from fundwatch.alert where alert.id = alert_id));
create policy asked_department on fundwatch.alert_event for select using (
  (select fundwatch.current_scope()) like 'department:%' and agency_may_see
  and exists (select from fundwatch.alert where alert.id = alert_id));
create policy asked_department_steps on fundwatch.alert_event for insert with check (
  (select fundwatch.current_scope()) like 'department:%' and exists (select from fundwatch.alert where alert.id = alert_id));

create policy by_agency on fundwatch.alert_branch using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and agency_may_see
    and exists (select from fundwatch.alert where alert.id = alert_id)));
create policy asked_department on fundwatch.alert_branch for select using (
  (select fundwatch.current_scope()) = 'department:' || department and exists (select from fundwatch.alert where alert.id = alert_id));
create policy asked_department_steps on fundwatch.alert_branch for update using (
  (select fundwatch.current_scope()) = 'department:' || department and exists (select from fundwatch.alert where alert.id = alert_id));

-- What lies with a branch is seen with it; what waits for one, by its uploader and the office.
alter policy by_alert on fundwatch.attachment using (
  (select fundwatch.current_scope()) = 'all'
  or (((select fundwatch.current_scope()) = 'agency:' || agency or (select fundwatch.current_scope()) like 'department:%')
    and exists (select from fundwatch.alert where alert.id = alert_id)
    and case
      when branch_id is not null then exists (select from fundwatch.alert_branch where alert_branch.id = branch_id)
      else not for_branch or uploaded_by = (select fundwatch.current_account())
    end));
create policy by_agency on fundwatch.recovery_entry using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and exists (select from fundwatch.alert where alert.id = alert_id)));
create policy office_only on fundwatch.branch_reminder using ((select fundwatch.current_scope()) = 'all');
create policy office_only on fundwatch.order_number using ((select fundwatch.current_scope()) = 'all');

-- Whose work an alert is, who stands in for an absent colleague, and which account is which clerk.

-- The number that the agency's own records name this person by; who verifies may not be the one whose operation is questioned.
alter table fundwatch.app_user add column staff_no text check (staff_no <> '');
create unique index app_user_staff on fundwatch.app_user (organisation, staff_no) where staff_no is not null;

alter table fundwatch.alert
  add column officer uuid references fundwatch.app_user (id),
  add column handler uuid references fundwatch.app_user (id);
create index alert_officer on fundwatch.alert (officer) where officer is not null;
create index alert_handler on fundwatch.alert (handler) where handler is not null;

-- The absent colleague for whom the actor stood in.
alter table fundwatch.alert_event add column on_behalf_of text;

create table fundwatch.stand_in (
  id uuid primary key,
  organisation text not null references fundwatch.organisation (code),
  absent uuid not null references fundwatch.app_user (id),
  stand_in uuid not null references fundwatch.app_user (id),
  from_on date not null,
  until_on date not null,
  reason text not null,
  entered_by_name text not null,
  entered_at timestamptz not null,
  ended_by_name text,
  ended_at timestamptz,
  check (absent <> stand_in),
  check (from_on <= until_on),
  check ((ended_at is null) = (ended_by_name is null))
);
create index stand_in_stand_in on fundwatch.stand_in (stand_in, until_on) where ended_at is null;
create index stand_in_absent on fundwatch.stand_in (absent, until_on) where ended_at is null;

alter table fundwatch.stand_in enable row level security;
alter table fundwatch.stand_in force row level security;
create policy by_organisation on fundwatch.stand_in using (
  (select fundwatch.current_scope()) = 'all' or (select fundwatch.current_scope()) = 'agency:' || organisation);
grant select, insert, update on fundwatch.stand_in to fundwatch_app;

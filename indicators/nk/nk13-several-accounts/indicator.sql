-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
active_account as (
  select
    account.agency,
    account.account_no,
    account.staff_no,
    known_staff.name,
    coalesce(known_staff.person_hash, account.agency || '|' || account.staff_no) as natural_person
  from facts.system_account as account
  left join known_staff
    on known_staff.agency = account.agency
    and known_staff.staff_no = account.staff_no
  where account.status = 'active'
),
person as (
  select account.natural_person, count(*) as accounts, count(distinct account.agency) as agencies
  from active_account as account
  cross join facts.parameter as parameter
  group by account.natural_person, parameter.accounts
  having count(*) > parameter.accounts
),
place as (
  select
    account.natural_person,
    account.agency,
    min(account.staff_no) as staff_no,
    max(account.name) as name,
    string_agg(distinct account.staff_no, '，' order by account.staff_no nulls last) as staff_nos,
    string_agg(account.account_no, '，' order by account.account_no nulls last) as account_nos
  from person
  join active_account as account on account.natural_person = person.natural_person
  group by account.natural_person, account.agency
),
elsewhere as (
  select
    place.natural_person,
    place.agency,
    string_agg(other.agency, '，' order by other.agency nulls last) as other_agencies
  from place
  join place as other
    on other.natural_person = place.natural_person
    and other.agency <> place.agency
  group by place.natural_person, place.agency
)
select
  'hit' as verdict,
  place.agency as agency,
  '000' as line,
  place.staff_no as subject,
  place.staff_no as hit_key,
  case when person.agencies > 1 then person.natural_person end as related_key,
  run.period as first_period,
  cast(person.accounts as decimal(38, 6)) as observed,
  cast(parameter.accounts as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  place.name as staff_name,
  place.account_nos as account_nos,
  place.staff_nos as staff_nos,
  elsewhere.other_agencies as other_agencies
from person
join place on place.natural_person = person.natural_person
left join elsewhere
  on elsewhere.natural_person = place.natural_person
  and elsewhere.agency = place.agency
cross join facts.run as run
cross join facts.parameter as parameter
order by place.agency nulls last, place.staff_no nulls last

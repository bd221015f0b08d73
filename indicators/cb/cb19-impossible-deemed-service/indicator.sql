with pension_approval as (
  select distinct on (approval.agency, approval.line, approval.person_no)
    approval.agency,
    approval.line,
    approval.person_no,
    approval.approval_no,
    approval.start_period,
    approval.paid_months_total
  from facts.benefit_approval as approval
  where approval.line in ('110', '120')
    and approval.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')
  order by
    approval.agency nulls last,
    approval.line nulls last,
    approval.person_no nulls last,
    approval.paid_months_total desc nulls last,
    approval.approval_no nulls last
),
named as (
  select
    pension_approval.agency,
    pension_approval.line,
    pension_approval.person_no,
    pension_approval.approval_no,
    pension_approval.start_period,
    pension_approval.paid_months_total,
    person.name,
    person.first_work_date,
    person.birth_date as sent_birth,
    id_key(person.id_number) as natural_person,
    is_valid_citizen_id(id_key(person.id_number), run.last_day) as has_valid_id
  from pension_approval
  cross join facts.run as run
  left join facts.person as person
    on person.agency = pension_approval.agency
    and person.line = pension_approval.line
    and person.person_no = pension_approval.person_no
),
known as (
  select
    named.agency,
    named.line,
    named.person_no,
    named.approval_no,
    named.start_period,
    named.paid_months_total,
    named.name,
    named.first_work_date,
    case
      when named.sent_birth is not null then named.sent_birth
      when named.has_valid_id then cast(
        substr(named.natural_person, 7, 4) || '-' || substr(named.natural_person, 11, 2)
        || '-' || substr(named.natural_person, 13, 2) as date
      )
    end as birth_date
  from named
),
measured as (
  select
    known.agency,
    known.line,
    known.person_no,
    known.approval_no,
    known.start_period,
    known.paid_months_total,
    known.name,
    known.first_work_date,
    known.birth_date,
    parameter.min_age,
    add_months(known.birth_date, 12 * parameter.min_age) as grown_up_on,
    12 * (cast(substr(known.start_period, 1, 4) as integer)
      - cast(substr(period_of(add_months(known.birth_date, 12 * parameter.min_age)), 1, 4) as integer))
      + cast(substr(known.start_period, 5, 2) as integer)
      - cast(substr(period_of(add_months(known.birth_date, 12 * parameter.min_age)), 5, 2) as integer)
      as possible_months
  from known
  cross join facts.parameter as parameter
),
tested as (
  select
    measured.agency,
    measured.line,
    measured.person_no,
    measured.approval_no,
    measured.start_period,
    measured.paid_months_total,
    measured.name,
    measured.first_work_date,
    measured.birth_date,
    measured.grown_up_on,
    measured.possible_months,
    coalesce(measured.first_work_date < measured.grown_up_on, false) as is_too_young,
    coalesce(measured.paid_months_total > measured.possible_months, false) as is_too_long
  from measured
)
select
  case when tested.is_too_young or tested.is_too_long then 'hit' else 'cannot_decide' end as verdict,
  tested.agency as agency,
  tested.line as line,
  tested.person_no as subject,
  tested.person_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(tested.paid_months_total as decimal(38, 6)) as observed,
  cast(tested.possible_months as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case
    when tested.is_too_young or tested.is_too_long then null
    when tested.birth_date is null then 'birth_date'
    when tested.first_work_date is null then 'first_work_date'
    else 'paid_months_total'
  end as missing,
  tested.name as name,
  case
    when tested.is_too_young and tested.is_too_long then '参加工作时未满规定年龄；累计月数多于可能的月数'
    when tested.is_too_young then '参加工作时未满规定年龄'
    when tested.is_too_long then '累计月数多于可能的月数'
  end as finding,
  tested.birth_date as birth_date,
  tested.first_work_date as first_work_date,
  tested.paid_months_total as paid_months_total,
  tested.possible_months as possible_months,
  tested.start_period as start_period,
  tested.approval_no as approval_no
from tested
cross join facts.run as run
where tested.is_too_young
  or tested.is_too_long
  or tested.birth_date is null
  or tested.first_work_date is null
  or tested.paid_months_total is null
order by tested.agency nulls last, tested.line nulls last, tested.person_no nulls last

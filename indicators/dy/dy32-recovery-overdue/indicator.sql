with overdue as (
  select
    recovery.agency,
    recovery.line,
    recovery.recovery_no,
    recovery.person_no,
    recovery.confirmed_on,
    recovery.confirmed_amount,
    recovery.recovered_amount
  from facts.recovery as recovery
  cross join facts.run as run
  cross join facts.parameter as parameter
  where recovery.recovered_amount < recovery.confirmed_amount
    and recovery.confirmed_amount > 0
    and recovery.agreement_doc_no is null
    and recovery.confirmed_on + parameter.days < run.last_day
),
-- A recovery that names nobody stands for itself.
debtor as (
  select
    overdue.agency,
    overdue.line,
    overdue.person_no,
    coalesce(overdue.person_no, overdue.recovery_no) as hit_key,
    count(*) as recoveries,
    string_agg(overdue.recovery_no, ',' order by overdue.recovery_no nulls last) as recovery_nos,
    min(overdue.confirmed_on) as confirmed_on,
    sum(overdue.confirmed_amount) as confirmed_amount,
    sum(overdue.recovered_amount) as recovered_amount
  from overdue
  group by
    overdue.agency,
    overdue.line,
    overdue.person_no,
    coalesce(overdue.person_no, overdue.recovery_no)
)
select
  case when debtor.person_no is null then 'cannot_decide' else 'hit' end as verdict,
  debtor.agency as agency,
  debtor.line as line,
  coalesce(debtor.person_no, debtor.agency) as subject,
  debtor.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(run.last_day - debtor.confirmed_on as decimal(38, 6)) as observed,
  cast(parameter.days as decimal(38, 6)) as threshold,
  cast(debtor.confirmed_amount - debtor.recovered_amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when debtor.person_no is null then 'person_no' end as missing,
  person.name as name,
  cast(debtor.recoveries as integer) as recoveries,
  debtor.recovery_nos as recovery_nos,
  debtor.confirmed_on as confirmed_on,
  cast(debtor.confirmed_amount as decimal(38, 2)) as confirmed_amount,
  cast(debtor.recovered_amount as decimal(38, 2)) as recovered_amount
from debtor
cross join facts.run as run
cross join facts.parameter as parameter
left join facts.person as person
  on person.agency = debtor.agency
  and person.line = debtor.line
  and person.person_no = debtor.person_no
order by debtor.agency nulls last, debtor.line nulls last, subject nulls last, debtor.hit_key nulls last

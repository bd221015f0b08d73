with levied_by_person as (
  select distinct levy.agency, levy.line, levy.employer_no
  from facts.levy as levy
  where levy.person_no is not null and levy.employer_no is not null
),
-- An employer whose persons are levied one by one sends its unit rows as totals of the same money.
counted_row as (
  select levy.agency, levy.line, levy.unit_due + levy.person_due as due
  from facts.levy as levy
  where levy.person_no is not null
  union all
  select levy.agency, levy.line, levy.unit_due + levy.person_due as due
  from facts.levy as levy
  left join levied_by_person
    on levied_by_person.agency = levy.agency
    and levied_by_person.line = levy.line
    and levied_by_person.employer_no = levy.employer_no
  where levy.person_no is null and levied_by_person.employer_no is null
),
counted_levy as (
  select counted_row.agency, counted_row.line, sum(counted_row.due) as due
  from counted_row
  group by counted_row.agency, counted_row.line
),
received as (
  select contribution.agency, contribution.line, sum(contribution.amount) as paid
  from facts.contribution as contribution
  group by contribution.agency, contribution.line
),
compared as (
  select
    coalesce(counted_levy.agency, received.agency) as agency,
    coalesce(counted_levy.line, received.line) as line,
    cast(coalesce(counted_levy.due, 0) as decimal(38, 2)) as due,
    cast(coalesce(received.paid, 0) as decimal(38, 2)) as paid
  from counted_levy
  full join received on received.agency = counted_levy.agency and received.line = counted_levy.line
),
judged as (
  select
    compared.agency,
    compared.line,
    compared.due,
    compared.paid,
    compared.due < 0 or (compared.due = 0 and compared.paid <> 0) as is_open,
    case
      when compared.due <= 0 then null
      when compared.paid < parameter.high_rate * compared.due then parameter.high_rate
      when compared.paid < parameter.medium_rate * compared.due then parameter.medium_rate
    end as limit_rate
  from compared
  cross join facts.parameter as parameter
)
select
  case when judged.is_open then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  case when not judged.is_open then cast(ratio(judged.paid, judged.due) as decimal(38, 6)) end as observed,
  cast(judged.limit_rate as decimal(38, 6)) as threshold,
  case when not judged.is_open then cast(judged.due - judged.paid as decimal(38, 2)) end as amount,
  case
    when judged.limit_rate = parameter.high_rate then 'high'
    when judged.limit_rate = parameter.medium_rate then 'medium'
  end as severity,
  case when judged.is_open then 'levy' end as missing,
  judged.due as due,
  judged.paid as paid
from judged
cross join facts.run as run
cross join facts.parameter as parameter
where judged.is_open or judged.limit_rate is not null
order by judged.agency nulls last, judged.line nulls last

with levied_by_person as (
  select distinct levy.agency, levy.line, levy.employer_no
  from facts.levy as levy
  where levy.person_no is not null and levy.employer_no is not null
),
-- An employer whose persons are levied one by one sends its unit rows as totals of the same money.
counted_levy as (
  select levy.agency, levy.line, levy.employer_no, levy.unit_due + levy.person_due as due
  from facts.levy as levy
  left join levied_by_person
    on levied_by_person.agency = levy.agency
    and levied_by_person.line = levy.line
    and levied_by_person.employer_no = levy.employer_no
  where levy.person_no is not null or levied_by_person.employer_no is null
),
due_and_paid as (
  select counted_levy.agency, counted_levy.line, counted_levy.employer_no, sum(counted_levy.due) as due, 0 as paid
  from counted_levy
  group by counted_levy.agency, counted_levy.line, counted_levy.employer_no
  union all
  select contribution.agency, contribution.line, contribution.employer_no, 0 as due, sum(contribution.amount) as paid
  from facts.contribution as contribution
  group by contribution.agency, contribution.line, contribution.employer_no
),
compared as (
  select
    due_and_paid.agency,
    due_and_paid.line,
    'total' as hit_key,
    cast(null as text) as employer_no,
    parameter.total_ratio as ratio_limit,
    parameter.total_amount as amount_limit,
    cast(sum(due_and_paid.due) as decimal(38, 2)) as due,
    cast(sum(due_and_paid.paid) as decimal(38, 2)) as paid
  from due_and_paid
  cross join facts.parameter as parameter
  group by due_and_paid.agency, due_and_paid.line, parameter.total_ratio, parameter.total_amount
  union all
  select
    due_and_paid.agency,
    due_and_paid.line,
    due_and_paid.employer_no as hit_key,
    due_and_paid.employer_no,
    parameter.employer_ratio as ratio_limit,
    parameter.employer_amount as amount_limit,
    cast(sum(due_and_paid.due) as decimal(38, 2)) as due,
    cast(sum(due_and_paid.paid) as decimal(38, 2)) as paid
  from due_and_paid
  cross join facts.parameter as parameter
  where due_and_paid.employer_no is not null
  group by due_and_paid.agency, due_and_paid.line, due_and_paid.employer_no,
    parameter.employer_ratio, parameter.employer_amount
),
judged as (
  select
    compared.agency,
    compared.line,
    compared.hit_key,
    compared.employer_no,
    compared.due,
    compared.paid,
    compared.due - compared.paid as difference,
    greatest(compared.amount_limit, compared.ratio_limit * abs(compared.due)) as allowed,
    case
      when compared.due = 0 and compared.paid <> 0 then 'cannot_decide'
      when abs(compared.due - compared.paid) > compared.amount_limit
        and abs(compared.due - compared.paid) > compared.ratio_limit * abs(compared.due) then 'hit'
    end as verdict
  from compared
)
select
  judged.verdict as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(judged.difference as decimal(38, 6)) as observed,
  cast(judged.allowed as decimal(38, 6)) as threshold,
  cast(judged.difference as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.verdict = 'cannot_decide' then 'levy' end as missing,
  employer.name as employer_name,
  judged.due as due,
  judged.paid as paid,
  cast(ratio(abs(judged.difference), abs(judged.due)) as decimal(38, 6)) as difference_ratio
from judged
cross join facts.run as run
left join facts.employer as employer
  on employer.agency = judged.agency
  and employer.line = judged.line
  and employer.employer_no = judged.employer_no
where judged.verdict is not null
order by judged.agency nulls last, judged.line nulls last, judged.employer_no nulls first, judged.hit_key nulls last

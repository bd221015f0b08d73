with of_employer as (
  select
    levy.agency,
    levy.line,
    levy.employer_no,
    levy.fee_period,
    levy.kind,
    count(levy.person_no) as persons,
    sum(case when levy.person_no is not null then levy.unit_due + levy.person_due end) as persons_due,
    sum(case when levy.person_no is null then levy.unit_due + levy.person_due end) as employer_due
  from facts.levy as levy
  where levy.employer_no is not null
  group by levy.agency, levy.line, levy.employer_no, levy.fee_period, levy.kind
),
item as (
  select
    of_employer.agency,
    of_employer.line,
    of_employer.employer_no,
    of_employer.fee_period,
    of_employer.kind,
    of_employer.persons,
    cast(of_employer.persons_due as decimal(38, 2)) as persons_due,
    cast(of_employer.employer_due as decimal(38, 2)) as employer_due
  from of_employer
  where of_employer.persons_due is not null and of_employer.employer_due is not null
),
counted as (
  select
    item.agency,
    item.line,
    count(*) as compared,
    count(*) filter (where abs(item.persons_due - item.employer_due) > parameter.tolerance) as broken,
    sum(item.persons_due) as persons_due,
    sum(item.employer_due) as employer_due
  from item
  cross join facts.parameter as parameter
  group by item.agency, item.line
),
answer as (
  select
    case when counted.broken > 0 then 'broken' else 'holds' end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.persons_due,
    counted.employer_due,
    cast(null as text) as employer_no,
    cast(null as text) as fee_period,
    cast(null as text) as kind,
    cast(null as bigint) as persons
  from counted
  union all
  select
    'row' as verdict,
    item.agency,
    item.line,
    item.employer_no || '|' || item.fee_period || '|' || item.kind as item,
    cast(null as bigint) as compared,
    item.persons_due,
    item.employer_due,
    item.employer_no,
    item.fee_period,
    item.kind,
    item.persons
  from item
  cross join facts.parameter as parameter
  where abs(item.persons_due - item.employer_due) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.persons_due as decimal(38, 6)) as left_value,
  cast(answer.employer_due as decimal(38, 6)) as right_value,
  cast(answer.persons_due - answer.employer_due as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.employer_no as employer_no,
  answer.fee_period as fee_period,
  answer.kind as kind,
  cast(answer.persons as integer) as persons
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

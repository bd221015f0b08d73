with part_of_levy as (
  select
    levy.agency,
    levy.line,
    levy.levy_no,
    'unit' as part,
    'unit_rate' as deciding_field,
    cast(levy.base as decimal(38, 2)) as base,
    levy.unit_rate as rate,
    cast(levy.unit_due as decimal(38, 2)) as due
  from facts.levy as levy
  union all
  select
    levy.agency,
    levy.line,
    levy.levy_no,
    'person' as part,
    'person_rate' as deciding_field,
    cast(levy.base as decimal(38, 2)) as base,
    levy.person_rate as rate,
    cast(levy.person_due as decimal(38, 2)) as due
  from facts.levy as levy
),
-- Without a rate and without a due there is no such part.
item as (
  select
    part.agency,
    part.line,
    part.levy_no,
    part.part,
    part.deciding_field,
    part.base,
    part.rate,
    part.due,
    cast(round(cast(part.base as decimal(28, 2)) * cast(part.rate as decimal(10, 6)), 2) as decimal(38, 2)) as computed
  from part_of_levy as part
  where part.rate is not null or part.due <> 0
),
counted as (
  select
    item.agency,
    item.line,
    count(item.rate) as compared,
    count(*) filter (where abs(item.due - item.computed) > parameter.tolerance) as broken,
    sum(case when item.rate is not null then item.due end) as due,
    sum(item.computed) as computed,
    max(case when item.rate is null then item.deciding_field end) as open_field
  from item
  cross join facts.parameter as parameter
  group by item.agency, item.line
),
answer as (
  select
    case
      when counted.compared = 0 then 'not_checkable'
      when counted.broken > 0 then 'broken'
      else 'holds'
    end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.due,
    counted.computed,
    case when counted.compared = 0 then counted.open_field end as missing,
    cast(null as text) as part,
    cast(null as decimal(38, 2)) as base,
    cast(null as decimal(38, 6)) as rate
  from counted
  union all
  select
    'row' as verdict,
    item.agency,
    item.line,
    item.levy_no || ':' || item.part as item,
    cast(null as bigint) as compared,
    item.due,
    item.computed,
    cast(null as text) as missing,
    item.part,
    item.base,
    cast(item.rate as decimal(38, 6)) as rate
  from item
  cross join facts.parameter as parameter
  where abs(item.due - item.computed) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.due as decimal(38, 6)) as left_value,
  cast(answer.computed as decimal(38, 6)) as right_value,
  cast(answer.due - answer.computed as decimal(38, 6)) as difference,
  answer.missing as missing,
  answer.part as part,
  answer.base as base,
  answer.rate as rate
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

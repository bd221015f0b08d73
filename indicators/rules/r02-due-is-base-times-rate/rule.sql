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
judged as (
  select
    item.agency,
    item.line,
    item.levy_no,
    item.part,
    item.deciding_field,
    item.base,
    item.rate,
    item.due,
    item.computed,
    coalesce(abs(item.due - item.computed) > parameter.tolerance, false) as is_broken
  from item
  cross join facts.parameter as parameter
),
-- What is right is summed together, so that a row for each levy is not kept.
tallied as (
  select
    item.agency,
    item.line,
    item.is_broken,
    case when item.is_broken then item.levy_no end as levy_no,
    case when item.is_broken then item.part end as part,
    case when item.is_broken then item.base end as base,
    case when item.is_broken then item.rate end as rate,
    count(item.rate) as compared,
    sum(case when item.rate is not null then item.due end) as due,
    sum(item.computed) as computed,
    max(case when item.rate is null then item.deciding_field end) as open_field
  from judged as item
  group by
    item.agency,
    item.line,
    item.is_broken,
    case when item.is_broken then item.levy_no end,
    case when item.is_broken then item.part end,
    case when item.is_broken then item.base end,
    case when item.is_broken then item.rate end
),
counted as (
  select
    tallied.agency,
    tallied.line,
    sum(tallied.compared) as compared,
    bool_or(tallied.is_broken) as is_broken,
    sum(tallied.due) as due,
    sum(tallied.computed) as computed,
    max(tallied.open_field) as open_field
  from tallied
  group by tallied.agency, tallied.line
),
answer as (
  select
    case
      when counted.compared = 0 then 'not_checkable'
      when counted.is_broken then 'broken'
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
    tallied.agency,
    tallied.line,
    tallied.levy_no || ':' || tallied.part as item,
    cast(null as bigint) as compared,
    tallied.due,
    tallied.computed,
    cast(null as text) as missing,
    tallied.part,
    tallied.base,
    cast(tallied.rate as decimal(38, 6)) as rate
  from tallied
  where tallied.is_broken
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  cast(answer.compared as bigint) as compared,
  cast(answer.due as decimal(38, 6)) as left_value,
  cast(answer.computed as decimal(38, 6)) as right_value,
  cast(answer.due - answer.computed as decimal(38, 6)) as difference,
  answer.missing as missing,
  answer.part as part,
  answer.base as base,
  answer.rate as rate
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

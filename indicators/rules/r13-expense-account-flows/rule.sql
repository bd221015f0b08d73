with entry as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    substr(entry.subject, 1, 4) as head,
    substr(entry.subject, 1, 1) as class,
    cast(entry.debit - entry.credit as decimal(38, 2)) as amount
  from facts.voucher_entry as entry
),
-- What the voucher moved on the account, all its entries there taken together; the month-end transfer moves nothing.
moved as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    sum(case when entry.head = '1004' then entry.amount else 0 end) as amount
  from entry
  group by entry.agency, entry.line, entry.voucher_no
  having sum(case when entry.head = '1004' then entry.amount else 0 end) <> 0
    and not bool_or(entry.head in ('3001', '3101', '3201'))
),
other_side as (
  select
    moved.agency,
    moved.line,
    moved.voucher_no,
    case when moved.amount > 0 then 'in' else 'out' end as direction,
    entry.head,
    abs(entry.amount) as amount,
    strpos(
      ' ' || case when moved.amount > 0 then parameter.inflow_subjects else parameter.outflow_subjects end || ' ',
      ' ' || entry.head || ' '
    )
    + strpos(
      ' ' || case when moved.amount > 0 then parameter.inflow_subjects else parameter.outflow_subjects end || ' ',
      ' ' || entry.class || ' '
    ) > 0 as fits
  from moved
  join entry
    on entry.agency = moved.agency
    and entry.line = moved.line
    and entry.voucher_no = moved.voucher_no
    and ((moved.amount > 0 and entry.amount < 0) or (moved.amount < 0 and entry.amount > 0))
  cross join facts.parameter as parameter
),
item as (
  select
    other_side.agency,
    other_side.line,
    other_side.voucher_no as item,
    other_side.direction,
    sum(other_side.amount) as moved,
    sum(case when other_side.fits then other_side.amount else 0 end) as allowed,
    string_agg(distinct other_side.head, ' ' order by other_side.head nulls last) filter (where not other_side.fits) as wrong_subjects
  from other_side
  group by other_side.agency, other_side.line, other_side.voucher_no, other_side.direction
),
counted as (
  select
    item.agency,
    item.line,
    count(*) as compared,
    count(*) filter (where item.moved - item.allowed > parameter.tolerance) as broken,
    sum(item.moved) as moved,
    sum(item.allowed) as allowed
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
    counted.moved,
    counted.allowed,
    cast(null as text) as direction,
    cast(null as text) as wrong_subjects
  from counted
  union all
  select
    'row' as verdict,
    item.agency,
    item.line,
    item.item,
    cast(null as bigint) as compared,
    item.moved,
    item.allowed,
    item.direction,
    item.wrong_subjects
  from item
  cross join facts.parameter as parameter
  where item.moved - item.allowed > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.moved as decimal(38, 6)) as left_value,
  cast(answer.allowed as decimal(38, 6)) as right_value,
  cast(answer.moved - answer.allowed as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.direction as direction,
  answer.wrong_subjects as wrong_subjects
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
with balance_row as (
  select
    balance.agency,
    balance.line,
    substr(balance.subject, 1, 1) as class,
    balance.opening,
    balance.closing,
    length(balance.subject) as code_length,
    min(length(balance.subject)) over (
      partition by balance.agency, balance.line, substr(balance.subject, 1, 4)
    ) as shortest
  from facts.subject_balance as balance
),
class_sum as (
  select
    balance_row.agency,
    balance_row.line,
    cast(sum(case when balance_row.class = '1' then balance_row.opening else 0 end) as decimal(38, 2)) as assets_opening,
    cast(sum(case when balance_row.class = '1' then 0 else -balance_row.opening end) as decimal(38, 2)) as others_opening,
    cast(sum(case when balance_row.class = '1' then balance_row.closing else 0 end) as decimal(38, 2)) as assets_closing,
    cast(sum(case when balance_row.class = '1' then 0 else -balance_row.closing end) as decimal(38, 2)) as others_closing
  from balance_row
  where balance_row.code_length = balance_row.shortest
  group by balance_row.agency, balance_row.line
),
side as (
  select
    class_sum.agency,
    class_sum.line,
    'opening' as item,
    class_sum.assets_opening as left_value,
    class_sum.others_opening as right_value
  from class_sum
  union all
  select
    class_sum.agency,
    class_sum.line,
    'closing' as item,
    class_sum.assets_closing as left_value,
    class_sum.others_closing as right_value
  from class_sum
),
judged as (
  select
    side.agency,
    side.line,
    side.item,
    side.left_value,
    side.right_value,
    abs(side.left_value - side.right_value) > parameter.tolerance as is_broken
  from side
  cross join facts.parameter as parameter
)
select
  case when bool_or(judged.is_broken) then 'broken' else 'holds' end as verdict,
  judged.agency as agency,
  judged.line as line,
  cast(null as text) as item,
  count(judged.is_broken) as compared,
  cast(sum(judged.left_value) as decimal(38, 6)) as left_value,
  cast(sum(judged.right_value) as decimal(38, 6)) as right_value,
  cast(sum(judged.left_value - judged.right_value) as decimal(38, 6)) as difference,
  cast(null as text) as missing
from judged
group by judged.agency, judged.line
union all
select
  'row' as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.item as item,
  cast(null as bigint) as compared,
  cast(judged.left_value as decimal(38, 6)) as left_value,
  cast(judged.right_value as decimal(38, 6)) as right_value,
  cast(judged.left_value - judged.right_value as decimal(38, 6)) as difference,
  cast(null as text) as missing
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first

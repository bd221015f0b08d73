with voucher_sum as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no as item,
    cast(sum(entry.debit) as decimal(38, 2)) as left_value,
    cast(sum(entry.credit) as decimal(38, 2)) as right_value
  from facts.voucher_entry as entry
  group by entry.agency, entry.line, entry.voucher_no
),
judged as (
  select
    voucher_sum.agency,
    voucher_sum.line,
    voucher_sum.item,
    voucher_sum.left_value,
    voucher_sum.right_value,
    voucher.voucher_date,
    abs(voucher_sum.left_value - voucher_sum.right_value) > parameter.tolerance as is_broken
  from voucher_sum
  cross join facts.parameter as parameter
  left join facts.voucher as voucher
    on voucher.agency = voucher_sum.agency
    and voucher.line = voucher_sum.line
    and voucher.voucher_no = voucher_sum.item
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
  cast(null as text) as missing,
  cast(null as date) as voucher_date
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
  cast(null as text) as missing,
  judged.voucher_date as voucher_date
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first

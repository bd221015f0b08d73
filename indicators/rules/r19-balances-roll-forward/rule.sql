-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
with balance_row as (
  select
    history.agency,
    history.line,
    history.period,
    substr(history.subject, 1, 4) as head,
    history.opening,
    history.debit,
    history.credit,
    history.closing,
    length(history.subject) as code_length,
    min(length(history.subject)) over (
      partition by history.agency, history.line, history.period, substr(history.subject, 1, 4)
    ) as shortest
  from facts.subject_balance_history as history
),
head as (
  select
    balance_row.agency,
    balance_row.line,
    balance_row.period,
    balance_row.head,
    cast(sum(balance_row.opening) as decimal(38, 2)) as opening,
    cast(sum(balance_row.debit) as decimal(38, 2)) as debit,
    cast(sum(balance_row.credit) as decimal(38, 2)) as credit,
    cast(sum(balance_row.closing) as decimal(38, 2)) as closing
  from balance_row
  where balance_row.code_length = balance_row.shortest
  group by balance_row.agency, balance_row.line, balance_row.period, balance_row.head
),
head_of_month as (
  select head.agency, head.line, head.head, head.opening, head.debit, head.credit, head.closing
  from head
  join facts.run as run on run.period = head.period
),
head_of_month_before as (
  select head.agency, head.line, head.head, head.closing
  from head
  join facts.run as run on head.period = period_add(run.period, -1)
),
-- Income and expenditure are carried to the fund balance: a head of each side in one voucher.
transfer_month as (
  select distinct balance_entry.agency, balance_entry.line, balance_entry.period
  from facts.voucher_entry_history as balance_entry
  join facts.voucher_entry_history as result_entry
    on result_entry.agency = balance_entry.agency
    and result_entry.line = balance_entry.line
    and result_entry.period = balance_entry.period
    and result_entry.voucher_no = balance_entry.voucher_no
  where substr(balance_entry.subject, 1, 4) in ('3001', '3101', '3201')
    and substr(result_entry.subject, 1, 1) in ('4', '5')
),
posted as (
  select
    entry.agency,
    entry.line,
    substr(entry.subject, 1, 4) as head,
    cast(sum(entry.debit) as decimal(38, 2)) as debit,
    cast(sum(entry.credit) as decimal(38, 2)) as credit
  from facts.voucher_entry as entry
  group by entry.agency, entry.line, substr(entry.subject, 1, 4)
),
moved as (
  select
    coalesce(posted.agency, head_of_month.agency) as agency,
    coalesce(posted.line, head_of_month.line) as line,
    coalesce(posted.head, head_of_month.head) as head,
    coalesce(posted.debit, 0) as posted_debit,
    coalesce(posted.credit, 0) as posted_credit,
    coalesce(head_of_month.debit, 0) as balance_debit,
    coalesce(head_of_month.credit, 0) as balance_credit
  from posted
  full join head_of_month
    on head_of_month.agency = posted.agency
    and head_of_month.line = posted.line
    and head_of_month.head = posted.head
),
-- A new year's result heads begin at zero, so December's must have been carried over for the two to meet.
carried as (
  select
    coalesce(head_of_month.agency, before.agency) as agency,
    coalesce(head_of_month.line, before.line) as line,
    coalesce(head_of_month.head, before.head) as head,
    coalesce(before.closing, 0) as closing_before,
    coalesce(head_of_month.opening, 0) as opening
  from head_of_month
  full join head_of_month_before as before
    on before.agency = head_of_month.agency
    and before.line = head_of_month.line
    and before.head = head_of_month.head
),
agency_line_of_both as (
  select distinct head_of_month.agency, head_of_month.line
  from head_of_month
  join head_of_month_before as before
    on before.agency = head_of_month.agency
    and before.line = head_of_month.line
),
side as (
  select
    balance.agency,
    balance.line,
    balance.subject as item,
    '期初、发生额与期末' as part,
    cast(balance.opening as decimal(38, 2)) + cast(balance.debit as decimal(38, 2))
      - cast(balance.credit as decimal(38, 2)) as left_value,
    cast(balance.closing as decimal(38, 2)) as right_value
  from facts.subject_balance as balance
  union all
  select
    carried.agency,
    carried.line,
    carried.head || '/opening' as item,
    '上月期末与本月期初' as part,
    carried.closing_before as left_value,
    carried.opening as right_value
  from carried
  join agency_line_of_both as both_months
    on both_months.agency = carried.agency
    and both_months.line = carried.line
  cross join facts.run as run
  left join transfer_month
    on transfer_month.agency = carried.agency
    and transfer_month.line = carried.line
    and transfer_month.period = period_add(run.period, -1)
  where substr(run.period, 5, 2) <> '01'
    or substr(carried.head, 1, 1) in ('1', '2')
    or transfer_month.agency is not null
  union all
  select
    moved.agency,
    moved.line,
    moved.head || '/debit' as item,
    '凭证借方与科目借方' as part,
    moved.posted_debit as left_value,
    moved.balance_debit as right_value
  from moved
  union all
  select
    moved.agency,
    moved.line,
    moved.head || '/credit' as item,
    '凭证贷方与科目贷方' as part,
    moved.posted_credit as left_value,
    moved.balance_credit as right_value
  from moved
  union all
  select
    head_of_month.agency,
    head_of_month.line,
    head_of_month.head || '/transfer' as item,
    '结转后收支科目为零' as part,
    cast(0 as decimal(38, 2)) as left_value,
    head_of_month.closing as right_value
  from head_of_month
  cross join facts.run as run
  join transfer_month
    on transfer_month.agency = head_of_month.agency
    and transfer_month.line = head_of_month.line
    and transfer_month.period = run.period
  where substr(head_of_month.head, 1, 1) in ('4', '5')
    -- Income that is still to be split (待转) stays where it is.
    and head_of_month.head not in ('4601', '4602')
),
judged as (
  select
    side.agency,
    side.line,
    side.item,
    side.part,
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
  cast(null as text) as missing,
  cast(null as text) as part
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
  judged.part as part
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first

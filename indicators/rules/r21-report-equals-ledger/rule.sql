-- Which heads make up a line of the report; a head of one scheme counts there only (null = every scheme).
with head_of_report_line (report_line, head, line) as (
  values
    ('income', '4001', null),
    ('income', '4101', null),
    ('income', '4102', '170'),
    ('income', '4201', null),
    ('income', '4202', '110'),
    ('income', '4202', '120'),
    ('income', '4202', '170'),
    ('income', '4301', null),
    ('income', '4401', null),
    ('income', '4402', null),
    ('income', '4501', null),
    ('contribution_income', '4001', null),
    ('subsidy_income', '4101', null),
    ('subsidy_income', '4102', '170'),
    ('interest_income', '4201', null),
    ('transfer_income', '4301', null),
    ('expense', '5001', null),
    ('expense', '5101', '310'),
    ('expense', '5102', '410'),
    ('expense', '5103', '410'),
    ('expense', '5104', '210'),
    ('expense', '5105', '210'),
    ('expense', '5201', null),
    ('expense', '5301', null),
    ('expense', '5302', null),
    ('expense', '5401', null),
    ('benefit_expense', '5001', null),
    ('transfer_expense', '5201', null)
),
report_line as (
  select distinct head_of_report_line.report_line
  from head_of_report_line
),
reporting as (
  select distinct report.agency, report.line
  from facts.fund_report as report
),
-- The month-end transfer empties the heads into the balance and is neither income nor expenditure.
transfer_voucher as (
  select distinct entry.agency, entry.line, entry.voucher_no
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) in ('3001', '3101', '3201')
),
posted as (
  select
    entry.agency,
    entry.line,
    substr(entry.subject, 1, 4) as head,
    sum(case when substr(entry.subject, 1, 1) = '4' then entry.credit - entry.debit else entry.debit - entry.credit end)
      as amount
  from facts.voucher_entry as entry
  left join transfer_voucher
    on transfer_voucher.agency = entry.agency
    and transfer_voucher.line = entry.line
    and transfer_voucher.voucher_no = entry.voucher_no
  where transfer_voucher.voucher_no is null and substr(entry.subject, 1, 1) in ('4', '5')
  group by entry.agency, entry.line, substr(entry.subject, 1, 4)
),
ledger as (
  select
    posted.agency,
    posted.line,
    head_of_report_line.report_line,
    cast(sum(posted.amount) as decimal(38, 2)) as amount
  from posted
  join head_of_report_line
    on head_of_report_line.head = posted.head
    and (head_of_report_line.line is null or head_of_report_line.line = posted.line)
  group by posted.agency, posted.line, head_of_report_line.report_line
),
-- A line that was neither sent nor posted says nothing.
side as (
  select
    reporting.agency,
    reporting.line,
    report_line.report_line as item,
    cast(coalesce(report.month_amount, 0) as decimal(38, 2)) as left_value,
    coalesce(ledger.amount, 0) as right_value
  from reporting
  cross join report_line
  left join facts.fund_report as report
    on report.agency = reporting.agency
    and report.line = reporting.line
    and report.report_line = report_line.report_line
  left join ledger
    on ledger.agency = reporting.agency
    and ledger.line = reporting.line
    and ledger.report_line = report_line.report_line
  where report.report_line is not null or ledger.report_line is not null
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

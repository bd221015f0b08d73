with paying as (
  select
    enrolment.agency,
    enrolment.line,
    cast(count(distinct enrolment.person_no) as decimal(38, 2)) as persons
  from facts.enrolment as enrolment
  where enrolment.status = 'paying'
  group by enrolment.agency, enrolment.line
),
paid as (
  select
    payment.agency,
    payment.line,
    cast(count(distinct payment.person_no) as decimal(38, 2)) as persons
  from facts.benefit_payment as payment
  where payment.amount > 0
  group by payment.agency, payment.line
),
side as (
  select
    report.agency,
    report.line,
    report.report_line as item,
    cast(report.month_amount as decimal(38, 2)) as left_value,
    coalesce(case when report.report_line = 'insured_count' then paying.persons else paid.persons end, 0) as right_value
  from facts.fund_report as report
  left join paying on paying.agency = report.agency and paying.line = report.line
  left join paid on paid.agency = report.agency and paid.line = report.line
  where report.report_line in ('insured_count', 'beneficiary_count')
  union all
  -- A report without head counts leaves both open.
  select
    report.agency,
    report.line,
    'insured_count' as item,
    cast(null as decimal(38, 2)) as left_value,
    cast(null as decimal(38, 2)) as right_value
  from facts.fund_report as report
  group by report.agency, report.line
  having count(*) filter (where report.report_line in ('insured_count', 'beneficiary_count')) = 0
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
  case
    when bool_or(judged.is_broken) then 'broken'
    when count(judged.is_broken) = 0 then 'not_checkable'
    else 'holds'
  end as verdict,
  judged.agency as agency,
  judged.line as line,
  cast(null as text) as item,
  count(judged.is_broken) as compared,
  cast(sum(judged.left_value) as decimal(38, 6)) as left_value,
  cast(sum(judged.right_value) as decimal(38, 6)) as right_value,
  cast(sum(judged.left_value - judged.right_value) as decimal(38, 6)) as difference,
  case when count(judged.is_broken) = 0 then 'month_amount' end as missing
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

with unemployment_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.benefit_period,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  where payment.item = 'unemployment_benefit' and payment.amount > 0
),
returned as (
  select
    unemployment_payment.agency,
    unemployment_payment.line,
    unemployment_payment.payment_no,
    bool_or(bank_return.result = 'success') as is_success,
    bool_or(bank_return.result = 'success' and bank_return.period = run.period) as is_success_of_month
  from unemployment_payment
  cross join facts.run as run
  join facts.bank_return_history as bank_return
    on bank_return.agency = unemployment_payment.agency
    and bank_return.line = unemployment_payment.line
    and bank_return.payment_no = unemployment_payment.payment_no
  group by unemployment_payment.agency, unemployment_payment.line, unemployment_payment.payment_no
),
-- Paid: a successful return, or cash with a time of payment and no return.
paid as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    payment.benefit_period,
    case
      when returned.payment_no is not null then returned.is_success_of_month
      else period_of(cast(payment.paid_at as date)) = run.period
    end as is_of_month
  from unemployment_payment as payment
  cross join facts.run as run
  left join returned
    on returned.agency = payment.agency
    and returned.line = payment.line
    and returned.payment_no = payment.payment_no
  where returned.is_success
    or (returned.payment_no is null and payment.channel = 'cash' and payment.paid_at is not null)
),
paid_in_month as (
  select paid.agency, paid.line, paid.person_no, max(paid.benefit_period) as latest_period
  from paid
  where paid.is_of_month
  group by paid.agency, paid.line, paid.person_no
),
-- The approval that a month's payment rests on: the latest that had begun by then.
approval_in_force as (
  select distinct on (paid_in_month.agency, paid_in_month.line, paid_in_month.person_no)
    paid_in_month.agency,
    paid_in_month.line,
    paid_in_month.person_no,
    approval.approval_no,
    approval.start_period,
    approval.months_entitled
  from paid_in_month
  left join facts.benefit_approval_history as approval
    on approval.agency = paid_in_month.agency
    and approval.line = paid_in_month.line
    and approval.person_no = paid_in_month.person_no
    and approval.item = 'unemployment_benefit'
    and approval.start_period <= paid_in_month.latest_period
  order by
    paid_in_month.agency nulls last,
    paid_in_month.line nulls last,
    paid_in_month.person_no nulls last,
    approval.start_period desc nulls last,
    approval.approved_on desc nulls last,
    approval.approval_no desc nulls last
),
counted as (
  select
    approval.agency,
    approval.line,
    approval.person_no,
    approval.approval_no,
    approval.months_entitled,
    count(distinct paid.benefit_period) as months_paid
  from approval_in_force as approval
  left join paid
    on paid.agency = approval.agency
    and paid.line = approval.line
    and paid.person_no = approval.person_no
    and paid.benefit_period >= approval.start_period
  group by
    approval.agency,
    approval.line,
    approval.person_no,
    approval.approval_no,
    approval.months_entitled
),
judged as (
  select
    counted.agency,
    counted.line,
    coalesce(counted.approval_no, counted.person_no) as item,
    counted.person_no,
    counted.months_entitled,
    case when counted.months_entitled is not null then cast(counted.months_paid as decimal(38, 2)) end as left_value,
    cast(
      case
        when counted.months_paid > counted.months_entitled then counted.months_entitled
        when counted.months_entitled is not null then counted.months_paid
      end as decimal(38, 2)
    ) as right_value,
    counted.months_paid - counted.months_entitled > parameter.tolerance as is_broken
  from counted
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
  case when count(judged.is_broken) = 0 then 'months_entitled' end as missing,
  cast(null as text) as person_no,
  cast(null as integer) as months_entitled
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
  judged.person_no as person_no,
  judged.months_entitled as months_entitled
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first

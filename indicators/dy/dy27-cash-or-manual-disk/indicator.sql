with manual_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.batch_no,
    payment.amount,
    payment.channel,
    payment.reviewed_by,
    payment.approved_by,
    payment.paid_at
  from facts.benefit_payment as payment
  where payment.channel in ('cash', 'file') and payment.amount > 0
),
counted as (
  select manual_payment.agency, manual_payment.line, count(*) as payments
  from manual_payment
  group by manual_payment.agency, manual_payment.line
)
select
  'hit' as verdict,
  manual_payment.agency as agency,
  manual_payment.line as line,
  manual_payment.agency as subject,
  manual_payment.payment_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(counted.payments as decimal(38, 6)) as observed,
  cast(parameter.payments as decimal(38, 6)) as threshold,
  cast(manual_payment.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  manual_payment.channel as channel,
  manual_payment.person_no as person_no,
  manual_payment.item as item,
  manual_payment.benefit_period as benefit_period,
  manual_payment.batch_no as batch_no,
  manual_payment.reviewed_by as reviewed_by,
  manual_payment.approved_by as approved_by,
  manual_payment.paid_at as paid_at
from manual_payment
cross join facts.run as run
cross join facts.parameter as parameter
join counted
  on counted.agency = manual_payment.agency
  and counted.line = manual_payment.line
where counted.payments > parameter.payments
order by manual_payment.agency nulls last, manual_payment.line nulls last, manual_payment.payment_no nulls last

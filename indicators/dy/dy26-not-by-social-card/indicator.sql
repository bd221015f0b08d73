with counted as (
  select
    payment.agency,
    payment.line,
    count(*) as payments,
    count(*) filter (where payment.account_kind = 'other') as other_payments,
    count(*) filter (where payment.account_kind is null) as unknown_payments,
    sum(case when payment.account_kind = 'other' then payment.amount else 0 end) as other_amount
  from facts.benefit_payment as payment
  where payment.line in ('110', '120', '170', '210')
    and payment.channel <> 'cash'
    and payment.amount > 0
  group by payment.agency, payment.line
),
other_payee as (
  select payment.agency, payment.line, count(distinct payment.person_no) as other_persons
  from facts.benefit_payment as payment
  where payment.line in ('110', '120', '170', '210')
    and payment.channel <> 'cash'
    and payment.amount > 0
    and payment.account_kind = 'other'
  group by payment.agency, payment.line
),
judged as (
  select
    counted.agency,
    counted.line,
    counted.payments,
    counted.other_payments,
    counted.unknown_payments,
    counted.other_amount,
    coalesce(other_payee.other_persons, 0) as other_persons,
    parameter.share,
    counted.other_payments > parameter.share * counted.payments as is_over
  from counted
  cross join facts.parameter as parameter
  left join other_payee
    on other_payee.agency = counted.agency
    and other_payee.line = counted.line
  where counted.other_payments + counted.unknown_payments > parameter.share * counted.payments
)
select
  case when judged.is_over then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.line as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  ratio(judged.other_payments, judged.payments) as observed,
  cast(judged.share as decimal(38, 6)) as threshold,
  cast(judged.other_amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.is_over then null else 'account_kind' end as missing,
  cast(judged.payments as integer) as payments,
  cast(judged.other_payments as integer) as other_payments,
  cast(judged.unknown_payments as integer) as unknown_payments,
  cast(judged.other_persons as integer) as other_persons
from judged
cross join facts.run as run
order by judged.agency nulls last, judged.line nulls last

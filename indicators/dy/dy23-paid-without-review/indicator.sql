with judged as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.reviewed_by,
    payment.reviewed_at,
    payment.approved_by,
    payment.approved_at,
    payment.paid_at,
    case
      when payment.reviewed_by is null or payment.reviewed_at is null then '无复核记录'
      when payment.approved_by is null or payment.approved_at is null then '无审批记录'
      when payment.paid_at < payment.approved_at then '先支付后审批'
    end as finding
  from facts.benefit_payment as payment
  where payment.reviewed_by is null
    or payment.reviewed_at is null
    or payment.approved_by is null
    or payment.approved_at is null
    or payment.paid_at is null
    or payment.paid_at < payment.approved_at
)
select
  case when judged.finding is null then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.payment_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(judged.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.finding is null then 'paid_at' end as missing,
  judged.finding as finding,
  judged.person_no as person_no,
  judged.item as item,
  judged.benefit_period as benefit_period,
  judged.reviewed_by as reviewed_by,
  judged.reviewed_at as reviewed_at,
  judged.approved_by as approved_by,
  judged.approved_at as approved_at,
  judged.paid_at as paid_at
from judged
cross join facts.run as run
order by judged.agency nulls last, judged.line nulls last, judged.payment_no nulls last

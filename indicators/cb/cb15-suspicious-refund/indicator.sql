with month_refund as (
  select
    refund.agency,
    refund.line,
    refund.refund_no,
    refund.person_no,
    refund.employer_no,
    cast(refund.amount as decimal(38, 2)) as amount,
    refund.payer_account_hash,
    refund.payee_account_hash,
    refund.refunded_on,
    refund.log_no
  from facts.refund as refund
  where refund.amount > 0
),
repeated as (
  select history.agency, history.line, history.person_no, count(*) as refunds
  from facts.refund_history as history
  where history.amount > 0 and history.person_no is not null
  group by history.agency, history.line, history.person_no
),
tested as (
  select
    month_refund.agency,
    month_refund.line,
    month_refund.refund_no,
    month_refund.person_no,
    month_refund.employer_no,
    month_refund.amount,
    month_refund.payer_account_hash,
    month_refund.payee_account_hash,
    month_refund.refunded_on,
    month_refund.log_no,
    repeated.refunds,
    coalesce(month_refund.payer_account_hash <> month_refund.payee_account_hash, false) as is_elsewhere,
    month_refund.amount >= parameter.large_amount as is_large,
    coalesce(repeated.refunds, 0) >= parameter.repeats as is_repeated,
    parameter.large_amount,
    parameter.repeats
  from month_refund
  cross join facts.parameter as parameter
  left join repeated
    on repeated.agency = month_refund.agency
    and repeated.line = month_refund.line
    and repeated.person_no = month_refund.person_no
),
judged as (
  select
    case when tested.is_elsewhere or tested.is_large or tested.is_repeated then 'hit' else 'cannot_decide' end as verdict,
    tested.agency,
    tested.line,
    tested.refund_no,
    tested.person_no,
    tested.employer_no,
    tested.amount,
    tested.payer_account_hash,
    tested.payee_account_hash,
    tested.refunded_on,
    tested.log_no,
    tested.refunds,
    tested.large_amount,
    case when tested.is_elsewhere then '未退回原缴费账户；' else '' end
      || case when tested.is_large then '金额较大；' else '' end
      || case when tested.is_repeated then '同一人多次退费；' else '' end as findings
  from tested
  where tested.is_elsewhere
    or tested.is_large
    or tested.is_repeated
    or tested.payer_account_hash is null
    or tested.payee_account_hash is null
)
select
  judged.verdict as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.refund_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(judged.amount as decimal(38, 6)) as observed,
  cast(judged.large_amount as decimal(38, 6)) as threshold,
  cast(judged.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case
    when judged.verdict = 'hit' then null
    when judged.payer_account_hash is null then 'payer_account_hash'
    else 'payee_account_hash'
  end as missing,
  case when judged.verdict = 'hit' then left(judged.findings, length(judged.findings) - 1) end as finding,
  judged.person_no as person_no,
  judged.employer_no as employer_no,
  judged.refunded_on as refunded_on,
  judged.payer_account_hash as payer_account_hash,
  judged.payee_account_hash as payee_account_hash,
  cast(judged.refunds as integer) as refunds,
  judged.log_no as log_no
from judged
cross join facts.run as run
order by judged.agency nulls last, judged.line nulls last, judged.refund_no nulls last

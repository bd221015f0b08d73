with outflow as (
  select
    statement.agency,
    statement.line,
    statement.account_hash,
    statement.serial,
    statement.posted_at,
    statement.amount,
    statement.counterparty_kind,
    statement.counterparty_account_hash,
    statement.counterparty_name,
    statement.purpose
  from facts.bank_statement as statement
  where statement.direction = 'out'
    and statement.amount > 0
    and (statement.counterparty_kind = 'private' or statement.counterparty_kind is null)
),
approved_payee as (
  select distinct payment.agency, payment.line, payment.account_hash
  from facts.benefit_payment as payment
  where payment.approved_at is not null and payment.account_hash is not null
),
refunded_payer as (
  select distinct refund.agency, refund.line, refund.payer_account_hash
  from facts.refund as refund
  where refund.payer_account_hash is not null
),
place_with_refund as (
  select distinct refunded_payer.agency, refunded_payer.line
  from refunded_payer
),
known as (
  select
    outflow.agency,
    outflow.line,
    outflow.account_hash,
    outflow.serial,
    outflow.posted_at,
    outflow.amount,
    outflow.counterparty_kind,
    outflow.counterparty_account_hash,
    outflow.counterparty_name,
    outflow.purpose,
    fund_account.kind as account_kind,
    approved_payee.account_hash is not null as is_approved_payee,
    refunded_payer.payer_account_hash is not null as is_refunded_payer,
    place_with_refund.agency is not null as has_refunds
  from outflow
  left join facts.fund_account as fund_account
    on fund_account.agency = outflow.agency
    and fund_account.line = outflow.line
    and fund_account.account_hash = outflow.account_hash
  left join approved_payee
    on approved_payee.agency = outflow.agency
    and approved_payee.line = outflow.line
    and approved_payee.account_hash = outflow.counterparty_account_hash
  left join refunded_payer
    on refunded_payer.agency = outflow.agency
    and refunded_payer.line = outflow.line
    and refunded_payer.payer_account_hash = outflow.counterparty_account_hash
  left join place_with_refund
    on place_with_refund.agency = outflow.agency
    and place_with_refund.line = outflow.line
),
-- What is quiet whatever a missing field held is left out first; then the missing field decides; the rest is a hit.
judged as (
  select
    known.agency,
    known.line,
    known.account_hash,
    known.serial,
    known.posted_at,
    known.amount,
    known.account_kind,
    known.counterparty_kind,
    known.counterparty_account_hash,
    known.counterparty_name,
    known.purpose,
    case
      when known.counterparty_kind is null then 'counterparty_kind'
      when known.account_kind is null then 'fund_account'
      when known.counterparty_account_hash is null and known.account_kind = 'expense' then 'counterparty_account_hash'
      when known.counterparty_account_hash is null and known.account_kind = 'income' and known.has_refunds
        then 'counterparty_account_hash'
    end as missing
  from known
  where known.account_kind is null
    or known.account_kind = 'fiscal'
    or (known.account_kind = 'income' and not known.is_refunded_payer)
    or (known.account_kind = 'expense' and not known.is_approved_payee)
)
select
  case when judged.missing is null then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.account_hash as subject,
  judged.serial as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(judged.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  judged.missing as missing,
  judged.account_kind as account_kind,
  judged.posted_at as posted_at,
  judged.counterparty_kind as counterparty_kind,
  judged.counterparty_name as counterparty_name,
  judged.counterparty_account_hash as counterparty_account_hash,
  judged.purpose as purpose
from judged
cross join facts.run as run
order by judged.agency nulls last, judged.line nulls last, judged.account_hash nulls last, judged.serial nulls last

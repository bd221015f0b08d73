with statement_line as (
  select
    statement.agency,
    statement.line,
    statement.period,
    statement.account_hash,
    statement.serial,
    statement.posted_at,
    statement.direction,
    cast(statement.amount as decimal(38, 2)) as amount,
    statement.counterparty_kind,
    statement.counterparty_account_hash,
    statement.counterparty_name,
    statement.purpose,
    account.kind as account_kind
  from facts.bank_statement_history as statement
  left join facts.fund_account as account
    on account.agency = statement.agency
    and account.line = statement.line
    and account.account_hash = statement.account_hash
  where statement.amount > 0 and (account.kind = 'income' or account.kind is null)
),
-- What a counterparty has paid in and got back so far, money that came in the same second before money that left.
exchanged as (
  select
    statement_line.agency,
    statement_line.line,
    statement_line.period,
    statement_line.account_hash,
    statement_line.serial,
    sum(case when statement_line.direction = 'in' then statement_line.amount else 0 end) over with_counterparty
      as paid_in,
    sum(case when statement_line.direction = 'out' then statement_line.amount else 0 end) over with_counterparty
      as paid_back
  from statement_line
  where statement_line.counterparty_account_hash is not null
  window with_counterparty as (
    partition by
      statement_line.agency,
      statement_line.line,
      statement_line.account_hash,
      statement_line.counterparty_account_hash
    order by
      statement_line.posted_at nulls last,
      statement_line.direction nulls last,
      statement_line.period nulls last,
      statement_line.serial nulls last
    rows between unbounded preceding and current row
  )
),
paid_in_by_kind as (
  select distinct
    statement_line.agency,
    statement_line.line,
    statement_line.account_hash,
    statement_line.counterparty_kind
  from statement_line
  where statement_line.direction = 'in' and statement_line.counterparty_kind is not null
),
refunded_payer as (
  select distinct refund.agency, refund.line, refund.payer_account_hash
  from facts.refund as refund
  where refund.payer_account_hash is not null
),
place_with_refund as (
  select distinct refund.agency, refund.line
  from facts.refund as refund
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
    outflow.account_kind,
    other.kind as counterparty_fund_kind,
    refunded_payer.payer_account_hash is not null or coalesce(exchanged.paid_back <= exchanged.paid_in, false)
      as is_returned,
    place_with_refund.agency is not null or paid_in_by_kind.agency is not null as may_be_returned,
    run.period
  from statement_line as outflow
  join facts.run as run on run.period = outflow.period
  left join facts.fund_account as other
    on other.agency = outflow.agency
    and other.line = outflow.line
    and other.account_hash = outflow.counterparty_account_hash
  left join refunded_payer
    on refunded_payer.agency = outflow.agency
    and refunded_payer.line = outflow.line
    and refunded_payer.payer_account_hash = outflow.counterparty_account_hash
  left join exchanged
    on exchanged.agency = outflow.agency
    and exchanged.line = outflow.line
    and exchanged.period = outflow.period
    and exchanged.account_hash = outflow.account_hash
    and exchanged.serial = outflow.serial
  left join place_with_refund
    on place_with_refund.agency = outflow.agency
    and place_with_refund.line = outflow.line
  left join paid_in_by_kind
    on paid_in_by_kind.agency = outflow.agency
    and paid_in_by_kind.line = outflow.line
    and paid_in_by_kind.account_hash = outflow.account_hash
    and paid_in_by_kind.counterparty_kind = outflow.counterparty_kind
  where outflow.direction = 'out'
),
-- What is allowed whatever a missing field held is left out; then the missing field decides; the rest is a hit.
judged as (
  select
    known.agency,
    known.line,
    known.account_hash,
    known.serial,
    known.posted_at,
    known.amount,
    known.counterparty_kind,
    known.counterparty_account_hash,
    known.counterparty_name,
    known.counterparty_fund_kind,
    known.purpose,
    known.period,
    case
      when known.account_kind is null then 'fund_account'
      when known.counterparty_fund_kind is not null then null
      when known.counterparty_kind is null then 'counterparty_kind'
      when known.counterparty_account_hash is null and known.may_be_returned then 'counterparty_account_hash'
    end as missing
  from known
  where not known.is_returned
    and coalesce(known.counterparty_fund_kind, '') not in ('fiscal', 'income')
    and (
      known.counterparty_fund_kind is not null
      or coalesce(known.counterparty_kind, '') not in ('fiscal', 'superior')
    )
)
select
  case when judged.missing is null then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.account_hash as subject,
  judged.serial as hit_key,
  cast(null as text) as related_key,
  judged.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  judged.amount as amount,
  cast(null as text) as severity,
  judged.missing as missing,
  judged.posted_at as posted_at,
  judged.counterparty_kind as counterparty_kind,
  judged.counterparty_name as counterparty_name,
  judged.counterparty_account_hash as counterparty_account_hash,
  judged.counterparty_fund_kind as counterparty_fund_kind,
  judged.purpose as purpose
from judged
order by judged.agency nulls last, judged.line nulls last, judged.account_hash nulls last, judged.serial nulls last

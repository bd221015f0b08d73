with recursive cut (word, rest) as (
  select cast('' as text) as word, parameter.interest_words || '|' as rest
  from facts.parameter as parameter
  union all
  select substr(cut.rest, 1, strpos(cut.rest, '|') - 1) as word, substr(cut.rest, strpos(cut.rest, '|') + 1) as rest
  from cut
  where cut.rest <> ''
),
interest_word as (
  select distinct cut.word
  from cut
  where cut.word <> ''
),
statement_line as (
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
  where statement.amount > 0 and (account.kind = 'expense' or account.kind is null)
),
-- What a counterparty was paid and has given back so far, money that left in the same second before money that came.
exchanged as (
  select
    statement_line.agency,
    statement_line.line,
    statement_line.period,
    statement_line.account_hash,
    statement_line.serial,
    sum(case when statement_line.direction = 'out' then statement_line.amount else 0 end) over with_counterparty
      as paid_out,
    sum(case when statement_line.direction = 'in' then statement_line.amount else 0 end) over with_counterparty
      as given_back
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
      statement_line.direction desc nulls last,
      statement_line.period nulls last,
      statement_line.serial nulls last
    rows between unbounded preceding and current row
  )
),
paid_out_by_kind as (
  select distinct
    statement_line.agency,
    statement_line.line,
    statement_line.account_hash,
    statement_line.counterparty_kind
  from statement_line
  where statement_line.direction = 'out' and statement_line.counterparty_kind is not null
),
known as (
  select
    inflow.agency,
    inflow.line,
    inflow.account_hash,
    inflow.serial,
    inflow.posted_at,
    inflow.amount,
    inflow.counterparty_kind,
    inflow.counterparty_account_hash,
    inflow.counterparty_name,
    inflow.purpose,
    inflow.account_kind,
    other.kind as counterparty_fund_kind,
    inflow.counterparty_kind = 'bank'
      and exists (
        select 1
        from interest_word
        where strpos(inflow.purpose, interest_word.word) > 0
      ) as is_interest,
    coalesce(exchanged.given_back <= exchanged.paid_out, false) as is_returned,
    inflow.counterparty_kind in ('bank', 'private') or paid_out_by_kind.agency is not null as may_be_returned,
    run.period
  from statement_line as inflow
  join facts.run as run on run.period = inflow.period
  left join facts.fund_account as other
    on other.agency = inflow.agency
    and other.line = inflow.line
    and other.account_hash = inflow.counterparty_account_hash
  left join exchanged
    on exchanged.agency = inflow.agency
    and exchanged.line = inflow.line
    and exchanged.period = inflow.period
    and exchanged.account_hash = inflow.account_hash
    and exchanged.serial = inflow.serial
  left join paid_out_by_kind
    on paid_out_by_kind.agency = inflow.agency
    and paid_out_by_kind.line = inflow.line
    and paid_out_by_kind.account_hash = inflow.account_hash
    and paid_out_by_kind.counterparty_kind = inflow.counterparty_kind
  where inflow.direction = 'in'
),
-- What is allowed whatever a missing field held is left out; then the missing field decides; the rest is a hit.
suspect as (
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
      when known.counterparty_kind = 'bank' and known.purpose is null then 'purpose'
    end as missing
  from known
  where not known.is_returned
    and coalesce(known.counterparty_fund_kind, '') not in ('fiscal', 'expense')
    and (
      known.counterparty_fund_kind is not null
      or (coalesce(known.counterparty_kind, '') not in ('fiscal', 'superior') and not coalesce(known.is_interest, false))
    )
),
-- Months of payments are met by the few accounts that are left.
suspect_account as (
  select distinct suspect.agency, suspect.line, suspect.counterparty_account_hash
  from suspect
  where suspect.counterparty_account_hash is not null and suspect.counterparty_fund_kind is null
),
payee as (
  select distinct payment.agency, payment.line, payment.account_hash
  from suspect_account
  join facts.benefit_payment_history as payment
    on payment.agency = suspect_account.agency
    and payment.line = suspect_account.line
    and payment.account_hash = suspect_account.counterparty_account_hash
),
judged as (
  select
    suspect.agency,
    suspect.line,
    suspect.account_hash,
    suspect.serial,
    suspect.posted_at,
    suspect.amount,
    suspect.counterparty_kind,
    suspect.counterparty_account_hash,
    suspect.counterparty_name,
    suspect.counterparty_fund_kind,
    suspect.purpose,
    suspect.period,
    suspect.missing
  from suspect
  left join payee
    on payee.agency = suspect.agency
    and payee.line = suspect.line
    and payee.account_hash = suspect.counterparty_account_hash
  where payee.agency is null
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

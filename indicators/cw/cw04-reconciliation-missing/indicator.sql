with unreconciled as (
  select
    account.agency,
    account.line,
    account.account_hash,
    account.kind,
    account.bank_code,
    account.opened_on,
    run.period
  from facts.fund_account as account
  cross join facts.run as run
  left join facts.reconciliation as reconciliation
    on reconciliation.agency = account.agency
    and reconciliation.line = account.line
    and reconciliation.account_hash = account.account_hash
  where reconciliation.account_hash is null
    and account.kind in ('income', 'fiscal', 'expense', 'pool')
    and (account.opened_on is null or account.opened_on <= run.last_day)
    and (account.closed_on is null or account.closed_on > run.last_day)
),
moved as (
  select statement.agency, statement.line, statement.account_hash, count(*) as movements
  from unreconciled
  join facts.bank_statement as statement
    on statement.agency = unreconciled.agency
    and statement.line = unreconciled.line
    and statement.account_hash = unreconciled.account_hash
  group by statement.agency, statement.line, statement.account_hash
),
last_statement_line as (
  select distinct on (statement.agency, statement.line, statement.account_hash)
    statement.agency,
    statement.line,
    statement.account_hash,
    statement.balance
  from unreconciled
  join facts.bank_statement as statement
    on statement.agency = unreconciled.agency
    and statement.line = unreconciled.line
    and statement.account_hash = unreconciled.account_hash
  order by
    statement.agency nulls last,
    statement.line nulls last,
    statement.account_hash nulls last,
    statement.posted_at desc nulls last,
    length(statement.serial) desc nulls last,
    statement.serial desc nulls last
)
select
  'hit' as verdict,
  unreconciled.agency as agency,
  unreconciled.line as line,
  unreconciled.agency as subject,
  unreconciled.account_hash as hit_key,
  cast(null as text) as related_key,
  unreconciled.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  unreconciled.kind as account_kind,
  unreconciled.bank_code as bank_code,
  unreconciled.opened_on as opened_on,
  cast(coalesce(moved.movements, 0) as integer) as movements,
  cast(last_line.balance as decimal(38, 2)) as bank_balance
from unreconciled
left join moved
  on moved.agency = unreconciled.agency
  and moved.line = unreconciled.line
  and moved.account_hash = unreconciled.account_hash
left join last_statement_line as last_line
  on last_line.agency = unreconciled.agency
  and last_line.line = unreconciled.line
  and last_line.account_hash = unreconciled.account_hash
order by unreconciled.agency nulls last, unreconciled.line nulls last, unreconciled.account_hash nulls last

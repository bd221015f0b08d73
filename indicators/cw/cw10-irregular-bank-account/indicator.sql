with account as (
  select
    fund_account.agency,
    fund_account.line,
    fund_account.account_hash,
    fund_account.kind,
    fund_account.bank_code,
    fund_account.opened_on
  from facts.fund_account as fund_account
  cross join facts.run as run
  where (fund_account.opened_on is null or fund_account.opened_on <= run.last_day)
    and (fund_account.closed_on is null or fund_account.closed_on > run.last_day)
),
alike as (
  select
    account.agency,
    account.line,
    account.kind,
    account.bank_code,
    count(*) as accounts
  from account
  group by account.agency, account.line, account.kind, account.bank_code
),
of_kind as (
  select account.agency, account.line, account.kind, count(*) as accounts
  from account
  group by account.agency, account.line, account.kind
),
moved as (
  select
    statement.agency,
    statement.line,
    statement.account_hash,
    max(cast(statement.posted_at as date)) as last_moved_on,
    bool_or(statement.period > period_add(run.period, -parameter.idle_months)) as moved_lately,
    count(*) filter (where statement.period = run.period) as movements,
    sum(case when statement.period = run.period then statement.amount end) as amount
  from facts.bank_statement_history as statement
  cross join facts.run as run
  cross join facts.parameter as parameter
  group by statement.agency, statement.line, statement.account_hash
),
-- The list of accounts is sent whole every month, so it tells which months are here.
months_here as (
  select history.agency, history.line, count(distinct history.period) as months
  from facts.fund_account_history as history
  cross join facts.run as run
  cross join facts.parameter as parameter
  where history.period > period_add(run.period, -parameter.idle_months)
  group by history.agency, history.line
),
listed as (
  select
    account.agency,
    account.line,
    account.account_hash,
    account.kind,
    account.bank_code,
    account.opened_on,
    case when account.bank_code is not null then alike.accounts end as accounts_alike,
    coalesce(moved.movements, 0) as movements,
    moved.amount,
    moved.last_moved_on,
    account.bank_code is not null and alike.accounts > 1 as has_twin,
    account.bank_code is null and of_kind.accounts > 1 as may_have_twin,
    -- Quiet for the whole time, and old enough, as far as the fields tell.
    not coalesce(moved.moved_lately, false)
      and (account.opened_on is null or account.opened_on <= add_months(run.last_day, -parameter.idle_months)) as may_be_idle,
    account.opened_on is not null and coalesce(months_here.months, 0) >= parameter.idle_months as is_known
  from account
  cross join facts.run as run
  cross join facts.parameter as parameter
  join of_kind
    on of_kind.agency = account.agency
    and of_kind.line = account.line
    and of_kind.kind = account.kind
  left join alike
    on alike.agency = account.agency
    and alike.line = account.line
    and alike.kind = account.kind
    and alike.bank_code = account.bank_code
  left join moved
    on moved.agency = account.agency
    and moved.line = account.line
    and moved.account_hash = account.account_hash
  left join months_here
    on months_here.agency = account.agency
    and months_here.line = account.line
),
answer as (
  select
    moved.agency,
    moved.line,
    moved.account_hash,
    '，没有备案' as findings,
    cast(null as text) as missing,
    cast(null as text) as account_kind,
    cast(null as text) as bank_code,
    cast(null as date) as opened_on,
    cast(null as bigint) as accounts_alike,
    moved.movements,
    moved.amount,
    moved.last_moved_on
  from moved
  left join facts.fund_account as fund_account
    on fund_account.agency = moved.agency
    and fund_account.line = moved.line
    and fund_account.account_hash = moved.account_hash
  where fund_account.account_hash is null and moved.movements > 0
  union all
  select
    listed.agency,
    listed.line,
    listed.account_hash,
    case when listed.has_twin then '，在同一银行与同类账户重复' else '' end
      || case when listed.may_be_idle and listed.is_known then '，长期没有收付' else '' end as findings,
    case
      when listed.may_have_twin then 'bank_code'
      when listed.opened_on is null then 'opened_on'
      else 'bank_statement'
    end as missing,
    listed.kind as account_kind,
    listed.bank_code,
    listed.opened_on,
    listed.accounts_alike,
    listed.movements,
    listed.amount,
    listed.last_moved_on
  from listed
  where listed.has_twin or listed.may_have_twin or listed.may_be_idle
)
select
  case when answer.findings = '' then 'cannot_decide' else 'hit' end as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.account_hash as subject,
  answer.account_hash as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(case when answer.findings <> '' then answer.amount end as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when answer.findings = '' then answer.missing end as missing,
  case when answer.findings <> '' then substr(answer.findings, 2) end as finding,
  answer.account_kind as account_kind,
  answer.bank_code as bank_code,
  answer.opened_on as opened_on,
  cast(answer.accounts_alike as integer) as accounts_alike,
  cast(answer.movements as integer) as movements,
  answer.last_moved_on as last_moved_on
from answer
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.account_hash nulls last

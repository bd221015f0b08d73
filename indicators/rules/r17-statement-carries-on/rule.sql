with statement_of_month as (
  select
    statement.agency,
    statement.line,
    statement.account_hash,
    statement.serial,
    statement.posted_at,
    cast(case when statement.direction = 'in' then statement.amount else -statement.amount end as decimal(38, 2)) as moved,
    cast(statement.balance as decimal(38, 2)) as balance,
    -- Serial numbers are not always padded: the shorter one comes first.
    row_number() over of_account as position,
    lag(statement.balance) over of_account as balance_before
  from facts.bank_statement as statement
  window of_account as (
    partition by statement.agency, statement.line, statement.account_hash
    order by statement.posted_at nulls first, length(statement.serial) nulls first, statement.serial nulls first
  )
),
last_of_month_before as (
  select distinct on (history.agency, history.line, history.account_hash)
    history.agency,
    history.line,
    history.account_hash,
    history.balance
  from facts.bank_statement_history as history
  join facts.run as run on history.period = period_add(run.period, -1)
  order by
    history.agency nulls last,
    history.line nulls last,
    history.account_hash nulls last,
    history.posted_at desc nulls last,
    length(history.serial) desc nulls last,
    history.serial desc nulls last
),
-- An account that did not move last month has no statement line; its table of adjustment still names the bank's balance.
table_of_month_before as (
  select history.agency, history.line, history.account_hash, history.bank_balance
  from facts.reconciliation_history as history
  join facts.run as run on history.period = period_add(run.period, -1)
),
expected as (
  select
    statement.agency,
    statement.line,
    statement.account_hash,
    statement.serial,
    statement.posted_at,
    statement.balance,
    cast(
      case
        when statement.position > 1 then statement.balance_before
        else coalesce(last_line.balance, table_before.bank_balance)
      end as decimal(38, 2)
    ) + statement.moved as expected_balance
  from statement_of_month as statement
  left join last_of_month_before as last_line
    on last_line.agency = statement.agency
    and last_line.line = statement.line
    and last_line.account_hash = statement.account_hash
  left join table_of_month_before as table_before
    on table_before.agency = statement.agency
    and table_before.line = statement.line
    and table_before.account_hash = statement.account_hash
),
judged as (
  select
    expected.agency,
    expected.line,
    expected.account_hash || '/' || expected.serial as item,
    expected.account_hash,
    expected.serial,
    expected.posted_at,
    expected.expected_balance as left_value,
    case when expected.expected_balance is not null then expected.balance end as right_value,
    abs(expected.expected_balance - expected.balance) > parameter.tolerance as is_broken
  from expected
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
  case when count(judged.is_broken) = 0 then 'balance' end as missing,
  cast(null as text) as account_hash,
  cast(null as text) as serial,
  cast(null as timestamp) as posted_at
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
  judged.account_hash as account_hash,
  judged.serial as serial,
  judged.posted_at as posted_at
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first

with head_of_kind (kind, head) as (
  values ('income', '1002'), ('fiscal', '1003'), ('expense', '1004'), ('treasury', '1005'), ('pool', '1006')
),
adjusted as (
  select
    reconciliation.agency,
    reconciliation.line,
    reconciliation.account_hash as item,
    '调节后余额' as part,
    cast(reconciliation.adjusted_book as decimal(38, 2)) as left_value,
    cast(reconciliation.adjusted_bank as decimal(38, 2)) as right_value
  from facts.reconciliation as reconciliation
),
-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
balance_row as (
  select
    balance.agency,
    balance.line,
    substr(balance.subject, 1, 4) as head,
    balance.closing,
    length(balance.subject) as code_length,
    min(length(balance.subject)) over (
      partition by balance.agency, balance.line, substr(balance.subject, 1, 4)
    ) as shortest
  from facts.subject_balance as balance
),
head_closing as (
  select row_of_head.agency, row_of_head.line, row_of_head.head, sum(row_of_head.closing) as closing
  from balance_row as row_of_head
  where row_of_head.code_length = row_of_head.shortest
  group by row_of_head.agency, row_of_head.line, row_of_head.head
),
book_of_kind as (
  select
    account.agency,
    account.line,
    head_of_kind.head,
    sum(reconciliation.book_balance) as book_balance,
    count(*) filter (where reconciliation.account_hash is null) as accounts_without_table
  from facts.fund_account as account
  cross join facts.run as run
  join head_of_kind on head_of_kind.kind = account.kind
  left join facts.reconciliation as reconciliation
    on reconciliation.agency = account.agency
    and reconciliation.line = account.line
    and reconciliation.account_hash = account.account_hash
  where account.closed_on is null or account.closed_on > run.last_day
  group by account.agency, account.line, head_of_kind.head
),
-- Undecided while one account of the kind has no table, or no balances were sent.
ledger as (
  select
    book.agency,
    book.line,
    book.head as item,
    '账面余额与科目余额' as part,
    case
      when book.accounts_without_table = 0 and balances.agency is not null
        then cast(book.book_balance as decimal(38, 2))
    end as left_value,
    case
      when book.accounts_without_table = 0 and balances.agency is not null
        then cast(coalesce(head_closing.closing, 0) as decimal(38, 2))
    end as right_value
  from book_of_kind as book
  left join (
    select distinct balance.agency, balance.line
    from facts.subject_balance as balance
  ) as balances
    on balances.agency = book.agency and balances.line = book.line
  left join head_closing
    on head_closing.agency = book.agency
    and head_closing.line = book.line
    and head_closing.head = book.head
),
last_statement_line as (
  select distinct on (statement.agency, statement.line, statement.account_hash)
    statement.agency,
    statement.line,
    statement.account_hash,
    statement.balance
  from facts.bank_statement as statement
  order by
    statement.agency nulls last,
    statement.line nulls last,
    statement.account_hash nulls last,
    statement.posted_at desc nulls last,
    length(statement.serial) desc nulls last,
    statement.serial desc nulls last
),
bank as (
  select
    reconciliation.agency,
    reconciliation.line,
    reconciliation.account_hash || '/bank' as item,
    '银行余额与对账单' as part,
    cast(reconciliation.bank_balance as decimal(38, 2)) as left_value,
    cast(last_line.balance as decimal(38, 2)) as right_value
  from facts.reconciliation as reconciliation
  join last_statement_line as last_line
    on last_line.agency = reconciliation.agency
    and last_line.line = reconciliation.line
    and last_line.account_hash = reconciliation.account_hash
),
side as (
  select adjusted.agency, adjusted.line, adjusted.item, adjusted.part, adjusted.left_value, adjusted.right_value
  from adjusted
  union all
  select ledger.agency, ledger.line, ledger.item, ledger.part, ledger.left_value, ledger.right_value
  from ledger
  union all
  select bank.agency, bank.line, bank.item, bank.part, bank.left_value, bank.right_value
  from bank
),
judged as (
  select
    side.agency,
    side.line,
    side.item,
    side.part,
    side.left_value,
    side.right_value,
    abs(side.left_value - side.right_value) > parameter.tolerance as is_broken
  from side
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
  case when count(judged.is_broken) = 0 then 'book_balance' end as missing,
  cast(null as text) as part
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
  judged.part as part
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first

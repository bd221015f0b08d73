with judged as (
  select
    reconciliation.agency,
    reconciliation.line,
    reconciliation.account_hash,
    account.kind as account_kind,
    cast(reconciliation.book_balance as decimal(38, 2)) as book_balance,
    cast(reconciliation.bank_balance as decimal(38, 2)) as bank_balance,
    cast(reconciliation.adjusted_book as decimal(38, 2)) as adjusted_book,
    cast(reconciliation.adjusted_bank as decimal(38, 2)) as adjusted_bank,
    reconciliation.oldest_open_item_on,
    run.period,
    run.last_day - reconciliation.oldest_open_item_on as open_days,
    parameter.tolerance,
    parameter.days,
    abs(reconciliation.adjusted_book - reconciliation.adjusted_bank) > parameter.tolerance as differs,
    coalesce(run.last_day - reconciliation.oldest_open_item_on > parameter.days, false) as is_old,
    -- Balances that were adjusted have open items, whose age is unknown without a date.
    reconciliation.oldest_open_item_on is null
    and (
      reconciliation.adjusted_book <> reconciliation.book_balance
      or reconciliation.adjusted_bank <> reconciliation.bank_balance
    ) as is_undated
  from facts.reconciliation as reconciliation
  cross join facts.run as run
  cross join facts.parameter as parameter
  left join facts.fund_account as account
    on account.agency = reconciliation.agency
    and account.line = reconciliation.line
    and account.account_hash = reconciliation.account_hash
)
select
  case when judged.differs or judged.is_old then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.account_hash as hit_key,
  cast(null as text) as related_key,
  judged.period as first_period,
  cast(
    case
      when judged.differs then judged.adjusted_book - judged.adjusted_bank
      when judged.is_old then judged.open_days
    end as decimal(38, 6)
  ) as observed,
  cast(
    case
      when judged.differs then judged.tolerance
      when judged.is_old then judged.days
    end as decimal(38, 6)
  ) as threshold,
  cast(case when judged.differs then judged.adjusted_book - judged.adjusted_bank end as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when not judged.differs and not judged.is_old then 'oldest_open_item_on' end as missing,
  case
    when judged.differs and judged.is_old then '调节后余额不符，未达账项超期'
    when judged.differs then '调节后余额不符'
    when judged.is_old then '未达账项超期'
  end as finding,
  judged.account_kind as account_kind,
  judged.book_balance as book_balance,
  judged.bank_balance as bank_balance,
  judged.adjusted_book as adjusted_book,
  judged.adjusted_bank as adjusted_bank,
  judged.oldest_open_item_on as oldest_open_item_on,
  cast(judged.open_days as integer) as open_days
from judged
where judged.differs or judged.is_old or judged.is_undated
order by judged.agency nulls last, judged.line nulls last, judged.account_hash nulls last

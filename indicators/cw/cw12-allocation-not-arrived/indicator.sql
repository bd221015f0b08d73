with moved as (
  select
    entry.agency,
    entry.line,
    entry.period,
    entry.voucher_no,
    sum(case when substr(entry.subject, 1, 4) = '1003' then entry.credit - entry.debit else 0 end) as from_fiscal,
    sum(case when substr(entry.subject, 1, 4) = '1004' then entry.debit - entry.credit else 0 end) as to_expense
  from facts.voucher_entry_history as entry
  where substr(entry.subject, 1, 4) in ('1003', '1004')
  group by entry.agency, entry.line, entry.period, entry.voucher_no
),
inflow as (
  select
    statement.agency,
    statement.line,
    statement.period,
    statement.account_hash,
    statement.serial,
    cast(statement.posted_at as date) as moved_on,
    statement.amount,
    statement.counterparty_account_hash is null as unsure
  from facts.bank_statement_history as statement
  join facts.fund_account as own
    on own.agency = statement.agency
    and own.line = statement.line
    and own.account_hash = statement.account_hash
    and own.kind = 'expense'
  left join facts.fund_account as other
    on other.agency = statement.agency
    and other.line = statement.line
    and other.account_hash = statement.counterparty_account_hash
  where statement.direction = 'in'
    and statement.amount > 0
    and (
      other.kind = 'fiscal'
      or (statement.counterparty_account_hash is null and coalesce(statement.counterparty_kind, 'fiscal') = 'fiscal')
    )
),
transfer as (
  select
    moved.agency,
    moved.line,
    moved.period,
    'out' as direction,
    voucher.voucher_date as moved_on,
    cast(case when moved.from_fiscal < moved.to_expense then moved.from_fiscal else moved.to_expense end as decimal(38, 2))
      as amount,
    false as unsure,
    moved.voucher_no as item
  from moved
  join facts.voucher_history as voucher
    on voucher.agency = moved.agency
    and voucher.line = moved.line
    and voucher.period = moved.period
    and voucher.voucher_no = moved.voucher_no
  where moved.from_fiscal > 0 and moved.to_expense > 0
  union all
  select
    inflow.agency,
    inflow.line,
    inflow.period,
    'in' as direction,
    inflow.moved_on,
    cast(inflow.amount as decimal(38, 2)) as amount,
    inflow.unsure,
    inflow.account_hash || '/' || inflow.serial as item
  from inflow
),
-- Equal amounts that lie close together are paired in order of time; a gap of more than the days begins anew.
neighbour as (
  select
    transfer.agency,
    transfer.line,
    transfer.period,
    transfer.direction,
    transfer.moved_on,
    transfer.amount,
    transfer.unsure,
    transfer.item,
    lag(transfer.moved_on) over in_order as moved_before
  from transfer
  window in_order as (
    partition by transfer.agency, transfer.line, transfer.amount
    order by
      transfer.moved_on nulls last,
      transfer.direction nulls last,
      transfer.period nulls last,
      transfer.item nulls last
  )
),
marked as (
  select
    neighbour.agency,
    neighbour.line,
    neighbour.period,
    neighbour.direction,
    neighbour.moved_on,
    neighbour.amount,
    neighbour.unsure,
    neighbour.item,
    case
      when coalesce(
        working_days_between(neighbour.moved_before, neighbour.moved_on),
        neighbour.moved_on - neighbour.moved_before
      ) > parameter.days then 1
      else 0
    end as begins
  from neighbour
  cross join facts.parameter as parameter
),
grouped as (
  select
    marked.agency,
    marked.line,
    marked.period,
    marked.direction,
    marked.moved_on,
    marked.amount,
    marked.unsure,
    marked.item,
    sum(marked.begins) over (
      partition by marked.agency, marked.line, marked.amount
      order by
        marked.moved_on nulls last,
        marked.direction nulls last,
        marked.period nulls last,
        marked.item nulls last
      rows between unbounded preceding and current row
    ) as cluster
  from marked
),
ranked as (
  select
    grouped.agency,
    grouped.line,
    grouped.period,
    grouped.direction,
    grouped.moved_on,
    grouped.amount,
    grouped.unsure,
    grouped.item,
    grouped.cluster,
    row_number() over (
      partition by grouped.agency, grouped.line, grouped.amount, grouped.cluster, grouped.direction
      order by
        case when grouped.unsure then 1 else 0 end nulls last,
        grouped.moved_on nulls last,
        grouped.period nulls last,
        grouped.item nulls last
    ) as place
  from grouped
),
month_before as (
  select distinct statement.agency, statement.line
  from facts.bank_statement_history as statement
  join facts.run as run on statement.period < run.period
),
-- What has no other half is judged in the month in which its days are over.
alone as (
  select
    one.agency,
    one.line,
    one.period,
    one.direction,
    one.moved_on,
    one.amount,
    one.unsure
  from ranked as one
  cross join facts.run as run
  cross join facts.parameter as parameter
  left join month_before on month_before.agency = one.agency and month_before.line = one.line
  left join ranked as other
    on other.agency = one.agency
    and other.line = one.line
    and other.amount = one.amount
    and other.cluster = one.cluster
    and other.place = one.place
    and other.direction <> one.direction
  where coalesce(
      case
        when other.moved_on >= one.moved_on
          then coalesce(working_days_between(one.moved_on, other.moved_on), other.moved_on - one.moved_on)
        else coalesce(working_days_between(other.moved_on, one.moved_on), one.moved_on - other.moved_on)
      end,
      parameter.days + 1
    ) > parameter.days
    and (
      (
        one.period = run.period
        and coalesce(working_days_between(one.moved_on, run.last_day), run.last_day - one.moved_on) > parameter.days
        and (
          month_before.agency is not null
          or coalesce(working_days_between(run.first_day - 1, one.moved_on), one.moved_on - run.first_day + 1)
            > parameter.days
        )
      )
      or (
        one.period < run.period
        and coalesce(working_days_between(one.moved_on, run.first_day - 1), run.first_day - 1 - one.moved_on)
          <= parameter.days
      )
    )
),
difference as (
  select
    alone.agency,
    alone.line,
    sum(case when alone.direction = 'out' then alone.amount else 0 end) as not_arrived,
    sum(case when alone.direction = 'in' and not alone.unsure then alone.amount else 0 end) as not_allocated,
    sum(case when alone.unsure then alone.amount else 0 end) as unknown_arrived,
    min(case when not alone.unsure then alone.moved_on end) as first_on
  from alone
  group by alone.agency, alone.line
),
of_month as (
  select
    transfer.agency,
    transfer.line,
    sum(case when transfer.direction = 'out' then transfer.amount else 0 end) as allocated,
    sum(case when transfer.direction = 'in' and not transfer.unsure then transfer.amount else 0 end) as arrived
  from transfer
  join facts.run as run on run.period = transfer.period
  group by transfer.agency, transfer.line
),
with_statement as (
  select distinct statement.agency, statement.line
  from facts.bank_statement_history as statement
  join facts.fund_account as own
    on own.agency = statement.agency
    and own.line = statement.line
    and own.account_hash = statement.account_hash
    and own.kind = 'expense'
),
judged as (
  select
    difference.agency,
    difference.line,
    difference.not_arrived,
    difference.not_allocated,
    difference.unknown_arrived,
    difference.first_on,
    difference.not_arrived - difference.not_allocated as observed,
    coalesce(of_month.allocated, 0) as allocated,
    coalesce(of_month.arrived, 0) as arrived,
    case
      when with_statement.agency is null then 'bank_statement'
      when difference.not_arrived > difference.not_allocated and difference.unknown_arrived > 0
        then 'counterparty_account_hash'
    end as missing
  from difference
  left join of_month on of_month.agency = difference.agency and of_month.line = difference.line
  left join with_statement on with_statement.agency = difference.agency and with_statement.line = difference.line
)
select
  case when judged.missing is null then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(judged.observed as decimal(38, 6)) as observed,
  cast(parameter.tolerance as decimal(38, 6)) as threshold,
  cast(judged.observed as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  judged.missing as missing,
  cast(judged.allocated as decimal(38, 2)) as allocated,
  cast(judged.arrived as decimal(38, 2)) as arrived,
  cast(judged.not_arrived as decimal(38, 2)) as not_arrived,
  cast(judged.not_allocated as decimal(38, 2)) as not_allocated,
  judged.first_on as first_on,
  cast(judged.unknown_arrived as decimal(38, 2)) as unknown_arrived
from judged
cross join facts.run as run
cross join facts.parameter as parameter
where abs(judged.observed) > parameter.tolerance
order by judged.agency nulls last, judged.line nulls last

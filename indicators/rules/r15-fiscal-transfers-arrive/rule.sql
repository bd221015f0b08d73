with statement_line as (
  select
    statement.agency,
    statement.line,
    statement.period,
    statement.account_hash,
    statement.serial,
    statement.direction,
    statement.amount,
    statement.posted_at,
    cast(statement.posted_at as date) as posted_on,
    own.kind as own_kind,
    other.kind as other_kind,
    statement.counterparty_account_hash is null as unsure,
    statement.counterparty_kind
  from facts.bank_statement_history as statement
  join facts.fund_account as own
    on own.agency = statement.agency
    and own.line = statement.line
    and own.account_hash = statement.account_hash
  left join facts.fund_account as other
    on other.agency = statement.agency
    and other.line = statement.line
    and other.account_hash = statement.counterparty_account_hash
  where own.kind in ('fiscal', 'expense')
),
-- Which of the two accounts sent statements, and whether last month's are there to pair with.
sent as (
  select
    statement.agency,
    statement.line,
    bool_or(statement.own_kind = 'fiscal') as has_fiscal,
    bool_or(statement.own_kind = 'expense') as has_expense,
    bool_or(statement.period < run.period) as has_before
  from statement_line as statement
  cross join facts.run as run
  group by statement.agency, statement.line
),
-- A line without the other account's number may be the other half of a transfer, and is never judged itself.
transfer as (
  select
    statement.agency,
    statement.line,
    statement.period,
    statement.account_hash,
    statement.serial,
    statement.direction,
    statement.amount,
    statement.posted_at,
    statement.posted_on,
    statement.unsure
  from statement_line as statement
  where statement.amount > 0
    and (
      (
        statement.own_kind = 'fiscal'
        and statement.direction = 'out'
        and (statement.other_kind = 'expense'
          or (statement.unsure and coalesce(statement.counterparty_kind, 'public') = 'public'))
      )
      or (
        statement.own_kind = 'expense'
        and statement.direction = 'in'
        and (statement.other_kind = 'fiscal'
          or (statement.unsure and coalesce(statement.counterparty_kind, 'fiscal') = 'fiscal'))
      )
    )
),
-- Equal amounts that lie close together are paired in order of time; a gap of more than the days begins anew.
neighbour as (
  select
    transfer.agency,
    transfer.line,
    transfer.period,
    transfer.account_hash,
    transfer.serial,
    transfer.direction,
    transfer.amount,
    transfer.posted_at,
    transfer.posted_on,
    transfer.unsure,
    lag(transfer.posted_on) over (
      partition by transfer.agency, transfer.line, transfer.amount
      order by
        transfer.posted_at nulls last,
        transfer.direction nulls last,
        transfer.period nulls last,
        transfer.account_hash nulls last,
        transfer.serial nulls last
    ) as posted_before
  from transfer
),
marked as (
  select
    neighbour.agency,
    neighbour.line,
    neighbour.period,
    neighbour.account_hash,
    neighbour.serial,
    neighbour.direction,
    neighbour.amount,
    neighbour.posted_at,
    neighbour.posted_on,
    neighbour.unsure,
    case
      when coalesce(
        working_days_between(neighbour.posted_before, neighbour.posted_on),
        neighbour.posted_on - neighbour.posted_before
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
    marked.account_hash,
    marked.serial,
    marked.direction,
    marked.amount,
    marked.posted_at,
    marked.posted_on,
    marked.unsure,
    sum(marked.begins) over (
      partition by marked.agency, marked.line, marked.amount
      order by
        marked.posted_at nulls last,
        marked.direction nulls last,
        marked.period nulls last,
        marked.account_hash nulls last,
        marked.serial nulls last
      rows between unbounded preceding and current row
    ) as cluster
  from marked
),
ranked as (
  select
    grouped.agency,
    grouped.line,
    grouped.period,
    grouped.account_hash,
    grouped.serial,
    grouped.direction,
    grouped.amount,
    grouped.posted_on,
    grouped.unsure,
    grouped.cluster,
    row_number() over (
      partition by grouped.agency, grouped.line, grouped.amount, grouped.cluster, grouped.direction
      order by
        case when grouped.unsure then 1 else 0 end nulls last,
        grouped.posted_at nulls last,
        grouped.period nulls last,
        grouped.account_hash nulls last,
        grouped.serial nulls last
    ) as place
  from grouped
),
paired as (
  select
    one.agency,
    one.line,
    one.period,
    one.account_hash,
    one.serial,
    one.direction,
    one.amount,
    one.posted_on,
    one.unsure,
    other.period as other_period,
    coalesce(other.unsure, false) as other_unsure,
    other.serial is not null
      and coalesce(
        case
          when other.posted_on >= one.posted_on then working_days_between(one.posted_on, other.posted_on)
          else working_days_between(other.posted_on, one.posted_on)
        end,
        abs(other.posted_on - one.posted_on)
      ) <= parameter.days as fits
  from ranked as one
  cross join facts.parameter as parameter
  left join ranked as other
    on other.agency = one.agency
    and other.line = one.line
    and other.amount = one.amount
    and other.cluster = one.cluster
    and other.place = one.place
    and other.direction <> one.direction
),
-- A pair belongs to the month of its later half, a line without one to the month in which its days are over.
item as (
  select
    paired.agency,
    paired.line,
    paired.period || ':' || left(paired.account_hash, 8) || ':' || paired.serial as item,
    paired.direction,
    paired.posted_on,
    paired.serial,
    paired.account_hash,
    cast(case when paired.direction = 'out' or paired.fits then paired.amount else 0 end as decimal(38, 2)) as sent,
    cast(case when paired.direction = 'in' or paired.fits then paired.amount else 0 end as decimal(38, 2)) as received
  from paired
  join sent
    on sent.agency = paired.agency
    and sent.line = paired.line
    and sent.has_fiscal
    and sent.has_expense
  cross join facts.run as run
  cross join facts.parameter as parameter
  where not paired.unsure
    and (
      (
        paired.fits
        and (paired.direction = 'out' or paired.other_unsure)
        and (paired.period = run.period or paired.other_period = run.period)
      )
      or (
        not paired.fits
        and paired.period = run.period
        and coalesce(working_days_between(paired.posted_on, run.last_day), run.last_day - paired.posted_on)
          > parameter.days
        and (
          sent.has_before
          or coalesce(working_days_between(run.first_day - 1, paired.posted_on), paired.posted_on - run.first_day + 1)
            > parameter.days
        )
      )
      or (
        not paired.fits
        and paired.period < run.period
        and coalesce(working_days_between(paired.posted_on, run.first_day - 1), run.first_day - 1 - paired.posted_on)
          <= parameter.days
      )
    )
),
counted as (
  select
    item.agency,
    item.line,
    count(*) as compared,
    count(*) filter (where abs(item.sent - item.received) > parameter.tolerance) as broken,
    sum(item.sent) as sent,
    sum(item.received) as received
  from item
  cross join facts.parameter as parameter
  group by item.agency, item.line
),
-- Transfers of the month that have no statement of the other account, or no account number, to be held against.
unpaired as (
  select
    transfer.agency,
    transfer.line,
    bool_and(transfer.unsure) as unsure
  from transfer
  join facts.run as run on run.period = transfer.period
  join sent on sent.agency = transfer.agency and sent.line = transfer.line
  where not (sent.has_fiscal and sent.has_expense) or (transfer.unsure and transfer.direction = 'in')
  group by transfer.agency, transfer.line
),
answer as (
  select
    case when counted.broken > 0 then 'broken' else 'holds' end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.sent,
    counted.received,
    cast(null as text) as missing,
    cast(null as text) as direction,
    cast(null as date) as posted_on,
    cast(null as text) as serial,
    cast(null as text) as account_hash
  from counted
  union all
  select
    'row' as verdict,
    item.agency,
    item.line,
    item.item,
    cast(null as bigint) as compared,
    item.sent,
    item.received,
    cast(null as text) as missing,
    item.direction,
    item.posted_on,
    item.serial,
    item.account_hash
  from item
  cross join facts.parameter as parameter
  where abs(item.sent - item.received) > parameter.tolerance
  union all
  select
    'not_checkable' as verdict,
    unpaired.agency,
    unpaired.line,
    cast(null as text) as item,
    cast(0 as bigint) as compared,
    cast(null as decimal(38, 2)) as sent,
    cast(null as decimal(38, 2)) as received,
    case when unpaired.unsure then 'counterparty_account_hash' else 'account_hash' end as missing,
    cast(null as text) as direction,
    cast(null as date) as posted_on,
    cast(null as text) as serial,
    cast(null as text) as account_hash
  from unpaired
  where not exists (
    select 1
    from counted
    where counted.agency = unpaired.agency and counted.line = unpaired.line
  )
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.sent as decimal(38, 6)) as left_value,
  cast(answer.received as decimal(38, 6)) as right_value,
  cast(answer.sent - answer.received as decimal(38, 6)) as difference,
  answer.missing as missing,
  answer.direction as direction,
  answer.posted_on as posted_on,
  answer.serial as serial,
  answer.account_hash as account_hash
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
with balance_row as (
  select
    history.agency,
    history.line,
    history.period,
    history.closing,
    length(history.subject) as code_length,
    min(length(history.subject)) over (partition by history.agency, history.line, history.period) as shortest
  from facts.subject_balance_history as history
  where substr(history.subject, 1, 4) = '1005'
),
-- Months whose balances were sent, those without the head among them.
month_sent as (
  select distinct history.agency, history.line, history.period
  from facts.subject_balance_history as history
),
kept as (
  select balance_row.agency, balance_row.line, balance_row.period, sum(balance_row.closing) as closing
  from balance_row
  where balance_row.code_length = balance_row.shortest
  group by balance_row.agency, balance_row.line, balance_row.period
  having sum(balance_row.closing) > 0
),
-- Months in a row share the number of months that lie between them and their rank.
ranked as (
  select
    kept.agency,
    kept.line,
    kept.period,
    kept.closing,
    cast(substr(kept.period, 1, 4) as integer) * 12
      + cast(substr(kept.period, 5, 2) as integer)
      - cast(row_number() over (partition by kept.agency, kept.line order by kept.period nulls last) as integer) as island
  from kept
),
island_of_month as (
  select ranked.agency, ranked.line, ranked.island, ranked.closing, run.period
  from ranked
  join facts.run as run on run.period = ranked.period
),
in_a_row as (
  select
    island_of_month.agency,
    island_of_month.line,
    island_of_month.period,
    cast(island_of_month.closing as decimal(38, 2)) as closing,
    count(*) as months_kept,
    min(ranked.period) as first_period
  from island_of_month
  join ranked
    on ranked.agency = island_of_month.agency
    and ranked.line = island_of_month.line
    and ranked.island = island_of_month.island
  group by island_of_month.agency, island_of_month.line, island_of_month.period, island_of_month.closing
),
judged as (
  select
    in_a_row.agency,
    in_a_row.line,
    in_a_row.closing,
    in_a_row.months_kept,
    in_a_row.first_period,
    in_a_row.period,
    cast(first_month.closing as decimal(38, 2)) as first_closing,
    parameter.months,
    in_a_row.months_kept >= parameter.months as is_hit
  from in_a_row
  cross join facts.parameter as parameter
  join kept as first_month
    on first_month.agency = in_a_row.agency
    and first_month.line = in_a_row.line
    and first_month.period = in_a_row.first_period
  left join month_sent as month_before
    on month_before.agency = in_a_row.agency
    and month_before.line = in_a_row.line
    and month_before.period = period_add(in_a_row.first_period, -1)
  where in_a_row.months_kept >= parameter.months or month_before.agency is null
)
select
  case when judged.is_hit then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  case when judged.is_hit then judged.first_period else judged.period end as first_period,
  cast(judged.months_kept as decimal(38, 6)) as observed,
  cast(judged.months as decimal(38, 6)) as threshold,
  judged.closing as amount,
  cast(null as text) as severity,
  case when not judged.is_hit then 'subject_balance' end as missing,
  cast(judged.months_kept as integer) as months_kept,
  judged.first_closing as first_closing,
  judged.closing as closing
from judged
order by judged.agency nulls last, judged.line nulls last

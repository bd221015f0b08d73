with latest as (
  select
    found.agency,
    found.line,
    found.dataset,
    found.period,
    max(found.version) as version
  from facts.submission_table as found
  join facts.run as run on found.period in (run.period, period_add(run.period, -1))
  where found.state = 'accepted'
  group by found.agency, found.line, found.dataset, found.period
),
counted as (
  select
    found.agency,
    found.line,
    found.dataset,
    found.period,
    found.version,
    found.table_name,
    found.rows
  from facts.submission_table as found
  join latest
    on latest.agency = found.agency
    and latest.line = found.line
    and latest.dataset = found.dataset
    and latest.period = found.period
    and latest.version = found.version
  where found.state = 'accepted'
),
compared as (
  select
    this_month.agency,
    this_month.line,
    this_month.table_name,
    this_month.period,
    this_month.version,
    this_month.rows as rows_now,
    month_before.rows as rows_before,
    parameter.min_rows,
    case
      when this_month.line = '170' and substr(this_month.period, 5, 2) = '01' then parameter.resident_january
      else parameter.jump
    end as ratio_allowed
  from counted as this_month
  join facts.run as run on run.period = this_month.period
  cross join facts.parameter as parameter
  join counted as month_before
    on month_before.agency = this_month.agency
    and month_before.line = this_month.line
    and month_before.dataset = this_month.dataset
    and month_before.table_name = this_month.table_name
    and month_before.period = period_add(run.period, -1)
)
select
  'hit' as verdict,
  compared.agency as agency,
  compared.line as line,
  compared.agency as subject,
  compared.table_name as hit_key,
  cast(null as text) as related_key,
  compared.period as first_period,
  ratio(compared.rows_now - compared.rows_before, compared.rows_before) as observed,
  cast(compared.ratio_allowed as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  compared.rows_before as rows_before,
  compared.rows_now as rows_now,
  compared.version as version_now
from compared
where (compared.rows_now >= compared.min_rows or compared.rows_before >= compared.min_rows)
  and abs(compared.rows_now - compared.rows_before) > cast(compared.ratio_allowed as decimal(12, 6)) * compared.rows_before
order by compared.agency nulls last, compared.line nulls last, compared.table_name nulls last

with watched (report_line) as (
  values
    ('income'),
    ('expense')
),
place as (
  select distinct report.agency, report.line
  from facts.fund_report as report
),
amounts as (
  select
    history.agency,
    history.line,
    history.report_line,
    history.period,
    cast(history.month_amount as decimal(38, 2)) as figure
  from facts.fund_report_history as history
  where history.report_line in ('income', 'expense')
),
measured as (
  select
    amounts.agency,
    amounts.line,
    amounts.report_line,
    max(case when amounts.period = run.period then amounts.figure end) as figure,
    max(case when amounts.period = period_add(run.period, -12) then amounts.figure end) as figure_last_year,
    count(*) filter (where amounts.period < run.period) as months,
    cast(coalesce(sum(amounts.figure) filter (where amounts.period < run.period), 0) as decimal(38, 2)) as total,
    coalesce(sum(amounts.figure * amounts.figure) filter (where amounts.period < run.period), 0) as squares
  from amounts
  cross join facts.run as run
  group by amounts.agency, amounts.line, amounts.report_line
),
-- Times 24: distance of the month from the mean; times 24 squared: the variance.
spread as (
  select
    place.agency,
    place.line,
    watched.report_line,
    measured.figure,
    measured.figure_last_year,
    coalesce(measured.months, 0) as months,
    measured.total,
    24 * measured.figure - measured.total as distance,
    24 * measured.squares - measured.total * measured.total as variance
  from place
  cross join watched
  left join measured
    on measured.agency = place.agency
    and measured.line = place.line
    and measured.report_line = watched.report_line
),
judged as (
  select
    spread.agency,
    spread.line,
    spread.report_line,
    spread.figure,
    spread.figure_last_year,
    spread.months,
    spread.total,
    spread.distance,
    spread.variance,
    coalesce(
      spread.figure_last_year <> 0
        and abs(spread.figure - spread.figure_last_year) > parameter.ratio_limit * abs(spread.figure_last_year),
      false
    ) as jumps,
    coalesce(
      spread.months = 24
        and spread.variance > 0
        and spread.distance > 0
        and spread.distance * spread.distance > parameter.deviations * parameter.deviations * spread.variance,
      false
    ) as stands_out,
    spread.figure is null
      or spread.figure_last_year is null
      or spread.months < 24
      or (spread.figure_last_year = 0 and spread.figure <> 0) as is_open
  from spread
  cross join facts.parameter as parameter
),
-- Tenths of a standard deviation, for display only.
deviation as (
  select judged.agency, judged.line, judged.report_line, max(cast(step.tenths as integer)) as tenths
  from judged
  cross join generate_series(0, 1000) as step (tenths)
  where judged.stands_out
    and not judged.jumps
    and cast(step.tenths as integer) * cast(step.tenths as integer) * judged.variance
      <= 100 * judged.distance * judged.distance
  group by judged.agency, judged.line, judged.report_line
)
select
  case when judged.jumps or judged.stands_out then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.report_line as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  case
    when judged.jumps then cast(ratio(judged.figure - judged.figure_last_year, abs(judged.figure_last_year)) as decimal(38, 6))
    when judged.stands_out then cast(deviation.tenths * 0.1 as decimal(38, 6))
  end as observed,
  case
    when judged.jumps then cast(parameter.ratio_limit as decimal(38, 6))
    when judged.stands_out then cast(parameter.deviations as decimal(38, 6))
  end as threshold,
  case
    when judged.jumps or judged.stands_out then cast(judged.figure - judged.figure_last_year as decimal(38, 2))
  end as amount,
  cast(null as text) as severity,
  case when not judged.jumps and not judged.stands_out then 'month_amount' end as missing,
  judged.report_line as report_line,
  judged.figure as month_amount,
  judged.figure_last_year as amount_last_year,
  cast(ratio(judged.figure - judged.figure_last_year, abs(judged.figure_last_year)) as decimal(38, 6)) as growth,
  case when judged.months = 24 then cast(ratio(judged.total, 24) as decimal(38, 2)) end as mean_before,
  case
    when judged.jumps and judged.stands_out then '同比和偏离都超过'
    when judged.jumps then '同比变动超过'
    when judged.stands_out then '高出前 24 个月平均数过多'
  end as decided_by
from judged
left join deviation
  on deviation.agency = judged.agency
  and deviation.line = judged.line
  and deviation.report_line = judged.report_line
cross join facts.run as run
cross join facts.parameter as parameter
where judged.jumps or judged.stands_out or judged.is_open
order by judged.agency nulls last, judged.line nulls last, judged.report_line nulls last

with place as (
  select distinct report.agency, report.line
  from facts.fund_report as report
),
insured as (
  select
    history.agency,
    history.line,
    history.period,
    cast(history.month_amount as decimal(38, 2)) as persons
  from facts.fund_report_history as history
  where history.report_line = 'insured_count'
),
-- Each of the months with the one before it.
pair as (
  select
    place.agency,
    place.line,
    step.months_back,
    this_month.persons,
    month_before.persons as persons_before
  from place
  cross join facts.run as run
  cross join facts.parameter as parameter
  cross join generate_series(0, 11) as step (months_back)
  left join insured as this_month
    on this_month.agency = place.agency
    and this_month.line = place.line
    and this_month.period = period_add(run.period, -cast(step.months_back as integer))
  left join insured as month_before
    on month_before.agency = place.agency
    and month_before.line = place.line
    and month_before.period = period_add(run.period, -1 - cast(step.months_back as integer))
  where step.months_back < parameter.months
),
summed as (
  select
    pair.agency,
    pair.line,
    count(*) filter (where pair.persons < pair.persons_before) as falls,
    count(*) filter (where pair.persons >= pair.persons_before) as others,
    max(case when pair.months_back = 0 then pair.persons end) as persons,
    max(case when pair.months_back = parameter.months - 1 then pair.persons_before end) as persons_before
  from pair
  cross join facts.parameter as parameter
  group by pair.agency, pair.line
),
judged as (
  select
    summed.agency,
    summed.line,
    summed.persons,
    summed.persons_before,
    summed.falls < parameter.months as is_open
  from summed
  cross join facts.parameter as parameter
  where summed.others = 0
    and coalesce(summed.persons_before - summed.persons > parameter.ratio_limit * summed.persons_before, true)
)
select
  case when judged.is_open then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  case when judged.is_open then run.period else period_add(run.period, 1 - parameter.months) end as first_period,
  case
    when not judged.is_open
      then cast(ratio(judged.persons_before - judged.persons, judged.persons_before) as decimal(38, 6))
  end as observed,
  case when not judged.is_open then cast(parameter.ratio_limit as decimal(38, 6)) end as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.is_open then 'month_amount' end as missing,
  cast(judged.persons_before as bigint) as persons_before,
  cast(judged.persons as bigint) as persons,
  cast(judged.persons_before - judged.persons as bigint) as lost
from judged
cross join facts.run as run
cross join facts.parameter as parameter
order by judged.agency nulls last, judged.line nulls last

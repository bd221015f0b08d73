with approved as (
  select
    approval.agency,
    approval.line,
    approval.period,
    count(distinct approval.person_no) as persons
  from facts.benefit_approval_history as approval
  where approval.item in (
    'basic_pension',
    'transitional_pension',
    'personal_account_pension',
    'retirement_allowance',
    'survivor_benefit',
    'unemployment_benefit',
    'injury_allowance'
  )
    and approval.line in ('110', '120', '170', '210', '410')
  group by approval.agency, approval.line, approval.period
),
-- A month that was accepted and approved nobody is a month with none.
accepted as (
  select
    submission.agency,
    submission.line,
    count(distinct submission.period) as months
  from facts.submission as submission
  cross join facts.run as run
  where submission.dataset = 'business'
    and submission.state = 'accepted'
    and submission.period >= period_add(run.period, -24)
    and submission.period < run.period
  group by submission.agency, submission.line
),
measured as (
  select
    approved.agency,
    approved.line,
    max(case when approved.period = run.period then approved.persons end) as persons,
    max(case when approved.period = period_add(run.period, -12) then approved.persons end) as persons_last_year,
    coalesce(max(approved.persons) filter (where approved.period < run.period), 0) as most_before,
    cast(coalesce(sum(approved.persons) filter (where approved.period < run.period), 0) as decimal(38, 0)) as total,
    cast(coalesce(sum(approved.persons * approved.persons) filter (where approved.period < run.period), 0) as decimal(38, 0))
      as squares
  from approved
  cross join facts.run as run
  group by approved.agency, approved.line
),
-- Times 24: distance of the month from the mean; times 24 squared: the variance.
judged as (
  select
    measured.agency,
    measured.line,
    measured.persons,
    measured.persons_last_year,
    measured.most_before,
    measured.total,
    coalesce(accepted.months, 0) as months,
    parameter.deviations * parameter.deviations * (24 * measured.squares - measured.total * measured.total) as allowed,
    24 * measured.persons > measured.total
      and (24 * measured.persons - measured.total) * (24 * measured.persons - measured.total)
        > parameter.deviations * parameter.deviations * (24 * measured.squares - measured.total * measured.total)
      as stands_out
  from measured
  left join accepted on accepted.agency = measured.agency and accepted.line = measured.line
  cross join facts.parameter as parameter
  where measured.persons >= parameter.least_persons
),
found as (
  select
    judged.agency,
    judged.line,
    judged.persons,
    judged.persons_last_year,
    judged.most_before,
    judged.total,
    judged.months,
    judged.allowed
  from judged
  where judged.months < 24 or judged.stands_out
),
-- The greatest number of persons that is not yet a hit, for display.
bound as (
  select found.agency, found.line, max(cast(step.persons as integer)) as persons
  from found
  cross join lateral generate_series(0, found.persons) as step (persons)
  where found.months >= 24
    and (
      24 * cast(step.persons as integer) <= found.total
      or (24 * cast(step.persons as integer) - found.total) * (24 * cast(step.persons as integer) - found.total)
        <= found.allowed
    )
  group by found.agency, found.line
)
select
  case when found.months < 24 then 'cannot_decide' else 'hit' end as verdict,
  found.agency as agency,
  found.line as line,
  found.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  case when found.months >= 24 then cast(found.persons as decimal(38, 6)) end as observed,
  cast(bound.persons as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when found.months < 24 then 'benefit_approval' end as missing,
  cast(found.persons as integer) as persons,
  case when found.months >= 24 then cast(ratio(found.total, 24) as decimal(38, 6)) end as mean_before,
  cast(found.most_before as integer) as most_before,
  cast(found.persons_last_year as integer) as persons_last_year,
  cast(found.months as integer) as months_known
from found
left join bound on bound.agency = found.agency and bound.line = found.line
cross join facts.run as run
order by found.agency nulls last, found.line nulls last

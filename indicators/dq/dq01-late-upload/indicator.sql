with due as (
  select
    expected.agency,
    expected.line,
    expected.dataset,
    run.period,
    run.due_on
  from facts.expected_submission as expected
  join facts.run as run on run.period = expected.period
  where run.as_of > run.due_on
),
versions as (
  select
    due.agency,
    due.line,
    due.dataset,
    min(submission.arrived_at) filter (where submission.state = 'accepted') as first_accepted_arrival,
    count(*) filter (where submission.state = 'refused') as refused_versions,
    max(submission.arrived_at) filter (where submission.state = 'refused') as last_refused_arrival
  from due
  join facts.submission as submission
    on submission.agency = due.agency
    and submission.line = due.line
    and submission.dataset = due.dataset
    and submission.period = due.period
  group by due.agency, due.line, due.dataset
)
select
  'hit' as verdict,
  due.agency as agency,
  due.line as line,
  due.agency as subject,
  due.dataset as hit_key,
  cast(null as text) as related_key,
  due.period as first_period,
  cast(cast(versions.first_accepted_arrival as date) - due.due_on as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  due.due_on as due_on,
  versions.first_accepted_arrival as first_accepted_arrival,
  cast(coalesce(versions.refused_versions, 0) as integer) as refused_versions,
  versions.last_refused_arrival as last_refused_arrival
from due
left join versions
  on versions.agency = due.agency
  and versions.line = due.line
  and versions.dataset = due.dataset
-- The due day counts until 24:00.
where versions.first_accepted_arrival is null
  or versions.first_accepted_arrival >= cast(due.due_on + 1 as timestamp)
order by due.agency nulls last, due.line nulls last, due.dataset nulls last

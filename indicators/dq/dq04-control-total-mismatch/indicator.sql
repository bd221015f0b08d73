with due as (
  select
    run.period,
    run.due_on
  from facts.run as run
  where run.as_of > run.due_on
),
in_time as (
  select
    submission.agency,
    submission.line,
    submission.dataset
  from facts.submission as submission
  join due on due.period = submission.period
  -- The due day counts until 24:00.
  where submission.state = 'accepted' and submission.arrived_at < cast(due.due_on + 1 as timestamp)
  group by submission.agency, submission.line, submission.dataset
),
refusals as (
  select
    refusal.agency,
    refusal.line,
    refusal.dataset,
    refusal.version,
    refusal.table_name,
    refusal.reason
  from facts.submission_check as refusal
  join due on due.period = refusal.period
  where refusal.check_code in ('hash_mismatch', 'control_total_mismatch', 'rows_mismatch')
    and not exists (
      select 1
      from in_time
      where in_time.agency = refusal.agency
        and in_time.line = refusal.line
        and in_time.dataset = refusal.dataset
    )
),
latest as (
  select
    refusals.agency,
    refusals.line,
    refusals.dataset,
    max(refusals.version) as version
  from refusals
  group by refusals.agency, refusals.line, refusals.dataset
),
mismatches as (
  select
    latest.agency,
    latest.line,
    latest.dataset,
    latest.version,
    count(*) as differences,
    string_agg(distinct refusals.table_name, ',' order by refusals.table_name nulls last) as tables,
    string_agg(distinct refusals.reason, '；' order by refusals.reason nulls last) as reasons
  from latest
  join refusals
    on refusals.agency = latest.agency
    and refusals.line = latest.line
    and refusals.dataset = latest.dataset
    and refusals.version = latest.version
  group by latest.agency, latest.line, latest.dataset, latest.version
),
arrivals as (
  select
    submission.agency,
    submission.line,
    submission.dataset,
    min(submission.arrived_at) filter (where submission.state = 'accepted') as first_accepted_arrival
  from facts.submission as submission
  join due on due.period = submission.period
  group by submission.agency, submission.line, submission.dataset
),
refused as (
  select
    submission.agency,
    submission.line,
    submission.dataset,
    submission.version,
    max(submission.arrived_at) as refused_at
  from facts.submission as submission
  join due on due.period = submission.period
  where submission.state = 'refused'
  group by submission.agency, submission.line, submission.dataset, submission.version
)
select
  'hit' as verdict,
  mismatches.agency as agency,
  mismatches.line as line,
  mismatches.agency as subject,
  mismatches.dataset as hit_key,
  cast(null as text) as related_key,
  due.period as first_period,
  cast(mismatches.differences as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  mismatches.version as refused_version,
  refused.refused_at as refused_at,
  mismatches.tables as tables,
  left(mismatches.reasons, 600) as what_differs,
  due.due_on as due_on,
  arrivals.first_accepted_arrival as first_accepted_arrival
from mismatches
cross join due
left join arrivals
  on arrivals.agency = mismatches.agency
  and arrivals.line = mismatches.line
  and arrivals.dataset = mismatches.dataset
left join refused
  on refused.agency = mismatches.agency
  and refused.line = mismatches.line
  and refused.dataset = mismatches.dataset
  and refused.version = mismatches.version
order by mismatches.agency nulls last, mismatches.line nulls last, mismatches.dataset nulls last

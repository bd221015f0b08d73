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
    refusal.column_name,
    refusal.row_no,
    refusal.value,
    refusal.reason,
    row_number() over (
      partition by refusal.agency, refusal.line, refusal.table_name, refusal.column_name
      order by refusal.version desc nulls last, refusal.row_no nulls last, refusal.value nulls last, refusal.reason nulls last
    ) as place,
    max(refusal.version) over (
      partition by refusal.agency, refusal.line, refusal.table_name, refusal.column_name
    ) as latest
  from facts.submission_check as refusal
  join due on due.period = refusal.period
  where refusal.check_code in ('enum_invalid', 'pattern_invalid')
    and refusal.table_name is not null
    and refusal.column_name is not null
    and not exists (
      select 1
      from in_time
      where in_time.agency = refusal.agency
        and in_time.line = refusal.line
        and in_time.dataset = refusal.dataset
    )
),
counted as (
  select
    refusals.agency,
    refusals.line,
    refusals.table_name,
    refusals.column_name,
    count(*) as found
  from refusals
  where refusals.version = refusals.latest
  group by refusals.agency, refusals.line, refusals.table_name, refusals.column_name
)
select
  'hit' as verdict,
  refusals.agency as agency,
  refusals.line as line,
  refusals.agency as subject,
  refusals.table_name || '.' || refusals.column_name as hit_key,
  cast(null as text) as related_key,
  due.period as first_period,
  cast(counted.found as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  refusals.table_name as table_name,
  refusals.column_name as column_name,
  refusals.value as first_value,
  refusals.row_no as first_row,
  refusals.reason as reason,
  refusals.version as refused_version,
  due.due_on as due_on
from refusals
cross join due
join counted
  on counted.agency = refusals.agency
  and counted.line = refusals.line
  and counted.table_name = refusals.table_name
  and counted.column_name = refusals.column_name
where refusals.place = 1
order by
  refusals.agency nulls last,
  refusals.line nulls last,
  hit_key nulls last

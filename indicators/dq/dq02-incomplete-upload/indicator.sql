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
lacking as (
  select
    refusal.agency,
    refusal.line,
    refusal.dataset,
    refusal.table_name,
    max(refusal.version) as version
  from facts.submission_check as refusal
  join due on due.period = refusal.period
  where refusal.check_code = 'table_missing'
    and refusal.table_name is not null
    and not exists (
      select 1
      from in_time
      where in_time.agency = refusal.agency
        and in_time.line = refusal.line
        and in_time.dataset = refusal.dataset
    )
  group by refusal.agency, refusal.line, refusal.dataset, refusal.table_name
),
latest as (
  select
    found.agency,
    found.line,
    found.dataset,
    found.period,
    max(found.version) as version
  from facts.submission_table as found
  where found.state = 'accepted'
  group by found.agency, found.line, found.dataset, found.period
),
counted as (
  select
    found.agency,
    found.line,
    found.dataset,
    found.period,
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
emptied as (
  select
    current_month.agency,
    current_month.line,
    current_month.dataset,
    current_month.table_name,
    month_before.rows as rows_before
  from counted as current_month
  join due on due.period = current_month.period
  cross join facts.parameter as parameter
  join counted as month_before
    on month_before.agency = current_month.agency
    and month_before.line = current_month.line
    and month_before.dataset = current_month.dataset
    and month_before.table_name = current_month.table_name
    and month_before.period = period_add(due.period, -1)
  where current_month.rows = 0
    and month_before.rows >= parameter.min_rows
    and strpos(',' || parameter.must_report || ',', ',' || current_month.table_name || ',') > 0
),
faults as (
  select
    lacking.agency,
    lacking.line,
    lacking.dataset,
    lacking.table_name as missing_table,
    cast(null as text) as empty_table,
    cast(null as bigint) as rows_before,
    lacking.version
  from lacking
  union all
  select
    emptied.agency,
    emptied.line,
    emptied.dataset,
    cast(null as text) as missing_table,
    emptied.table_name as empty_table,
    emptied.rows_before,
    cast(null as integer) as version
  from emptied
),
incomplete as (
  select
    faults.agency,
    faults.line,
    faults.dataset,
    count(*) as tables,
    string_agg(faults.missing_table, ',' order by faults.missing_table nulls last) as missing_tables,
    string_agg(faults.empty_table, ',' order by faults.empty_table nulls last) as empty_tables,
    cast(sum(faults.rows_before) as bigint) as rows_before,
    max(faults.version) as refused_version
  from faults
  group by faults.agency, faults.line, faults.dataset
),
arrivals as (
  select
    submission.agency,
    submission.line,
    submission.dataset,
    min(submission.arrived_at) as first_accepted_arrival
  from facts.submission as submission
  join due on due.period = submission.period
  where submission.state = 'accepted'
  group by submission.agency, submission.line, submission.dataset
)
select
  'hit' as verdict,
  incomplete.agency as agency,
  incomplete.line as line,
  incomplete.agency as subject,
  incomplete.dataset as hit_key,
  cast(null as text) as related_key,
  due.period as first_period,
  cast(incomplete.tables as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  incomplete.missing_tables as missing_tables,
  incomplete.empty_tables as empty_tables,
  incomplete.rows_before as rows_before,
  incomplete.refused_version as refused_version,
  due.due_on as due_on,
  arrivals.first_accepted_arrival as first_accepted_arrival
from incomplete
cross join due
left join arrivals
  on arrivals.agency = incomplete.agency
  and arrivals.line = incomplete.line
  and arrivals.dataset = incomplete.dataset
order by incomplete.agency nulls last, incomplete.line nulls last, incomplete.dataset nulls last

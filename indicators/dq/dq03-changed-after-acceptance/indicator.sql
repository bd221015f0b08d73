with months as (
  select
    run.period,
    cast(run.last_day + 1 as timestamp) as opens_at,
    cast(add_months(run.last_day + 1, 1) as timestamp) as closes_at
  from facts.run as run
),
accepted as (
  select
    submission.agency,
    submission.line,
    submission.dataset,
    submission.period,
    submission.version,
    submission.arrived_at,
    lag(submission.version) over (
      partition by submission.agency, submission.line, submission.dataset, submission.period
      order by submission.version nulls last
    ) as version_before,
    min(submission.version) over (
      partition by submission.agency, submission.line, submission.dataset, submission.period
    ) as first_version
  from facts.submission as submission
  join months on period_add(months.period, -23) <= submission.period and submission.period <= months.period
  where submission.state = 'accepted'
),
-- A change belongs to one month only: that of the data while the month after lasts, then that in which it arrived.
changes as (
  select
    accepted.agency,
    accepted.line,
    accepted.dataset,
    accepted.period,
    accepted.version,
    accepted.version_before,
    accepted.arrived_at
  from accepted
  cross join months
  where accepted.version_before is not null
    and accepted.arrived_at < months.closes_at
    and (accepted.period = months.period or accepted.arrived_at >= months.opens_at)
),
tables as (
  select
    changes.agency,
    changes.line,
    changes.dataset,
    changes.period,
    changes.version,
    coalesce(after.table_name, before.table_name) as table_name,
    after.content_hash as hash_after,
    before.content_hash as hash_before,
    after.table_name is null or before.table_name is null or after.rows <> before.rows as is_resized
  from changes
  join facts.submission_table as after
    on after.agency = changes.agency
    and after.line = changes.line
    and after.dataset = changes.dataset
    and after.period = changes.period
    and after.version = changes.version
    and after.state = 'accepted'
  left join facts.submission_table as before
    on before.agency = changes.agency
    and before.line = changes.line
    and before.dataset = changes.dataset
    and before.period = changes.period
    and before.version = changes.version_before
    and before.state = 'accepted'
    and before.table_name = after.table_name
  union all
  select
    changes.agency,
    changes.line,
    changes.dataset,
    changes.period,
    changes.version,
    before.table_name,
    cast(null as text) as hash_after,
    before.content_hash as hash_before,
    true as is_resized
  from changes
  join facts.submission_table as before
    on before.agency = changes.agency
    and before.line = changes.line
    and before.dataset = changes.dataset
    and before.period = changes.period
    and before.version = changes.version_before
    and before.state = 'accepted'
  where not exists (
    select 1
    from facts.submission_table as after
    where after.agency = changes.agency
      and after.line = changes.line
      and after.dataset = changes.dataset
      and after.period = changes.period
      and after.version = changes.version
      and after.state = 'accepted'
      and after.table_name = before.table_name
  )
),
judged_tables as (
  select
    tables.agency,
    tables.line,
    tables.dataset,
    tables.period,
    string_agg(distinct tables.table_name, ',' order by tables.table_name nulls last)
      filter (where tables.is_resized or tables.hash_after <> tables.hash_before) as changed_tables,
    count(distinct tables.table_name)
      filter (where tables.is_resized or tables.hash_after <> tables.hash_before) as changed,
    count(*) filter (
      where not tables.is_resized and (tables.hash_after is null or tables.hash_before is null)
    ) as unknown
  from tables
  group by tables.agency, tables.line, tables.dataset, tables.period
),
totals as (
  select
    changes.agency,
    changes.line,
    changes.dataset,
    changes.period,
    changes.version,
    total.table_name,
    total.column_name,
    max(total.total) filter (where total.version = changes.version_before) as total_before,
    max(total.total) filter (where total.version = changes.version) as total_after
  from changes
  join months on months.period = changes.period
  join facts.submission_total as total
    on total.agency = changes.agency
    and total.line = changes.line
    and total.dataset = changes.dataset
    and total.period = changes.period
    and total.version in (changes.version, changes.version_before)
  group by
    changes.agency,
    changes.line,
    changes.dataset,
    changes.period,
    changes.version,
    total.table_name,
    total.column_name
),
judged_totals as (
  select
    totals.agency,
    totals.line,
    totals.dataset,
    totals.period,
    string_agg(distinct totals.table_name || '.' || totals.column_name, ',' order by totals.table_name || '.' || totals.column_name nulls last)
      as changed_totals,
    count(distinct (totals.table_name, totals.column_name)) as changed
  from totals
  where totals.total_before is distinct from totals.total_after
  group by totals.agency, totals.line, totals.dataset, totals.period
),
-- Every version that came after the first accepted one, refused ones too.
repeats as (
  select
    first.agency,
    first.line,
    first.dataset,
    first.period,
    count(distinct submission.version) as resubmissions
  from accepted as first
  cross join months
  join facts.submission as submission
    on submission.agency = first.agency
    and submission.line = first.line
    and submission.dataset = first.dataset
    and submission.period = first.period
    and submission.version > first.first_version
    and submission.arrived_at < months.closes_at
  where first.version = first.first_version
  group by first.agency, first.line, first.dataset, first.period
),
changed as (
  select
    changes.agency,
    changes.line,
    changes.dataset,
    changes.period,
    min(changes.version_before) as version_before,
    max(changes.version) as version_after,
    max(changes.arrived_at) as last_arrival
  from changes
  group by changes.agency, changes.line, changes.dataset, changes.period
),
judged as (
  select
    repeats.agency,
    repeats.line,
    repeats.dataset,
    repeats.period,
    months.period as run_period,
    repeats.period = months.period as is_current,
    repeats.resubmissions,
    parameter.max_resubmit,
    changed.version_before,
    changed.version_after,
    changed.last_arrival,
    judged_tables.changed_tables,
    judged_totals.changed_totals,
    case
      when repeats.period <> months.period then coalesce(judged_tables.changed, 0) > 0
      else coalesce(judged_totals.changed, 0) > 0 or repeats.resubmissions > parameter.max_resubmit
    end as is_hit,
    repeats.period <> months.period and coalesce(judged_tables.unknown, 0) > 0 as is_open,
    case
      when repeats.period <> months.period then judged_tables.changed
      when coalesce(judged_totals.changed, 0) > 0 then judged_totals.changed
      else repeats.resubmissions
    end as observed,
    case
      when repeats.period <> months.period or coalesce(judged_totals.changed, 0) > 0 then 0
      else parameter.max_resubmit
    end as threshold
  from repeats
  cross join months
  cross join facts.parameter as parameter
  left join changed
    on changed.agency = repeats.agency
    and changed.line = repeats.line
    and changed.dataset = repeats.dataset
    and changed.period = repeats.period
  left join judged_tables
    on judged_tables.agency = repeats.agency
    and judged_tables.line = repeats.line
    and judged_tables.dataset = repeats.dataset
    and judged_tables.period = repeats.period
  left join judged_totals
    on judged_totals.agency = repeats.agency
    and judged_totals.line = repeats.line
    and judged_totals.dataset = repeats.dataset
    and judged_totals.period = repeats.period
)
select
  case when judged.is_hit then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  case when judged.is_current then judged.dataset else judged.dataset || ':' || judged.period end as hit_key,
  cast(null as text) as related_key,
  judged.run_period as first_period,
  cast(judged.observed as decimal(38, 6)) as observed,
  cast(judged.threshold as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when not judged.is_hit then 'content_hash' end as missing,
  judged.period as changed_period,
  judged.version_before as version_before,
  judged.version_after as version_after,
  cast(judged.resubmissions as integer) as resubmissions,
  judged.changed_tables as changed_tables,
  judged.changed_totals as changed_totals,
  judged.last_arrival as last_arrival
from judged
where judged.is_hit or judged.is_open
order by
  judged.agency nulls last,
  judged.line nulls last,
  hit_key nulls last

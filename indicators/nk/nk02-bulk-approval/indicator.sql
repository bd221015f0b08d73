-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
-- Rows without a clerk are kept together: they may be one person's.
approval as (
  select
    log.agency,
    log.log_no,
    log.business_no,
    log.operation,
    log.staff_no,
    log.operated_at,
    cast(log.operated_at as date) as day,
    log.ip,
    log.batch,
    known_staff.name as staff_name,
    coalesce(known_staff.person_hash, log.staff_no, '') as natural_person
  from facts.operation_log as log
  left join known_staff
    on known_staff.agency = log.agency
    and known_staff.staff_no = log.staff_no
  where log.step = 'approval' and log.self_service is distinct from true
),
numbered as (
  select
    approval.agency,
    approval.natural_person,
    approval.log_no,
    approval.operated_at,
    approval.day,
    row_number() over (
      partition by approval.agency, approval.natural_person
      order by approval.operated_at nulls last, approval.log_no nulls last
    ) as approval_rank,
    lag(approval.operated_at, parameter.approvals - 1) over (
      partition by approval.agency, approval.natural_person
      order by approval.operated_at nulls last, approval.log_no nulls last
    ) as opened_at
  from approval
  cross join facts.parameter as parameter
),
-- An approval closes a window if the n-th before it, itself counted, lies at most w seconds back. A window of more than
-- n approvals is a chain of these.
closing as (
  select
    numbered.agency,
    numbered.natural_person,
    numbered.approval_rank,
    numbered.approval_rank - (parameter.approvals - 1) as opening_rank
  from numbered
  cross join facts.parameter as parameter
  where seconds_between(numbered.opened_at, numbered.operated_at) <= parameter.window_seconds
),
-- Windows that share an approval are one burst: a new one begins where a window opens after the last one closed.
chained as (
  select
    closing.agency,
    closing.natural_person,
    closing.approval_rank,
    closing.opening_rank,
    case
      when closing.opening_rank <= lag(closing.approval_rank) over (
        partition by closing.agency, closing.natural_person
        order by closing.approval_rank nulls last
      ) then 0
      else 1
    end as begins
  from closing
),
burst_window as (
  select
    chained.agency,
    chained.natural_person,
    chained.approval_rank,
    chained.opening_rank,
    sum(chained.begins) over (
      partition by chained.agency, chained.natural_person
      order by chained.approval_rank nulls last
      rows between unbounded preceding and current row
    ) as burst
  from chained
),
burst as (
  select
    burst_window.agency,
    burst_window.natural_person,
    min(burst_window.opening_rank) as first_rank,
    max(burst_window.approval_rank) as last_rank
  from burst_window
  group by burst_window.agency, burst_window.natural_person, burst_window.burst
),
day_with_burst as (
  select distinct numbered.agency, numbered.natural_person, numbered.day
  from burst
  join numbered
    on numbered.agency = burst.agency
    and numbered.natural_person = burst.natural_person
    and numbered.approval_rank between burst.first_rank and burst.last_rank
),
day_without_burst as (
  select
    numbered.agency,
    numbered.natural_person,
    numbered.day,
    min(numbered.approval_rank) as first_rank,
    max(numbered.approval_rank) as last_rank
  from numbered
  cross join facts.parameter as parameter
  left join day_with_burst
    on day_with_burst.agency = numbered.agency
    and day_with_burst.natural_person = numbered.natural_person
    and day_with_burst.day = numbered.day
  where day_with_burst.day is null
  group by numbered.agency, numbered.natural_person, numbered.day, parameter.approvals
  having count(*) >= parameter.approvals
),
gap as (
  select
    later.agency,
    later.natural_person,
    later.day,
    seconds_between(earlier.operated_at, later.operated_at) as seconds
  from day_without_burst
  join numbered as later
    on later.agency = day_without_burst.agency
    and later.natural_person = day_without_burst.natural_person
    and later.day = day_without_burst.day
    and later.approval_rank > day_without_burst.first_rank
  join numbered as earlier
    on earlier.agency = later.agency
    and earlier.natural_person = later.natural_person
    and earlier.approval_rank = later.approval_rank - 1
),
ranked_gap as (
  select
    gap.agency,
    gap.natural_person,
    gap.day,
    gap.seconds,
    row_number() over (
      partition by gap.agency, gap.natural_person, gap.day
      order by gap.seconds nulls last
    ) as gap_rank,
    count(*) over (partition by gap.agency, gap.natural_person, gap.day) as gaps
  from gap
),
-- Of an odd number the lower and the upper middle are the same gap.
middle_gap as (
  select
    ranked_gap.agency,
    ranked_gap.natural_person,
    ranked_gap.day,
    min(ranked_gap.seconds) + max(ranked_gap.seconds) as lower_and_upper
  from ranked_gap
  where 2 * ranked_gap.gap_rank between ranked_gap.gaps and ranked_gap.gaps + 2
  group by ranked_gap.agency, ranked_gap.natural_person, ranked_gap.day
),
found as (
  select
    burst.agency,
    burst.natural_person,
    burst.first_rank,
    burst.last_rank,
    '短时间内批量审核' as finding,
    cast(burst.last_rank - burst.first_rank + 1 as decimal(38, 6)) as observed,
    cast(parameter.approvals as decimal(38, 6)) as threshold
  from burst
  cross join facts.parameter as parameter
  union all
  select
    day_without_burst.agency,
    day_without_burst.natural_person,
    day_without_burst.first_rank,
    day_without_burst.last_rank,
    '全天审核间隔过短' as finding,
    cast(middle_gap.lower_and_upper * 0.5 as decimal(38, 6)) as observed,
    cast(parameter.median_seconds as decimal(38, 6)) as threshold
  from day_without_burst
  cross join facts.parameter as parameter
  join middle_gap
    on middle_gap.agency = day_without_burst.agency
    and middle_gap.natural_person = day_without_burst.natural_person
    and middle_gap.day = day_without_burst.day
  where middle_gap.lower_and_upper < 2 * parameter.median_seconds
),
described as (
  select
    found.agency,
    found.natural_person,
    found.first_rank,
    found.finding,
    found.observed,
    found.threshold,
    min(approval.staff_no) as staff_no,
    string_agg(distinct approval.staff_name, ',' order by approval.staff_name nulls last) as staff_names,
    min(approval.operated_at) as first_at,
    max(approval.operated_at) as last_at,
    count(*) as approvals,
    count(*) filter (where approval.batch) as batch_approvals,
    string_agg(distinct approval.operation, ',' order by approval.operation nulls last) as operations,
    string_agg(distinct approval.ip, ',' order by approval.ip nulls last) as ips
  from found
  join numbered
    on numbered.agency = found.agency
    and numbered.natural_person = found.natural_person
    and numbered.approval_rank between found.first_rank and found.last_rank
  join approval
    on approval.agency = numbered.agency
    and approval.log_no = numbered.log_no
  group by found.agency, found.natural_person, found.first_rank, found.finding, found.observed, found.threshold
)
select
  case when described.natural_person = '' then 'cannot_decide' else 'hit' end as verdict,
  described.agency as agency,
  '000' as line,
  case when described.natural_person = '' then described.agency else described.staff_no end as subject,
  opening.log_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  described.observed as observed,
  described.threshold as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when described.natural_person = '' then 'staff_no' end as missing,
  described.finding as finding,
  described.staff_names as staff_names,
  described.first_at as first_at,
  described.last_at as last_at,
  cast(described.approvals as integer) as approvals,
  cast(described.batch_approvals as integer) as batch_approvals,
  described.operations as operations,
  described.ips as ips
from described
join numbered as opening
  on opening.agency = described.agency
  and opening.natural_person = described.natural_person
  and opening.approval_rank = described.first_rank
cross join facts.run as run
order by described.agency nulls last, opening.log_no nulls last, subject nulls last

-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name,
    history.left_on
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
duty as (
  select
    duty.agency,
    duty.staff_no,
    known_staff.name,
    coalesce(known_staff.person_hash, duty.staff_no) as natural_person,
    duty.post,
    duty.from_date,
    case when duty.to_date < run.last_day then duty.to_date else run.last_day end as to_date,
    (
      duty.risk_level = 'high'
      and (
        strpos(duty.post || duty.matter, '复核') > 0
        or strpos(duty.post || duty.matter, '审核') > 0
        or strpos(duty.post || duty.matter, '审批') > 0
      )
    )
    or strpos(duty.post || duty.matter, '待遇发放') > 0
    or strpos(duty.post || duty.matter, '费率核定') > 0
    or strpos(duty.post, '会计') > 0
    or strpos(duty.post, '出纳') > 0 as is_high_risk
  from facts.duty as duty
  cross join facts.run as run
  left join known_staff
    on known_staff.agency = duty.agency
    and known_staff.staff_no = duty.staff_no
  where duty.from_date <= run.last_day
    and (duty.to_date is null or duty.to_date >= duty.from_date)
    and (known_staff.left_on is null or known_staff.left_on >= run.last_day)
),
-- The high-risk posts that a person holds on the last day of M.
held_post as (
  select distinct duty.agency, duty.natural_person, duty.post
  from duty
  join facts.run as run on run.last_day = duty.to_date
  where duty.is_high_risk
),
term as (
  select
    duty.agency,
    duty.natural_person,
    duty.post,
    duty.staff_no,
    duty.name,
    duty.from_date,
    duty.to_date,
    max(duty.to_date) over (
      partition by duty.agency, duty.natural_person, duty.post
      order by duty.from_date nulls last, duty.to_date nulls last, duty.staff_no nulls last
      rows between unbounded preceding and 1 preceding
    ) as served_until
  from held_post
  join duty
    on duty.agency = held_post.agency
    and duty.natural_person = held_post.natural_person
    and duty.post = held_post.post
),
-- The last break begins the run that lasts to the last day of M.
run_start as (
  select term.agency, term.natural_person, term.post, max(term.from_date) as started_on
  from term
  where term.served_until is null or term.from_date > term.served_until + 1
  group by term.agency, term.natural_person, term.post
),
served as (
  select
    run_start.agency,
    run_start.natural_person,
    run_start.post,
    run_start.started_on,
    min(term.staff_no) as staff_no,
    max(term.name) as name,
    count(*) as duties
  from run_start
  join term
    on term.agency = run_start.agency
    and term.natural_person = run_start.natural_person
    and term.post = run_start.post
    and term.from_date >= run_start.started_on
  group by run_start.agency, run_start.natural_person, run_start.post, run_start.started_on
),
calendar_months as (
  select
    served.agency,
    served.natural_person,
    served.post,
    served.started_on,
    served.staff_no,
    served.name,
    served.duties,
    12 * (cast(substr(run.period, 1, 4) as integer) - cast(substr(period_of(served.started_on), 1, 4) as integer))
      + cast(substr(run.period, 5, 2) as integer) - cast(substr(period_of(served.started_on), 5, 2) as integer) as months
  from served
  cross join facts.run as run
  cross join facts.parameter as parameter
  where add_months(served.started_on, parameter.months) < run.last_day
),
too_long as (
  select
    found.agency,
    found.natural_person,
    min(found.staff_no) as staff_no,
    max(found.name) as name,
    string_agg(found.post, '，' order by found.post nulls last) as posts,
    min(found.started_on) as started_on,
    max(
      case when add_months(found.started_on, found.months) > run.last_day then found.months - 1 else found.months end
    ) as months,
    sum(found.duties) as duties
  from calendar_months as found
  cross join facts.run as run
  group by found.agency, found.natural_person
)
select
  'hit' as verdict,
  too_long.agency as agency,
  '000' as line,
  too_long.staff_no as subject,
  too_long.staff_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(too_long.months as decimal(38, 6)) as observed,
  cast(parameter.months as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  too_long.name as staff_name,
  too_long.posts as posts,
  too_long.started_on as started_on,
  add_months(too_long.started_on, parameter.months) as full_on,
  cast(too_long.duties as integer) as duties
from too_long
cross join facts.run as run
cross join facts.parameter as parameter
order by too_long.agency nulls last, too_long.staff_no nulls last

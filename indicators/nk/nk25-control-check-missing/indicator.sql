with agency as (
  select distinct staff.agency
  from facts.staff as staff
),
-- A report of an earlier month that is sent again is not this month's.
report as (
  select
    control_report.agency,
    count(*) as reports,
    cast(sum(control_report.population) as bigint) as population,
    cast(sum(control_report.sampled) as bigint) as sampled,
    cast(sum(control_report.problems) as bigint) as problems,
    max(control_report.reported_on) as reported_on
  from facts.control_report as control_report
  cross join facts.run as run
  where control_report.reported_on >= run.first_day
  group by control_report.agency
),
judged as (
  select
    agency.agency,
    coalesce(report.reports, 0) as reports,
    report.population,
    report.sampled,
    report.problems,
    report.reported_on
  from agency
  left join report on report.agency = agency.agency
)
select
  'hit' as verdict,
  judged.agency as agency,
  '000' as line,
  judged.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(case when judged.reports = 0 then 0 else ratio(judged.sampled, judged.population) end as decimal(38, 6)) as observed,
  cast(parameter.rate as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  case when judged.reports = 0 then '当月没有月度核查报告' else '抽查比例过低' end as finding,
  judged.reports as reports,
  judged.population as population,
  judged.sampled as sampled,
  judged.problems as problems,
  judged.reported_on as reported_on
from judged
cross join facts.run as run
cross join facts.parameter as parameter
where judged.reports = 0 or judged.sampled < parameter.rate * judged.population
order by judged.agency nulls last, line nulls last, subject nulls last, hit_key nulls last

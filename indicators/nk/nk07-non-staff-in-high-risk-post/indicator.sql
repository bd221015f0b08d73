-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.name,
    history.employment,
    history.left_on
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
high_risk_duty as (
  select duty.agency, duty.staff_no, duty.post, duty.matter, duty.from_date
  from facts.duty as duty
  cross join facts.run as run
  where duty.from_date <= run.last_day
    and (duty.to_date is null or duty.to_date >= run.last_day)
    and (
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
      or strpos(duty.post, '出纳') > 0
    )
),
holder as (
  select
    duty.agency,
    duty.staff_no,
    known_staff.name,
    known_staff.employment,
    count(*) as duties,
    string_agg(
      duty.post || '（' || duty.matter || '）',
      '，'
      order by duty.post || '（' || duty.matter || '）' nulls last
    ) as posts,
    min(duty.from_date) as since
  from high_risk_duty as duty
  cross join facts.run as run
  left join known_staff
    on known_staff.agency = duty.agency
    and known_staff.staff_no = duty.staff_no
  where known_staff.left_on is null or known_staff.left_on >= run.last_day
  group by duty.agency, duty.staff_no, known_staff.name, known_staff.employment
)
select
  case when holder.employment is null then 'cannot_decide' else 'hit' end as verdict,
  holder.agency as agency,
  '000' as line,
  holder.staff_no as subject,
  holder.staff_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(holder.duties as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when holder.employment is null then 'employment' end as missing,
  holder.name as staff_name,
  holder.employment as employment,
  holder.posts as posts,
  holder.since as since
from holder
cross join facts.run as run
where holder.employment is distinct from 'permanent'
order by holder.agency nulls last, holder.staff_no nulls last

with agency as (
  select staff.agency, string_agg(distinct staff.org_level, ',' order by staff.org_level nulls last) as org_levels
  from facts.staff as staff
  group by staff.agency
  union all
  select distinct duty.agency, cast(null as text) as org_levels
  from facts.duty as duty
  where not exists (select 1 from facts.staff as staff where staff.agency = duty.agency)
),
duty_in_force as (
  select duty.agency, duty.staff_no, duty.post_class
  from facts.duty as duty
  cross join facts.run as run
  where duty.from_date <= run.last_day and (duty.to_date is null or duty.to_date >= run.last_day)
),
holder as (
  select
    duty_in_force.agency,
    duty_in_force.staff_no,
    bool_and(duty_in_force.post_class = 'audit') as is_dedicated
  from duty_in_force
  group by duty_in_force.agency, duty_in_force.staff_no
  having bool_or(duty_in_force.post_class = 'audit')
),
-- Somebody who left holds the post on paper only.
present as (
  select holder.agency, holder.staff_no, holder.is_dedicated, staff.employment
  from holder
  cross join facts.run as run
  left join facts.staff as staff
    on staff.agency = holder.agency
    and staff.staff_no = holder.staff_no
  where staff.left_on is null or staff.left_on > run.last_day
),
counted as (
  select
    agency.agency,
    agency.org_levels,
    count(present.staff_no) as audit_staff,
    count(present.staff_no) filter (where present.employment = 'permanent') as permanent_staff,
    count(present.staff_no) filter (where present.employment = 'permanent' and present.is_dedicated) as dedicated_staff,
    count(present.staff_no) filter (where present.employment is null and present.is_dedicated) as unknown_staff,
    string_agg(present.staff_no, ',' order by present.staff_no nulls last) as staff_nos
  from agency
  left join present on present.agency = agency.agency
  group by agency.agency, agency.org_levels
)
select
  case
    when counted.dedicated_staff + counted.unknown_staff >= parameter.required then 'cannot_decide'
    else 'hit'
  end as verdict,
  counted.agency as agency,
  '000' as line,
  counted.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(counted.dedicated_staff as decimal(38, 6)) as observed,
  cast(parameter.required as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when counted.dedicated_staff + counted.unknown_staff >= parameter.required then 'employment' end as missing,
  case
    when counted.audit_staff = 0 then '没有稽核内控岗'
    when counted.permanent_staff = 0 then '稽核内控岗没有在编人员'
    when counted.dedicated_staff = 0 then '稽核内控岗没有专职人员'
    else '专职的在编人员不足'
  end as finding,
  counted.audit_staff as audit_staff,
  counted.permanent_staff as permanent_staff,
  counted.dedicated_staff as dedicated_staff,
  counted.staff_nos as staff_nos,
  counted.org_levels as org_levels
from counted
cross join facts.run as run
cross join facts.parameter as parameter
where counted.dedicated_staff < parameter.required
order by counted.agency nulls last, line nulls last, subject nulls last, hit_key nulls last

with duty_in_force as (
  select
    duty.agency,
    duty.duty_no,
    duty.staff_no,
    duty.permission,
    duty.to_date is not distinct from run.last_day as ends_now,
    duty.process is null
      or duty.risk_point is null
      or duty.permission is null
      or duty.control_measure is null as is_incomplete
  from facts.duty as duty
  cross join facts.run as run
  where duty.from_date <= run.last_day and (duty.to_date is null or duty.to_date >= run.last_day)
),
held as (
  select permission.agency, permission.account_no, permission.permission, account.staff_no, account.status
  from facts.permission as permission
  join facts.system_account as account
    on account.agency = permission.agency
    and account.account_no = permission.account_no
  where permission.post_class <> 'common'
),
incomplete as (
  select
    duty_in_force.agency,
    duty_in_force.duty_no as item,
    row_number() over (partition by duty_in_force.agency order by duty_in_force.duty_no nulls last) as place
  from duty_in_force
  where duty_in_force.is_incomplete
),
-- A ledger row may name several permissions in one field; an empty one leaves it open and counts as incomplete.
unlisted as (
  select
    held.agency,
    held.account_no || '/' || held.permission as item,
    row_number() over (
      partition by held.agency
      order by held.account_no nulls last, held.permission nulls last
    ) as place
  from held
  where held.status = 'active'
    and not exists (
      select 1
      from duty_in_force
      where duty_in_force.agency = held.agency
        and duty_in_force.staff_no = held.staff_no
        and (duty_in_force.permission is null or strpos(duty_in_force.permission, held.permission) > 0)
    )
),
ungranted as (
  select
    duty_in_force.agency,
    duty_in_force.duty_no as item,
    row_number() over (partition by duty_in_force.agency order by duty_in_force.duty_no nulls last) as place
  from duty_in_force
  where duty_in_force.permission is not null
    and not duty_in_force.ends_now
    and not exists (
      select 1
      from held
      where held.agency = duty_in_force.agency
        and held.staff_no = duty_in_force.staff_no
        and held.status <> 'cancelled'
        and strpos(duty_in_force.permission, held.permission) > 0
    )
),
defect as (
  select 'incomplete' as kind, incomplete.agency, incomplete.item, incomplete.place
  from incomplete
  union all
  select 'unlisted' as kind, unlisted.agency, unlisted.item, unlisted.place
  from unlisted
  union all
  select 'ungranted' as kind, ungranted.agency, ungranted.item, ungranted.place
  from ungranted
),
duties as (
  select duty_in_force.agency, count(*) as duties
  from duty_in_force
  group by duty_in_force.agency
),
counted as (
  select
    defect.agency,
    count(*) as defects,
    count(*) filter (where defect.kind = 'incomplete') as incomplete_duties,
    string_agg(case when defect.kind = 'incomplete' and defect.place <= 5 then defect.item end, ',' order by defect.place nulls last)
      as first_incomplete,
    count(*) filter (where defect.kind = 'unlisted') as unlisted_permissions,
    string_agg(case when defect.kind = 'unlisted' and defect.place <= 5 then defect.item end, ',' order by defect.place nulls last)
      as first_unlisted,
    count(*) filter (where defect.kind = 'ungranted') as ungranted_duties,
    string_agg(case when defect.kind = 'ungranted' and defect.place <= 5 then defect.item end, ',' order by defect.place nulls last)
      as first_ungranted
  from defect
  group by defect.agency
)
select
  'hit' as verdict,
  counted.agency as agency,
  '000' as line,
  counted.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(counted.defects as decimal(38, 6)) as observed,
  cast(parameter.allowed as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  coalesce(duties.duties, 0) as duties,
  counted.incomplete_duties as incomplete_duties,
  counted.first_incomplete as first_incomplete,
  counted.unlisted_permissions as unlisted_permissions,
  counted.first_unlisted as first_unlisted,
  counted.ungranted_duties as ungranted_duties,
  counted.first_ungranted as first_ungranted
from counted
cross join facts.run as run
cross join facts.parameter as parameter
left join duties on duties.agency = counted.agency
where counted.defects > parameter.allowed
order by counted.agency nulls last, line nulls last, subject nulls last, hit_key nulls last

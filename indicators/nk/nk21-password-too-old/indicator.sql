with duty_in_force as (
  select duty.agency, duty.staff_no, duty.post, duty.from_date
  from facts.duty as duty
  cross join facts.run as run
  where duty.from_date <= run.last_day and (duty.to_date is null or duty.to_date >= run.last_day)
),
post_since as (
  select duty_in_force.agency, duty_in_force.staff_no, duty_in_force.post, min(duty_in_force.from_date) as from_date
  from duty_in_force
  group by duty_in_force.agency, duty_in_force.staff_no, duty_in_force.post
),
known_post as (
  select history.agency, history.staff_no, history.post, min(history.from_date) as from_date
  from facts.duty_history as history
  group by history.agency, history.staff_no, history.post
),
-- A new post is a change only for somebody who had another one before.
post_change as (
  select distinct on (post_since.agency, post_since.staff_no)
    post_since.agency,
    post_since.staff_no,
    post_since.post,
    post_since.from_date as changed_on
  from post_since
  where exists (
    select 1
    from known_post
    where known_post.agency = post_since.agency
      and known_post.staff_no = post_since.staff_no
      and known_post.post <> post_since.post
      and known_post.from_date < post_since.from_date
  )
  order by
    post_since.agency nulls last,
    post_since.staff_no nulls last,
    post_since.from_date desc nulls last,
    post_since.post nulls last
),
account as (
  select
    system_account.agency,
    system_account.account_no,
    system_account.staff_no,
    system_account.password_changed_on,
    system_account.auth_method,
    run.last_day - system_account.password_changed_on as age,
    case
      when post_change.changed_on > system_account.password_changed_on
        and run.last_day - post_change.changed_on > parameter.post_change_days
        then run.last_day - post_change.changed_on
    end as days_in_post,
    post_change.changed_on,
    post_change.post,
    run.last_day - system_account.password_changed_on > parameter.days as is_old,
    parameter.days,
    parameter.post_change_days
  from facts.system_account as system_account
  cross join facts.run as run
  cross join facts.parameter as parameter
  left join post_change
    on post_change.agency = system_account.agency
    and post_change.staff_no = system_account.staff_no
  where system_account.status = 'active'
    and (system_account.password_changed_on is not null or system_account.auth_method = 'password')
)
select
  case when account.password_changed_on is null then 'cannot_decide' else 'hit' end as verdict,
  account.agency as agency,
  '000' as line,
  account.agency as subject,
  account.account_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(case when account.is_old then account.age else account.days_in_post end as decimal(38, 6)) as observed,
  cast(
    case
      when account.is_old then account.days
      when account.days_in_post is not null then account.post_change_days
    end as decimal(38, 6)
  ) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when account.password_changed_on is null then 'password_changed_on' end as missing,
  case
    when account.is_old and account.days_in_post is not null then '超过一年未改密，岗位变动后也未改密'
    when account.is_old then '超过一年未改密'
    when account.days_in_post is not null then '岗位变动后未改密'
  end as finding,
  account.staff_no as staff_no,
  staff.name as staff_name,
  account.password_changed_on as password_changed_on,
  case when account.days_in_post is not null then account.changed_on end as post_changed_on,
  account.post as post,
  account.auth_method as auth_method
from account
cross join facts.run as run
left join facts.staff as staff on staff.agency = account.agency and staff.staff_no = account.staff_no
where account.is_old or account.days_in_post is not null or account.password_changed_on is null
order by account.agency nulls last, account.account_no nulls last, line nulls last, subject nulls last

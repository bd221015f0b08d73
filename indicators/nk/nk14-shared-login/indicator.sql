with login as (
  select
    log.agency,
    log.account_no,
    log.login_no,
    log.logged_in_at,
    log.ip,
    log.device,
    log.method
  from facts.login_log as log
  where log.succeeded
),
-- A login without the field says nothing: the one before it that has the field is compared.
ip_sequence as (
  select
    login.agency,
    login.account_no,
    login.logged_in_at,
    login.ip as place,
    lag(login.ip) over (
      partition by login.agency, login.account_no
      order by login.logged_in_at nulls last, login.login_no nulls last
    ) as place_before,
    lag(login.logged_in_at) over (
      partition by login.agency, login.account_no
      order by login.logged_in_at nulls last, login.login_no nulls last
    ) as logged_in_before
  from login
  where login.ip is not null
),
device_sequence as (
  select
    login.agency,
    login.account_no,
    login.logged_in_at,
    login.device as place,
    lag(login.device) over (
      partition by login.agency, login.account_no
      order by login.logged_in_at nulls last, login.login_no nulls last
    ) as place_before,
    lag(login.logged_in_at) over (
      partition by login.agency, login.account_no
      order by login.logged_in_at nulls last, login.login_no nulls last
    ) as logged_in_before
  from login
  where login.device is not null
),
login_sequence as (
  select
    login.agency,
    login.account_no,
    login.logged_in_at,
    login.ip,
    login.device,
    lag(login.ip) over (
      partition by login.agency, login.account_no
      order by login.logged_in_at nulls last, login.login_no nulls last
    ) as ip_before,
    lag(login.device) over (
      partition by login.agency, login.account_no
      order by login.logged_in_at nulls last, login.login_no nulls last
    ) as device_before,
    lag(login.logged_in_at) over (
      partition by login.agency, login.account_no
      order by login.logged_in_at nulls last, login.login_no nulls last
    ) as logged_in_before
  from login
),
finding as (
  select
    sequence.agency,
    sequence.account_no,
    'shared' as kind,
    sequence.logged_in_before,
    sequence.logged_in_at,
    sequence.place_before || ' → ' || sequence.place as places
  from ip_sequence as sequence
  cross join facts.parameter as parameter
  where sequence.place <> sequence.place_before
    and seconds_between(sequence.logged_in_before, sequence.logged_in_at) <= 60 * parameter.minutes
  union
  select
    sequence.agency,
    sequence.account_no,
    'shared' as kind,
    sequence.logged_in_before,
    sequence.logged_in_at,
    sequence.place_before || ' → ' || sequence.place as places
  from device_sequence as sequence
  cross join facts.parameter as parameter
  where sequence.place <> sequence.place_before
    and seconds_between(sequence.logged_in_before, sequence.logged_in_at) <= 60 * parameter.minutes
  union all
  select
    login.agency,
    login.account_no,
    'password' as kind,
    cast(null as timestamp) as logged_in_before,
    login.logged_in_at,
    cast(null as text) as places
  from login
  where login.method = 'password'
  union all
  select
    sequence.agency,
    sequence.account_no,
    'open' as kind,
    sequence.logged_in_before,
    sequence.logged_in_at,
    cast(null as text) as places
  from login_sequence as sequence
  cross join facts.parameter as parameter
  where (sequence.ip is null or sequence.ip_before is null)
    and (sequence.device is null or sequence.device_before is null)
    and seconds_between(sequence.logged_in_before, sequence.logged_in_at) <= 60 * parameter.minutes
),
answer as (
  select
    finding.agency,
    coalesce(account.staff_no, finding.account_no) as staff_no,
    string_agg(distinct finding.account_no, '，' order by finding.account_no nulls last) as account_nos,
    count(distinct (finding.account_no, finding.logged_in_at)) filter (where finding.kind = 'shared') as shared_logins,
    count(*) filter (where finding.kind = 'password') as password_logins,
    min(finding.logged_in_before) filter (where finding.kind = 'shared') as first_at,
    min(finding.logged_in_at) filter (where finding.kind = 'shared') as second_at,
    string_agg(distinct finding.places, '；' order by finding.places nulls last) as places
  from finding
  left join facts.system_account as account
    on account.agency = finding.agency
    and account.account_no = finding.account_no
  group by finding.agency, coalesce(account.staff_no, finding.account_no)
)
select
  case when answer.shared_logins + answer.password_logins > 0 then 'hit' else 'cannot_decide' end as verdict,
  answer.agency as agency,
  '000' as line,
  answer.staff_no as subject,
  answer.staff_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(
    case when answer.shared_logins > 0 then answer.shared_logins else answer.password_logins end as decimal(38, 6)
  ) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  case when answer.shared_logins = 0 and answer.password_logins > 0 then 'low' end as severity,
  case when answer.shared_logins + answer.password_logins = 0 then 'ip' end as missing,
  staff.name as staff_name,
  case
    when answer.shared_logins > 0 and answer.password_logins > 0 then '短时间内换地点登录；用密码登录'
    when answer.shared_logins > 0 then '短时间内换地点登录'
    when answer.password_logins > 0 then '用密码登录'
  end as finding,
  answer.account_nos as account_nos,
  cast(answer.shared_logins as integer) as shared_logins,
  cast(answer.password_logins as integer) as password_logins,
  answer.first_at as first_at,
  answer.second_at as second_at,
  answer.places as places
from answer
cross join facts.run as run
left join facts.staff as staff
  on staff.agency = answer.agency
  and staff.staff_no = answer.staff_no
order by answer.agency nulls last, answer.staff_no nulls last

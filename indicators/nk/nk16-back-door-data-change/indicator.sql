-- Changes from the back end, and changes of data under a number that is none.
with suspect as (
  select
    log.agency,
    log.log_no,
    log.business_no,
    log.operation,
    log.step,
    log.staff_no,
    log.account_no,
    log.operated_at,
    log.ip,
    log.person_no,
    case when log.step = 'backend' then '后台改数' else '没有业务流水号' end as finding
  from facts.operation_log as log
  where log.step = 'backend'
    or (
      log.before_hash is distinct from log.after_hash
      and replace(replace(replace(replace(log.business_no, '0', ''), '-', ''), '—', ''), '/', '')
        in ('', '无', 'null', 'NULL', 'none', 'None', 'NONE', 'NA', 'na')
    )
)
select
  'hit' as verdict,
  suspect.agency as agency,
  '000' as line,
  suspect.agency as subject,
  suspect.log_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  suspect.finding as finding,
  suspect.business_no as business_no,
  suspect.operation as operation,
  suspect.operated_at as operated_at,
  suspect.staff_no as staff_no,
  suspect.account_no as account_no,
  suspect.ip as ip,
  suspect.person_no as person_no
from suspect
cross join facts.run as run
order by suspect.agency nulls last, suspect.log_no nulls last

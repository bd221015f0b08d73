with struck_off as (
  select
    registry.credit_code,
    registry.name,
    registry.status,
    registry.status_on,
    period_of(registry.status_on) as last_month
  from facts.business_registry as registry
  join facts.run as run on registry.status_on <= run.last_day
  where registry.status in ('cancelled', 'revoked')
),
watched as (
  select
    employer.agency,
    employer.line,
    employer.employer_no,
    employer.name,
    employer.credit_code,
    struck_off.name as registry_name,
    struck_off.status as registry_status,
    struck_off.status_on,
    struck_off.last_month
  from facts.employer as employer
  join struck_off on struck_off.credit_code = employer.credit_code
  where employer.line in ('110', '210', '410')
  union all
  select
    employer.agency,
    employer.line,
    employer.employer_no,
    employer.name,
    employer.credit_code,
    cast(null as text) as registry_name,
    cast(null as text) as registry_status,
    cast(null as date) as status_on,
    cast(null as text) as last_month
  from facts.employer as employer
  where employer.line in ('110', '210', '410') and employer.credit_code is null
),
paid as (
  select
    watched.agency,
    watched.line,
    watched.employer_no,
    count(*) as receipts,
    sum(contribution.amount) as amount,
    max(contribution.fee_period) as fee_period,
    count(distinct contribution.person_no) as persons
  from watched
  join facts.contribution as contribution
    on contribution.agency = watched.agency
    and contribution.line = watched.line
    and contribution.employer_no = watched.employer_no
  where contribution.amount > 0
    and (watched.last_month is null or contribution.fee_period > watched.last_month)
  group by watched.agency, watched.line, watched.employer_no
)
select
  case when watched.last_month is null then 'cannot_decide' else 'hit' end as verdict,
  watched.agency as agency,
  watched.line as line,
  watched.employer_no as subject,
  watched.employer_no as hit_key,
  case when watched.last_month is not null then watched.credit_code end as related_key,
  run.period as first_period,
  cast(paid.receipts as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(paid.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when watched.last_month is null then 'credit_code' end as missing,
  watched.name as employer_name,
  watched.credit_code as credit_code,
  watched.registry_name as registry_name,
  watched.registry_status as registry_status,
  watched.status_on as status_on,
  paid.fee_period as fee_period,
  cast(paid.persons as integer) as persons
from paid
join watched
  on watched.agency = paid.agency
  and watched.line = paid.line
  and watched.employer_no = paid.employer_no
cross join facts.run as run
order by watched.agency nulls last, watched.line nulls last, watched.employer_no nulls last

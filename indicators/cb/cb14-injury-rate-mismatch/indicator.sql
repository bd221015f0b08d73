with registered as (
  select
    employer.agency,
    employer.line,
    employer.employer_no,
    employer.name,
    employer.industry_class,
    cast(employer.injury_rate as decimal(38, 6)) as injury_rate
  from facts.employer as employer
  where employer.line = '410' and employer.status <> 'cancelled'
),
base_rate as (
  select injury_rate.industry_class, min(injury_rate.rate) as rate
  from facts.statutory_injury_rate as injury_rate
  join facts.run as run
    on injury_rate.valid_from <= run.last_day
    and (injury_rate.valid_to is null or injury_rate.valid_to >= run.last_day)
  group by injury_rate.industry_class
),
step as (
  select
    injury_rate.industry_class,
    cast(cast(injury_rate.rate as decimal(12, 6)) * cast(injury_rate_step.factor as decimal(12, 6)) as decimal(38, 6)) as rate
  from facts.statutory_injury_rate as injury_rate
  join facts.statutory_injury_rate_step as injury_rate_step
    on injury_rate_step.industry_class = injury_rate.industry_class
  join facts.run as run
    on injury_rate.valid_from <= run.last_day
    and (injury_rate.valid_to is null or injury_rate.valid_to >= run.last_day)
    and injury_rate_step.valid_from <= run.last_day
    and (injury_rate_step.valid_to is null or injury_rate_step.valid_to >= run.last_day)
),
-- Of the steps of the employer's class the one that is nearest.
nearest as (
  select
    registered.agency,
    registered.employer_no,
    min(abs(registered.injury_rate - step.rate)) as distance
  from registered
  join step on step.industry_class = registered.industry_class
  group by registered.agency, registered.employer_no
),
charged as (
  select levy.agency, levy.employer_no, min(levy.unit_rate) as lowest, max(levy.unit_rate) as highest
  from facts.levy as levy
  where levy.line = '410'
    and levy.employer_no is not null
    and levy.unit_rate is not null
    and levy.kind = 'normal'
  group by levy.agency, levy.employer_no
),
compared as (
  select
    registered.agency,
    registered.line,
    registered.employer_no,
    registered.name,
    registered.industry_class,
    registered.injury_rate,
    base_rate.rate as base_rate,
    case when charged.lowest <> registered.injury_rate then charged.lowest else charged.highest end as charged_rate,
    nearest.distance,
    parameter.tolerance,
    coalesce(nearest.distance > parameter.tolerance, false) as is_off_step,
    coalesce(charged.lowest <> registered.injury_rate or charged.highest <> registered.injury_rate, false) as is_charged_otherwise,
    nearest.employer_no is not null as has_step
  from registered
  cross join facts.parameter as parameter
  left join base_rate on base_rate.industry_class = registered.industry_class
  left join nearest
    on nearest.agency = registered.agency
    and nearest.employer_no = registered.employer_no
  left join charged
    on charged.agency = registered.agency
    and charged.employer_no = registered.employer_no
),
answer as (
  select
    'hit' as verdict,
    compared.agency,
    compared.line,
    compared.employer_no as subject,
    compared.employer_no as hit_key,
    cast(null as text) as missing,
    case
      when compared.is_off_step and compared.is_charged_otherwise then '执行费率不在该类各档之中；核定所用费率与登记不同'
      when compared.is_off_step then '执行费率不在该类各档之中'
      else '核定所用费率与登记不同'
    end as finding,
    compared.name,
    compared.industry_class,
    compared.base_rate,
    compared.injury_rate,
    compared.charged_rate
  from compared
  where compared.is_off_step or compared.is_charged_otherwise
  union all
  select
    'cannot_decide' as verdict,
    compared.agency,
    compared.line,
    compared.employer_no as subject,
    compared.employer_no as hit_key,
    case when compared.industry_class is null then 'industry_class' else 'injury_rate' end as missing,
    cast(null as text) as finding,
    compared.name,
    compared.industry_class,
    compared.base_rate,
    compared.injury_rate,
    compared.charged_rate
  from compared
  where not compared.is_charged_otherwise
    and (compared.industry_class is null or compared.injury_rate is null)
  union all
  select distinct
    'cannot_decide' as verdict,
    compared.agency,
    compared.line,
    compared.agency as subject,
    'total' as hit_key,
    case
      when compared.base_rate is null then 'statutory_injury_rate'
      else 'statutory_injury_rate_step'
    end as missing,
    cast(null as text) as finding,
    cast(null as text) as name,
    cast(null as integer) as industry_class,
    cast(null as decimal(38, 6)) as base_rate,
    cast(null as decimal(38, 6)) as injury_rate,
    cast(null as decimal(38, 6)) as charged_rate
  from compared
  where compared.industry_class is not null
    and compared.injury_rate is not null
    and not compared.has_step
    and not compared.is_charged_otherwise
    and (compared.base_rate is null or not exists (
      select 1
      from compared as other
      where other.agency = compared.agency
        and other.industry_class is not null
        and other.injury_rate is not null
        and other.base_rate is null
        and not other.is_charged_otherwise
    ))
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.injury_rate as decimal(38, 6)) as observed,
  cast(answer.base_rate as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as employer_name,
  answer.finding as finding,
  answer.industry_class as industry_class,
  cast(answer.base_rate as decimal(38, 6)) as base_rate,
  cast(answer.injury_rate as decimal(38, 6)) as injury_rate,
  cast(answer.charged_rate as decimal(38, 6)) as charged_rate
from answer
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.subject nulls last, answer.hit_key nulls last

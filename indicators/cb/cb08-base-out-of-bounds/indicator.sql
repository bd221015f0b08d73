with charged as (
  select
    levy.agency,
    levy.line,
    levy.levy_no,
    levy.person_no,
    levy.employer_no,
    levy.fee_period,
    cast(levy.base as decimal(38, 2)) as base,
    levy.unit_rate,
    levy.person_rate
  from facts.levy as levy
  where levy.line <> '170'
    and levy.person_no is not null
    and levy.kind = 'normal'
    and levy.base >= 0
),
fee_month as (
  select distinct charged.agency, charged.line, charged.fee_period
  from charged
),
-- The agency's own limits go before the region's; of two that hold the younger one.
known_limit as (
  select
    fee_month.agency,
    fee_month.line,
    fee_month.fee_period,
    base_limit.lower_limit,
    base_limit.upper_limit,
    row_number() over (
      partition by fee_month.agency, fee_month.line, fee_month.fee_period
      order by
        base_limit.agency nulls last,
        base_limit.period_from desc nulls last,
        base_limit.valid_from desc nulls last,
        base_limit.lower_limit nulls last,
        base_limit.upper_limit nulls last
    ) as choice
  from fee_month
  join facts.statutory_base_limit as base_limit
    on base_limit.line = fee_month.line
    and (base_limit.agency is null or base_limit.agency = fee_month.agency)
    and base_limit.period_from <= fee_month.fee_period
    and (base_limit.period_to is null or base_limit.period_to >= fee_month.fee_period)
    and base_limit.valid_from <= period_start(fee_month.fee_period)
    and (base_limit.valid_to is null or base_limit.valid_to >= period_start(fee_month.fee_period))
),
limit_of_month as (
  select known_limit.agency, known_limit.line, known_limit.fee_period, known_limit.lower_limit, known_limit.upper_limit
  from known_limit
  where known_limit.choice = 1
),
without_limit as (
  select distinct fee_month.agency, fee_month.line
  from fee_month
  where not exists (
    select 1
    from limit_of_month
    where limit_of_month.agency = fee_month.agency
      and limit_of_month.line = fee_month.line
      and limit_of_month.fee_period = fee_month.fee_period
  )
),
outside as (
  select
    charged.agency,
    charged.line,
    charged.levy_no,
    charged.person_no,
    charged.employer_no,
    charged.fee_period,
    charged.base,
    limit_of_month.lower_limit,
    limit_of_month.upper_limit,
    case when charged.base < limit_of_month.lower_limit then '低于下限' else '高于上限' end as finding,
    case
      when charged.base < limit_of_month.lower_limit then limit_of_month.lower_limit
      else limit_of_month.upper_limit
    end as limit_broken,
    coalesce(charged.unit_rate, 0) + coalesce(charged.person_rate, 0) as rate
  from charged
  join limit_of_month
    on limit_of_month.agency = charged.agency
    and limit_of_month.line = charged.line
    and limit_of_month.fee_period = charged.fee_period
  where charged.base < limit_of_month.lower_limit or charged.base > limit_of_month.upper_limit
),
answer as (
  select
    'hit' as verdict,
    outside.agency,
    outside.line,
    outside.levy_no as hit_key,
    outside.base as observed,
    outside.limit_broken as threshold,
    round(cast(abs(outside.base - outside.limit_broken) as decimal(38, 2)) * outside.rate, 2) as amount,
    cast(null as text) as missing,
    outside.person_no,
    outside.employer_no,
    outside.fee_period,
    outside.finding,
    outside.lower_limit,
    outside.upper_limit
  from outside
  union all
  select
    'cannot_decide' as verdict,
    without_limit.agency,
    without_limit.line,
    'total' as hit_key,
    cast(null as decimal(38, 2)) as observed,
    cast(null as decimal(38, 2)) as threshold,
    cast(null as decimal(38, 2)) as amount,
    'statutory_base_limit' as missing,
    cast(null as text) as person_no,
    cast(null as text) as employer_no,
    cast(null as text) as fee_period,
    cast(null as text) as finding,
    cast(null as decimal(38, 2)) as lower_limit,
    cast(null as decimal(38, 2)) as upper_limit
  from without_limit
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.agency as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.observed as decimal(38, 6)) as observed,
  cast(answer.threshold as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.person_no as person_no,
  person.name as name,
  answer.employer_no as employer_no,
  answer.fee_period as fee_period,
  answer.finding as finding,
  cast(answer.lower_limit as decimal(38, 2)) as lower_limit,
  cast(answer.upper_limit as decimal(38, 2)) as upper_limit
from answer
left join facts.person as person
  on person.agency = answer.agency
  and person.line = answer.line
  and person.person_no = answer.person_no
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.verdict desc nulls last, answer.hit_key nulls last

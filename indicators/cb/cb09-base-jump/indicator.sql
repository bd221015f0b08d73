with now_charged as (
  select
    levy.agency,
    levy.line,
    levy.person_no,
    max(cast(levy.base as decimal(38, 2))) as base,
    min(levy.employer_no) as employer_no
  from facts.levy as levy
  join facts.run as run on run.period = levy.fee_period
  where levy.line in ('110', '120') and levy.person_no is not null and levy.kind = 'normal'
  group by levy.agency, levy.line, levy.person_no
),
before_charged as (
  select
    levy.agency,
    levy.line,
    levy.person_no,
    max(cast(levy.base as decimal(38, 2))) as base,
    min(levy.employer_no) as employer_no
  from facts.levy_history as levy
  join facts.run as run on levy.fee_period = period_add(run.period, -1)
  where levy.line in ('110', '120') and levy.person_no is not null and levy.kind = 'normal'
  group by levy.agency, levy.line, levy.person_no
),
jumped as (
  select
    now_charged.agency,
    now_charged.line,
    now_charged.person_no,
    before_charged.base as base_before,
    now_charged.base as base_now,
    before_charged.employer_no as employer_before,
    now_charged.employer_no as employer_now
  from now_charged
  join before_charged
    on before_charged.agency = now_charged.agency
    and before_charged.line = now_charged.line
    and before_charged.person_no = now_charged.person_no
  cross join facts.parameter as parameter
  where before_charged.base > 0 and now_charged.base > parameter.jump * cast(before_charged.base as decimal(38, 2))
),
without_month_before as (
  select distinct now_charged.agency, now_charged.line
  from now_charged
  where not exists (
    select 1
    from before_charged
    where before_charged.agency = now_charged.agency
      and before_charged.line = now_charged.line
  )
),
answer as (
  select
    'hit' as verdict,
    jumped.agency,
    jumped.line,
    jumped.person_no as subject,
    jumped.person_no as hit_key,
    cast(null as text) as missing,
    jumped.base_before,
    jumped.base_now,
    jumped.employer_before,
    jumped.employer_now
  from jumped
  union all
  select
    'cannot_decide' as verdict,
    without_month_before.agency,
    without_month_before.line,
    without_month_before.agency as subject,
    'total' as hit_key,
    'levy' as missing,
    cast(null as decimal(38, 2)) as base_before,
    cast(null as decimal(38, 2)) as base_now,
    cast(null as text) as employer_before,
    cast(null as text) as employer_now
  from without_month_before
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(ratio(answer.base_now, answer.base_before) as decimal(38, 6)) as observed,
  cast(parameter.jump as decimal(38, 6)) as threshold,
  cast(answer.base_now - answer.base_before as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  person.name as name,
  answer.base_before as base_before,
  answer.base_now as base_now,
  answer.employer_before as employer_before,
  answer.employer_now as employer_now
from answer
cross join facts.run as run
cross join facts.parameter as parameter
left join facts.person as person
  on person.agency = answer.agency
  and person.line = answer.line
  and person.person_no = answer.subject
order by answer.agency nulls last, answer.line nulls last, answer.verdict desc nulls last, answer.subject nulls last,
  answer.hit_key nulls last

with charged as (
  select
    levy.agency,
    levy.line,
    levy.employer_no,
    sum(levy.base) filter (where levy.person_no is not null) as person_base,
    count(distinct levy.person_no) as persons,
    sum(levy.base) filter (where levy.person_no is null) as unit_base
  from facts.levy as levy
  join facts.run as run on run.period = levy.fee_period
  where levy.line in ('110', '120', '210', '310', '410')
    and levy.kind = 'normal'
    and levy.employer_no is not null
  group by levy.agency, levy.line, levy.employer_no
),
-- Heads of those who are assessed as a whole only.
heads as (
  select enrolment.agency, enrolment.line, enrolment.employer_no, count(distinct enrolment.person_no) as persons
  from charged
  join facts.enrolment as enrolment
    on enrolment.agency = charged.agency
    and enrolment.line = charged.line
    and enrolment.employer_no = charged.employer_no
  where charged.persons = 0 and enrolment.status = 'paying'
  group by enrolment.agency, enrolment.line, enrolment.employer_no
),
insured as (
  select
    charged.agency,
    charged.line,
    charged.employer_no,
    case when charged.line in ('110', '120') then 'pension' else charged.line end as scheme,
    employer.name,
    employer.credit_code,
    cast(case when charged.persons > 0 then charged.person_base else charged.unit_base end as decimal(38, 2)) as base,
    case when charged.persons > 0 then charged.persons else heads.persons end as persons
  from charged
  join facts.employer as employer
    on employer.agency = charged.agency
    and employer.line = charged.line
    and employer.employer_no = charged.employer_no
  left join heads
    on heads.agency = charged.agency
    and heads.line = charged.line
    and heads.employer_no = charged.employer_no
  where charged.persons > 0 or heads.persons > 0
),
taxed as (
  select
    tax_wage.credit_code,
    cast(sum(tax_wage.wage) as decimal(38, 2)) as wage_sum,
    count(*) as persons
  from facts.tax_wage as tax_wage
  where tax_wage.wage > 0
  group by tax_wage.credit_code
),
whole as (
  select
    insured.credit_code,
    insured.scheme,
    cast(sum(insured.base) as decimal(38, 2)) as base_sum,
    cast(sum(insured.persons) as bigint) as persons,
    string_agg(
      distinct insured.agency || '/' || insured.line,
      '、'
      order by insured.agency || '/' || insured.line nulls last
    ) as places
  from insured
  where insured.credit_code is not null
  group by insured.credit_code, insured.scheme
),
-- |base / persons - wage / taxed| > r * wage / taxed, multiplied out.
deviating as (
  select
    whole.credit_code,
    whole.scheme,
    whole.base_sum,
    whole.persons,
    whole.places,
    taxed.wage_sum,
    taxed.persons as taxed_persons,
    cast(abs(whole.base_sum * taxed.persons - taxed.wage_sum * whole.persons) as decimal(38, 2)) as apart,
    cast(taxed.wage_sum * whole.persons as decimal(38, 2)) as measure
  from whole
  join taxed on taxed.credit_code = whole.credit_code
  cross join facts.parameter as parameter
  where abs(whole.base_sum * taxed.persons - taxed.wage_sum * whole.persons)
    > parameter.deviation * cast(taxed.wage_sum * whole.persons as decimal(38, 2))
),
answer as (
  select
    'hit' as verdict,
    insured.agency,
    insured.line,
    insured.employer_no,
    deviating.credit_code as related_key,
    cast(null as text) as missing,
    insured.name,
    insured.credit_code,
    deviating.persons,
    deviating.base_sum,
    deviating.taxed_persons,
    deviating.wage_sum,
    deviating.apart,
    deviating.measure,
    deviating.places
  from insured
  join deviating
    on deviating.credit_code = insured.credit_code
    and deviating.scheme = insured.scheme
  union all
  select
    'cannot_decide' as verdict,
    insured.agency,
    insured.line,
    insured.employer_no,
    cast(null as text) as related_key,
    'credit_code' as missing,
    insured.name,
    insured.credit_code,
    cast(insured.persons as bigint) as persons,
    insured.base as base_sum,
    cast(null as bigint) as taxed_persons,
    cast(null as decimal(38, 2)) as wage_sum,
    cast(null as decimal(38, 2)) as apart,
    cast(null as decimal(38, 2)) as measure,
    cast(null as text) as places
  from insured
  where insured.credit_code is null
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.employer_no as subject,
  answer.employer_no as hit_key,
  answer.related_key as related_key,
  run.period as first_period,
  cast(ratio(answer.apart, answer.measure) as decimal(38, 6)) as observed,
  cast(parameter.deviation as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as employer_name,
  answer.credit_code as credit_code,
  cast(answer.persons as integer) as insured,
  cast(ratio(answer.base_sum, answer.persons) as decimal(38, 6)) as average_base,
  cast(answer.taxed_persons as integer) as taxed,
  cast(ratio(answer.wage_sum, answer.taxed_persons) as decimal(38, 6)) as average_wage,
  answer.places as places
from answer
cross join facts.run as run
cross join facts.parameter as parameter
order by answer.agency nulls last, answer.line nulls last, answer.employer_no nulls last

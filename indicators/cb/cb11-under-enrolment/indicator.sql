with registered as (
  select
    employer.agency,
    employer.line,
    employer.employer_no,
    case when employer.line in ('110', '120') then 'pension' else employer.line end as scheme,
    employer.name,
    employer.credit_code
  from facts.employer as employer
  where employer.line in ('110', '120', '210', '410') and employer.status <> 'cancelled'
),
heads as (
  select enrolment.agency, enrolment.line, enrolment.employer_no, count(distinct enrolment.person_no) as persons
  from facts.enrolment as enrolment
  where enrolment.line in ('110', '120', '210', '410')
    and enrolment.status = 'paying'
    and enrolment.employer_no is not null
  group by enrolment.agency, enrolment.line, enrolment.employer_no
),
place as (
  select
    registered.agency,
    registered.line,
    registered.employer_no,
    registered.scheme,
    registered.name,
    registered.credit_code,
    coalesce(heads.persons, 0) as persons
  from registered
  left join heads
    on heads.agency = registered.agency
    and heads.line = registered.line
    and heads.employer_no = registered.employer_no
),
taxed as (
  select tax_wage.credit_code, count(*) as persons
  from facts.tax_wage as tax_wage
  where tax_wage.wage > 0
  group by tax_wage.credit_code
),
whole as (
  select
    place.credit_code,
    place.scheme,
    cast(sum(place.persons) as bigint) as persons,
    string_agg(
      distinct place.agency || '/' || place.line,
      '、'
      order by place.agency || '/' || place.line nulls last
    ) as places
  from place
  where place.credit_code is not null
  group by place.credit_code, place.scheme
),
short as (
  select
    whole.credit_code,
    whole.scheme,
    whole.persons,
    whole.places,
    taxed.persons as taxed_persons,
    taxed.persons - whole.persons as gap
  from whole
  join taxed on taxed.credit_code = whole.credit_code
  cross join facts.parameter as parameter
  where taxed.persons - whole.persons > parameter.min_gap
    and taxed.persons - whole.persons > parameter.min_ratio * taxed.persons
),
answer as (
  select
    'hit' as verdict,
    place.agency,
    place.line,
    place.employer_no,
    short.credit_code as related_key,
    cast(null as text) as missing,
    place.name,
    place.credit_code,
    short.taxed_persons,
    short.persons,
    place.persons as persons_here,
    short.gap,
    short.places
  from place
  join short
    on short.credit_code = place.credit_code
    and short.scheme = place.scheme
  union all
  select
    'cannot_decide' as verdict,
    place.agency,
    place.line,
    place.employer_no,
    cast(null as text) as related_key,
    'credit_code' as missing,
    place.name,
    place.credit_code,
    cast(null as bigint) as taxed_persons,
    cast(null as bigint) as persons,
    place.persons as persons_here,
    cast(null as bigint) as gap,
    cast(null as text) as places
  from place
  where place.credit_code is null
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.employer_no as subject,
  answer.employer_no as hit_key,
  answer.related_key as related_key,
  run.period as first_period,
  cast(answer.gap as decimal(38, 6)) as observed,
  cast(parameter.min_gap as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as employer_name,
  answer.credit_code as credit_code,
  cast(answer.taxed_persons as integer) as taxed,
  cast(answer.persons as integer) as insured,
  cast(answer.persons_here as integer) as insured_here,
  cast(ratio(answer.gap, answer.taxed_persons) as decimal(38, 6)) as gap_ratio,
  answer.places as places
from answer
cross join facts.run as run
cross join facts.parameter as parameter
order by answer.agency nulls last, answer.line nulls last, answer.employer_no nulls last

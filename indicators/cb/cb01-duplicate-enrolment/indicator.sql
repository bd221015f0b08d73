with registered as (
  select
    person.agency,
    person.line,
    person.person_no,
    person.name,
    id_key(person.id_number) as natural_person
  from facts.person as person
  where person.line in ('110', '120', '170', '210', '310', '410')
),
-- The lines of one agency lie beside each other lawfully, but for a resident's pension beside an employee's.
several as (
  select registered.natural_person
  from registered
  where registered.natural_person is not null
  group by registered.natural_person
  having count(*) > 1
    and (
      min(registered.agency) <> max(registered.agency)
      or (bool_or(registered.line = '170') and bool_or(registered.line in ('110', '120')))
    )
),
candidate as (
  select registered.agency, registered.line, registered.person_no, registered.name, registered.natural_person
  from registered
  join several on several.natural_person = registered.natural_person
  union all
  select registered.agency, registered.line, registered.person_no, registered.name, registered.natural_person
  from registered
  where registered.natural_person is null
),
insured as (
  select
    candidate.agency,
    candidate.line,
    candidate.person_no,
    candidate.name,
    candidate.natural_person,
    enrolment.employer_no,
    enrolment.enrolled_on
  from candidate
  join facts.enrolment as enrolment
    on enrolment.agency = candidate.agency
    and enrolment.line = candidate.line
    and enrolment.person_no = candidate.person_no
  where enrolment.status = 'paying'
),
insured_person as (
  select
    insured.agency,
    insured.line,
    insured.person_no,
    insured.name,
    insured.natural_person,
    min(insured.employer_no) as employer_no,
    min(insured.enrolled_on) as enrolled_on
  from insured
  group by insured.agency, insured.line, insured.person_no, insured.name, insured.natural_person
),
months as (
  select run.period as last_month, period_add(run.period, 1 - parameter.min_months) as first_month
  from facts.run as run
  cross join facts.parameter as parameter
),
receipt as (
  select
    insured_person.agency,
    insured_person.line,
    insured_person.person_no,
    insured_person.natural_person,
    contribution.fee_period,
    contribution.amount
  from insured_person
  join facts.contribution_history as contribution
    on contribution.agency = insured_person.agency
    and contribution.line = insured_person.line
    and contribution.person_no = insured_person.person_no
  join months on contribution.fee_period between months.first_month and months.last_month
  where contribution.kind = 'normal' and contribution.amount > 0
  union all
  -- Money that came for the employer as a whole is the person's too.
  select
    insured.agency,
    insured.line,
    insured.person_no,
    insured.natural_person,
    contribution.fee_period,
    cast(null as decimal(38, 2)) as amount
  from insured
  join facts.contribution_history as contribution
    on contribution.agency = insured.agency
    and contribution.line = insured.line
    and contribution.employer_no = insured.employer_no
  join months on contribution.fee_period between months.first_month and months.last_month
  where contribution.person_no is null and contribution.kind = 'normal' and contribution.amount > 0
),
paid as (
  select
    receipt.agency,
    receipt.line,
    receipt.person_no,
    receipt.natural_person,
    receipt.fee_period,
    sum(receipt.amount) as amount
  from receipt
  group by receipt.agency, receipt.line, receipt.person_no, receipt.natural_person, receipt.fee_period
),
same_line as (
  select paid.natural_person, paid.line, paid.fee_period
  from paid
  where paid.natural_person is not null
  group by paid.natural_person, paid.line, paid.fee_period
  having count(distinct paid.agency) >= 2
),
resident_and_employee as (
  select paid.natural_person, paid.fee_period
  from paid
  where paid.natural_person is not null
  group by paid.natural_person, paid.fee_period
  having bool_or(paid.line = '170') and bool_or(paid.line in ('110', '120'))
),
matter as (
  select same_line.natural_person, same_line.line, '同一险种在多处缴费' as finding
  from same_line
  cross join facts.parameter as parameter
  group by same_line.natural_person, same_line.line, parameter.min_months
  having count(*) >= parameter.min_months
  union all
  select resident_and_employee.natural_person, pension.line, '职工养老与居民养老同月缴费' as finding
  from resident_and_employee
  cross join facts.parameter as parameter
  cross join (select '110' as line union all select '120' as line union all select '170' as line) as pension
  group by resident_and_employee.natural_person, pension.line, parameter.min_months
  having count(*) >= parameter.min_months
),
double as (
  select
    paid.agency,
    paid.line,
    paid.person_no,
    paid.natural_person,
    paid.amount,
    string_agg(matter.finding, '；' order by matter.finding nulls last) as finding
  from paid
  join facts.run as run on run.period = paid.fee_period
  join matter on matter.natural_person = paid.natural_person and matter.line = paid.line
  group by paid.agency, paid.line, paid.person_no, paid.natural_person, paid.amount
),
place as (
  select
    double.natural_person,
    count(distinct double.agency || '/' || double.line) as places,
    string_agg(
      distinct double.agency || '/' || double.line,
      '、'
      order by double.agency || '/' || double.line nulls last
    ) as listed
  from double
  group by double.natural_person
),
answer as (
  select
    'hit' as verdict,
    double.agency,
    double.line,
    double.person_no,
    double.natural_person as related_key,
    place.places,
    double.amount,
    cast(null as text) as missing,
    double.finding,
    place.listed
  from double
  join place on place.natural_person = double.natural_person
  union all
  select
    'cannot_decide' as verdict,
    paid.agency,
    paid.line,
    paid.person_no,
    cast(null as text) as related_key,
    cast(null as bigint) as places,
    paid.amount,
    'id_number' as missing,
    cast(null as text) as finding,
    cast(null as text) as listed
  from paid
  join facts.run as run on run.period = paid.fee_period
  where paid.natural_person is null
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.person_no as subject,
  answer.person_no as hit_key,
  answer.related_key as related_key,
  run.period as first_period,
  cast(answer.places as decimal(38, 6)) as observed,
  cast(1 as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  insured_person.name as name,
  answer.finding as finding,
  answer.listed as places,
  insured_person.employer_no as employer_no,
  insured_person.enrolled_on as enrolled_on,
  cast(answer.amount as decimal(38, 2)) as paid
from answer
join insured_person
  on insured_person.agency = answer.agency
  and insured_person.line = answer.line
  and insured_person.person_no = answer.person_no
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.person_no nulls last

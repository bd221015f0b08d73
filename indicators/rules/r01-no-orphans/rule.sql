with known_levy as (
  select distinct levy.agency, levy.line, levy.levy_no
  from facts.levy_history as levy
),
-- A levy from before the first package at hand may be there and only not be known here.
first_levy as (
  select levy.agency, levy.line, min(levy.period) as period
  from facts.levy_history as levy
  group by levy.agency, levy.line
),
levy_reference as (
  select
    contribution.agency,
    contribution.line,
    'contribution.levy_no' as place,
    contribution.receipt_no as row_key,
    contribution.levy_no as reference,
    case
      when known_levy.levy_no is not null then 'fits'
      when contribution.fee_period < coalesce(first_levy.period, run.period) then 'open'
      else 'orphan'
    end as state
  from facts.contribution as contribution
  cross join facts.run as run
  left join known_levy
    on known_levy.agency = contribution.agency
    and known_levy.line = contribution.line
    and known_levy.levy_no = contribution.levy_no
  left join first_levy
    on first_levy.agency = contribution.agency
    and first_levy.line = contribution.line
  where contribution.levy_no is not null
),
to_person as (
  select
    enrolment.agency,
    enrolment.line,
    'enrolment.person_no' as place,
    enrolment.person_no || '|' || coalesce(enrolment.employer_no, '') || '|' || cast(enrolment.enrolled_on as text) as row_key,
    enrolment.person_no as reference
  from facts.enrolment as enrolment
  union all
  select
    approval.agency,
    approval.line,
    'benefit_approval.person_no' as place,
    approval.approval_no as row_key,
    approval.person_no as reference
  from facts.benefit_approval as approval
  union all
  select
    adjustment.agency,
    adjustment.line,
    'benefit_adjustment.person_no' as place,
    adjustment.adjustment_no as row_key,
    adjustment.person_no as reference
  from facts.benefit_adjustment as adjustment
  union all
  select
    payment.agency,
    payment.line,
    'benefit_payment.person_no' as place,
    payment.payment_no as row_key,
    payment.person_no as reference
  from facts.benefit_payment as payment
  union all
  select
    status.agency,
    status.line,
    'benefit_status.person_no' as place,
    status.status_no as row_key,
    status.person_no as reference
  from facts.benefit_status as status
  union all
  select
    qualification.agency,
    qualification.line,
    'qualification_check.person_no' as place,
    qualification.person_no as row_key,
    qualification.person_no as reference
  from facts.qualification_check as qualification
  union all
  select
    recovery.agency,
    recovery.line,
    'recovery.person_no' as place,
    recovery.recovery_no as row_key,
    recovery.person_no as reference
  from facts.recovery as recovery
  where recovery.person_no is not null
),
person_reference as (
  select
    to_person.agency,
    to_person.line,
    to_person.place,
    to_person.row_key,
    to_person.reference,
    case when person.person_no is null then 'orphan' else 'fits' end as state
  from to_person
  left join facts.person as person
    on person.agency = to_person.agency
    and person.line = to_person.line
    and person.person_no = to_person.reference
),
to_employer as (
  select
    enrolment.agency,
    enrolment.line,
    'enrolment.employer_no' as place,
    enrolment.person_no || '|' || enrolment.employer_no || '|' || cast(enrolment.enrolled_on as text) as row_key,
    enrolment.employer_no as reference
  from facts.enrolment as enrolment
  where enrolment.employer_no is not null
  union all
  select
    levy.agency,
    levy.line,
    'levy.employer_no' as place,
    levy.levy_no as row_key,
    levy.employer_no as reference
  from facts.levy as levy
  where levy.employer_no is not null
  union all
  select
    contribution.agency,
    contribution.line,
    'contribution.employer_no' as place,
    contribution.receipt_no as row_key,
    contribution.employer_no as reference
  from facts.contribution as contribution
  where contribution.employer_no is not null
),
employer_reference as (
  select
    to_employer.agency,
    to_employer.line,
    to_employer.place,
    to_employer.row_key,
    to_employer.reference,
    case when employer.employer_no is null then 'orphan' else 'fits' end as state
  from to_employer
  left join facts.employer as employer
    on employer.agency = to_employer.agency
    and employer.line = to_employer.line
    and employer.employer_no = to_employer.reference
),
-- What fits is counted together, so that millions of rows are not kept to find a few.
tallied as (
  select
    reference.agency,
    reference.line,
    reference.state,
    case when reference.state = 'orphan' then reference.place end as place,
    case when reference.state = 'orphan' then reference.row_key end as row_key,
    case when reference.state = 'orphan' then reference.reference end as reference,
    count(*) as references_found
  from (
    select agency, line, place, row_key, reference, state from levy_reference
    union all
    select agency, line, place, row_key, reference, state from person_reference
    union all
    select agency, line, place, row_key, reference, state from employer_reference
  ) as reference
  group by
    reference.agency,
    reference.line,
    reference.state,
    case when reference.state = 'orphan' then reference.place end,
    case when reference.state = 'orphan' then reference.row_key end,
    case when reference.state = 'orphan' then reference.reference end
),
counted as (
  select
    tallied.agency,
    tallied.line,
    sum(case when tallied.state <> 'open' then tallied.references_found else 0 end) as compared,
    sum(case when tallied.state = 'fits' then tallied.references_found else 0 end) as fits
  from tallied
  group by tallied.agency, tallied.line
),
answer as (
  select
    case
      when counted.compared = 0 then 'not_checkable'
      when counted.compared - counted.fits > parameter.tolerance then 'broken'
      else 'holds'
    end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.compared as expected,
    counted.fits,
    case when counted.compared = 0 then 'levy_no' end as missing,
    cast(null as text) as place,
    cast(null as text) as reference
  from counted
  cross join facts.parameter as parameter
  union all
  select
    'row' as verdict,
    tallied.agency,
    tallied.line,
    tallied.place || ':' || tallied.row_key as item,
    cast(null as bigint) as compared,
    1 as expected,
    0 as fits,
    cast(null as text) as missing,
    tallied.place,
    tallied.reference
  from tallied
  join counted on counted.agency = tallied.agency and counted.line = tallied.line
  cross join facts.parameter as parameter
  where tallied.state = 'orphan' and counted.compared - counted.fits > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  cast(answer.compared as bigint) as compared,
  cast(answer.expected as decimal(38, 6)) as left_value,
  cast(answer.fits as decimal(38, 6)) as right_value,
  cast(answer.expected - answer.fits as decimal(38, 6)) as difference,
  answer.missing as missing,
  answer.place as place,
  answer.reference as reference
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

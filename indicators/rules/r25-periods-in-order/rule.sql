with first_enrolment as (
  select enrolment.agency, enrolment.line, enrolment.person_no, period_of(min(enrolment.enrolled_on)) as enrolled_in
  from facts.enrolment as enrolment
  group by enrolment.agency, enrolment.line, enrolment.person_no
),
-- Arrears and back payments may be for months before the enrolment.
contribution_order as (
  select
    contribution.agency,
    contribution.line,
    contribution.person_no,
    'contribution' as part,
    min(contribution.fee_period) as earliest,
    max(first_enrolment.enrolled_in) as bound,
    count(*) as months,
    count(*) filter (where contribution.fee_period >= first_enrolment.enrolled_in) as months_in_order,
    bool_or(first_enrolment.enrolled_in is null) as is_open
  from facts.contribution as contribution
  left join first_enrolment
    on first_enrolment.agency = contribution.agency
    and first_enrolment.line = contribution.line
    and first_enrolment.person_no = contribution.person_no
  where contribution.person_no is not null and contribution.kind in ('normal', 'advance')
  group by contribution.agency, contribution.line, contribution.person_no
),
approval_order as (
  select
    approval.agency,
    approval.line,
    approval.person_no,
    'approval' as part,
    min(approval.start_period) as earliest,
    max(first_enrolment.enrolled_in) as bound,
    count(*) as months,
    count(*) filter (where approval.start_period >= first_enrolment.enrolled_in) as months_in_order,
    bool_or(first_enrolment.enrolled_in is null) as is_open
  from facts.benefit_approval as approval
  left join first_enrolment
    on first_enrolment.agency = approval.agency
    and first_enrolment.line = approval.line
    and first_enrolment.person_no = approval.person_no
  group by approval.agency, approval.line, approval.person_no
),
-- The latest date of several sources counts; the month of death is payable.
death as (
  select id_key(report.id_number) as natural_person, period_of(max(report.death_date)) as died_in
  from facts.death as report
  group by id_key(report.id_number)
),
dead_person as (
  select person.agency, person.line, person.person_no, death.died_in
  from facts.person as person
  join death on death.natural_person = id_key(person.id_number)
),
benefit_order as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    'benefit' as part,
    max(payment.benefit_period) as earliest,
    max(dead_person.died_in) as bound,
    count(*) as months,
    count(*) filter (where payment.benefit_period <= dead_person.died_in) as months_in_order,
    false as is_open
  from dead_person
  join facts.benefit_payment as payment
    on payment.agency = dead_person.agency
    and payment.line = dead_person.line
    and payment.person_no = dead_person.person_no
  where payment.amount > 0 and payment.item not in ('funeral_grant', 'survivor_benefit', 'death_lump_sum')
  group by payment.agency, payment.line, payment.person_no
),
side as (
  select
    contribution_order.agency,
    contribution_order.line,
    contribution_order.person_no,
    contribution_order.part,
    contribution_order.earliest,
    contribution_order.bound,
    contribution_order.months,
    contribution_order.months_in_order,
    contribution_order.is_open
  from contribution_order
  union all
  select
    approval_order.agency,
    approval_order.line,
    approval_order.person_no,
    approval_order.part,
    approval_order.earliest,
    approval_order.bound,
    approval_order.months,
    approval_order.months_in_order,
    approval_order.is_open
  from approval_order
  union all
  select
    benefit_order.agency,
    benefit_order.line,
    benefit_order.person_no,
    benefit_order.part,
    benefit_order.earliest,
    benefit_order.bound,
    benefit_order.months,
    benefit_order.months_in_order,
    benefit_order.is_open
  from benefit_order
),
judged as (
  select
    side.agency,
    side.line,
    side.person_no || '/' || side.part as item,
    side.earliest as fact_period,
    side.bound as bound_period,
    case when not side.is_open then cast(side.months as decimal(38, 2)) end as left_value,
    case when not side.is_open then cast(side.months_in_order as decimal(38, 2)) end as right_value,
    case when not side.is_open then side.months - side.months_in_order > parameter.tolerance end as is_broken
  from side
  cross join facts.parameter as parameter
)
select
  case
    when bool_or(judged.is_broken) then 'broken'
    when count(judged.is_broken) = 0 then 'not_checkable'
    else 'holds'
  end as verdict,
  judged.agency as agency,
  judged.line as line,
  cast(null as text) as item,
  count(judged.is_broken) as compared,
  cast(sum(judged.left_value) as decimal(38, 6)) as left_value,
  cast(sum(judged.right_value) as decimal(38, 6)) as right_value,
  cast(sum(judged.left_value - judged.right_value) as decimal(38, 6)) as difference,
  case when count(judged.is_broken) = 0 then 'enrolled_on' end as missing,
  cast(null as text) as fact_period,
  cast(null as text) as bound_period
from judged
group by judged.agency, judged.line
union all
select
  'row' as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.item as item,
  cast(null as bigint) as compared,
  cast(judged.left_value as decimal(38, 6)) as left_value,
  cast(judged.right_value as decimal(38, 6)) as right_value,
  cast(judged.left_value - judged.right_value as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  judged.fact_period as fact_period,
  judged.bound_period as bound_period
from judged
where judged.is_broken
order by agency nulls first, line nulls first, item nulls first, verdict nulls first

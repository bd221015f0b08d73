with first_side_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  where payment.line = '210' and payment.item = 'unemployment_benefit' and payment.amount > 0
),
first_side_number as (
  select distinct payment.agency, payment.line, payment.person_no
  from first_side_payment as payment
),
-- The latest row of each of them, of M if M still names the person.
first_side_person as (
  select distinct on (history.agency, history.line, history.person_no)
    history.agency,
    history.line,
    history.person_no,
    history.name,
    id_key(history.id_number) as natural_person
  from first_side_number
  join facts.person_history as history
    on history.agency = first_side_number.agency
    and history.line = first_side_number.line
    and history.person_no = first_side_number.person_no
  order by
    history.agency nulls last,
    history.line nulls last,
    history.person_no nulls last,
    history.period desc nulls last
),
payee_id as (
  select distinct first_side_person.natural_person
  from first_side_person
  where first_side_person.natural_person is not null
),
-- The ways in which an id may stand in a row: history is compared as it is, without a function a row.
written_id as (
  select payee_id.natural_person, payee_id.natural_person as id_number
  from payee_id
  union all
  select payee_id.natural_person, replace(payee_id.natural_person, 'X', 'x') as id_number
  from payee_id
  where right(payee_id.natural_person, 1) = 'X'
),
-- Persons whom the package of M no longer names: their latest earlier row.
departed_number as (
  select distinct history.agency, history.line, history.person_no
  from written_id
  join facts.person_history as history on history.id_number = written_id.id_number
  where history.line in ('110', '120', '170')
    and not exists (
      select 1
      from facts.person as person
      where person.agency = history.agency
        and person.line = history.line
        and person.person_no = history.person_no
    )
),
departed_person as (
  select distinct on (history.agency, history.line, history.person_no)
    history.agency,
    history.line,
    history.person_no,
    history.name,
    history.id_number
  from departed_number
  join facts.person_history as history
    on history.agency = departed_number.agency
    and history.line = departed_number.line
    and history.person_no = departed_number.person_no
  order by
    history.agency nulls last,
    history.line nulls last,
    history.person_no nulls last,
    history.period desc nulls last
),
registration as (
  select person.agency, person.line, person.person_no, person.name, written_id.natural_person
  from written_id
  join facts.person as person on person.id_number = written_id.id_number
  where person.line in ('110', '120', '170')
  union all
  select departed.agency, departed.line, departed.person_no, departed.name, written_id.natural_person
  from written_id
  join departed_person as departed on departed.id_number = written_id.id_number
),
-- Numbers first, agencies by the join that follows: history is read by what the few registrations name.
pension_of_number as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  where payment.person_no in (select registration.person_no from registration)
    and payment.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')
    and payment.amount > 0
),
second_side_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.channel,
    payment.paid_at,
    registration.name,
    registration.natural_person
  from registration
  join pension_of_number as payment
    on payment.agency = registration.agency
    and payment.line = registration.line
    and payment.person_no = registration.person_no
),
both_sides as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.channel,
    payment.paid_at,
    person.name,
    person.natural_person,
    'first' as side
  from first_side_payment as payment
  join first_side_person as person
    on person.agency = payment.agency
    and person.line = payment.line
    and person.person_no = payment.person_no
  where exists (
    select 1
    from second_side_payment as second
    where second.natural_person = person.natural_person
  )
  union all
  select
    second.agency,
    second.line,
    second.payment_no,
    second.person_no,
    second.item,
    second.benefit_period,
    second.amount,
    second.channel,
    second.paid_at,
    second.name,
    second.natural_person,
    'second' as side
  from second_side_payment as second
),
-- A payment with several returns is one paid payment. Numbers first, agencies by the joins that follow.
returned as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes,
    min(bank_return.settled_at) filter (where bank_return.result = 'success') as settled_at
  from facts.bank_return_history as bank_return
  where bank_return.payment_no in (select both_sides.payment_no from both_sides)
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
paid as (
  select
    both_sides.agency,
    both_sides.line,
    both_sides.payment_no,
    both_sides.person_no,
    both_sides.item,
    both_sides.benefit_period,
    both_sides.amount,
    coalesce(returned.settled_at, both_sides.paid_at) as paid_at,
    both_sides.name,
    both_sides.natural_person,
    both_sides.side
  from both_sides
  left join returned
    on returned.agency = both_sides.agency
    and returned.line = both_sides.line
    and returned.payment_no = both_sides.payment_no
  where returned.successes > 0
    or (returned.payment_no is null and both_sides.channel = 'cash' and both_sides.paid_at is not null)
),
month_of_person as (
  select
    paid.natural_person,
    paid.benefit_period,
    sum(paid.amount) filter (where paid.side = 'first') as first_amount,
    sum(paid.amount) filter (where paid.side = 'second') as second_amount,
    string_agg(distinct paid.agency || '/' || paid.line, ',' order by paid.agency || '/' || paid.line nulls last) as places
  from paid
  group by paid.natural_person, paid.benefit_period
),
doubled_month as (
  select
    month_of_person.natural_person,
    month_of_person.benefit_period,
    month_of_person.first_amount as unemployment_benefit,
    month_of_person.second_amount as pension,
    month_of_person.places,
    count(*) over (partition by month_of_person.natural_person) as months,
    min(month_of_person.benefit_period) over (partition by month_of_person.natural_person) as first_period
  from month_of_person
  where month_of_person.first_amount is not null and month_of_person.second_amount is not null
),
person_without_id as (
  select person.agency, person.line, person.person_no, person.name
  from facts.person as person
  where person.line in ('110', '120', '170', '210') and (person.id_number is null or person.id_number = '')
),
payment_of_number as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    payment.payment_no,
    payment.period,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  where payment.person_no in (select person_without_id.person_no from person_without_id)
    and payment.amount > 0
    and ((payment.line = '210' and payment.item = 'unemployment_benefit') or (payment.line <> '210' and payment.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')))
),
payment_without_id as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    payment.payment_no,
    payment.period,
    payment.channel,
    payment.paid_at,
    person_without_id.name
  from payment_of_number as payment
  join person_without_id
    on person_without_id.agency = payment.agency
    and person_without_id.line = payment.line
    and person_without_id.person_no = payment.person_no
),
payee_without_id as (
  select payment.agency, payment.line, payment.person_no, payment.name
  from payment_without_id as payment
  join facts.bank_return as bank_return
    on bank_return.agency = payment.agency
    and bank_return.line = payment.line
    and bank_return.payment_no = payment.payment_no
  where bank_return.result = 'success'
  union
  select payment.agency, payment.line, payment.person_no, payment.name
  from payment_without_id as payment
  join facts.run as run on run.period = payment.period
  where payment.channel = 'cash'
    and payment.paid_at is not null
    and not exists (
      select 1
      from facts.bank_return_history as bank_return
      where bank_return.agency = payment.agency
        and bank_return.line = payment.line
        and bank_return.payment_no = payment.payment_no
    )
),
answer as (
  select
    'hit' as verdict,
    paid.agency,
    paid.line,
    paid.person_no as subject,
    paid.payment_no as hit_key,
    paid.natural_person as related_key,
    doubled_month.first_period,
    doubled_month.months as observed,
    paid.amount,
    cast(null as text) as missing,
    paid.name,
    paid.benefit_period,
    doubled_month.places,
    doubled_month.pension,
    doubled_month.unemployment_benefit,
    paid.item,
    paid.paid_at
  from paid
  join doubled_month
    on doubled_month.natural_person = paid.natural_person
    and doubled_month.benefit_period = paid.benefit_period
  union all
  select
    'cannot_decide' as verdict,
    payee_without_id.agency,
    payee_without_id.line,
    payee_without_id.person_no as subject,
    payee_without_id.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as bigint) as observed,
    cast(null as decimal(38, 2)) as amount,
    'id_number' as missing,
    payee_without_id.name,
    cast(null as text) as benefit_period,
    cast(null as text) as places,
    cast(null as decimal(38, 2)) as pension,
    cast(null as decimal(38, 2)) as unemployment_benefit,
    cast(null as text) as item,
    cast(null as timestamp) as paid_at
  from payee_without_id
  cross join facts.run as run
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  answer.related_key as related_key,
  answer.first_period as first_period,
  cast(answer.observed as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as name,
  answer.benefit_period as benefit_period,
  answer.places as places,
  cast(answer.pension as decimal(38, 2)) as pension,
  cast(answer.unemployment_benefit as decimal(38, 2)) as unemployment_benefit,
  answer.item as item,
  answer.paid_at as paid_at
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.benefit_period nulls last,
  answer.hit_key nulls last

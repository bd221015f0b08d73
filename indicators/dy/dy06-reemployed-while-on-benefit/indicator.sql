with unemployment_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.benefit_period,
    payment.amount,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  where payment.line = '210' and payment.item = 'unemployment_benefit' and payment.amount > 0
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
  where bank_return.payment_no in (select unemployment_payment.payment_no from unemployment_payment)
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
paid as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.benefit_period,
    payment.amount,
    coalesce(returned.settled_at, payment.paid_at) as paid_at
  from unemployment_payment as payment
  left join returned
    on returned.agency = payment.agency
    and returned.line = payment.line
    and returned.payment_no = payment.payment_no
  where returned.successes > 0
    or (returned.payment_no is null and payment.channel = 'cash' and payment.paid_at is not null)
),
payee_number as (
  select distinct paid.agency, paid.line, paid.person_no
  from paid
),
-- The latest row of each of them, of M if M still names the person. Without an id the number stands for the person.
payee as (
  select distinct on (payee_number.agency, payee_number.line, payee_number.person_no)
    payee_number.agency,
    payee_number.line,
    payee_number.person_no,
    history.name,
    id_key(history.id_number) as natural_person,
    coalesce(
      id_key(history.id_number),
      payee_number.agency || '|' || payee_number.line || '|' || payee_number.person_no
    ) as person_key
  from payee_number
  left join facts.person_history as history
    on history.agency = payee_number.agency
    and history.line = payee_number.line
    and history.person_no = payee_number.person_no
  order by
    payee_number.agency nulls last,
    payee_number.line nulls last,
    payee_number.person_no nulls last,
    history.period desc nulls last
),
payee_id as (
  select distinct payee.natural_person
  from payee
  where payee.natural_person is not null
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
  where history.line in ('110', '120', '210', '310', '410', '510')
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
  where person.line in ('110', '120', '210', '310', '410', '510')
  union all
  select departed.agency, departed.line, departed.person_no, departed.name, written_id.natural_person
  from written_id
  join departed_person as departed on departed.id_number = written_id.id_number
),
-- Every number under which an employer may pay for one of them.
insured_number as (
  select registration.agency, registration.line, registration.person_no, registration.natural_person as person_key
  from registration
  union
  select payee.agency, payee.line, payee.person_no, payee.person_key
  from payee
),
-- Numbers first, agencies by the join that follows.
contribution_of_number as (
  select
    contribution.agency,
    contribution.line,
    contribution.person_no,
    contribution.employer_no,
    contribution.fee_period,
    contribution.amount,
    contribution.paid_on
  from facts.contribution_history as contribution
  where coalesce(contribution.person_no in (select insured_number.person_no from insured_number), false)
    and contribution.employer_no is not null
    and contribution.kind <> 'back'
    and contribution.amount > 0
),
employed_month as (
  select
    insured_number.person_key,
    contribution.fee_period,
    sum(contribution.amount) as contributed,
    min(contribution.paid_on) as contributed_on,
    string_agg(
      distinct contribution.agency || '/' || contribution.line || '/' || contribution.employer_no, ','
      order by contribution.agency || '/' || contribution.line || '/' || contribution.employer_no nulls last
    ) as employed_at
  from insured_number
  join contribution_of_number as contribution
    on contribution.agency = insured_number.agency
    and contribution.line = insured_number.line
    and contribution.person_no = insured_number.person_no
  group by insured_number.person_key, contribution.fee_period
),
wrong_payment as (
  select
    paid.agency,
    paid.line,
    paid.payment_no,
    paid.person_no,
    paid.benefit_period,
    paid.amount,
    paid.paid_at,
    payee.name,
    payee.person_key,
    employed_month.employed_at,
    employed_month.contributed,
    employed_month.contributed_on
  from paid
  join payee
    on payee.agency = paid.agency
    and payee.line = paid.line
    and payee.person_no = paid.person_no
  join employed_month
    on employed_month.person_key = payee.person_key
    and employed_month.fee_period = paid.benefit_period
),
wrong_by_person as (
  select
    wrong_payment.person_key,
    count(distinct wrong_payment.benefit_period) as months,
    min(wrong_payment.benefit_period) as first_period
  from wrong_payment
  group by wrong_payment.person_key
),
-- Contributions under other numbers cannot be found for who has no id.
person_without_id as (
  select person.agency, person.line, person.person_no, person.name
  from facts.person as person
  where person.line = '210' and (person.id_number is null or person.id_number = '')
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
  where coalesce(payment.person_no in (select person_without_id.person_no from person_without_id), false)
    and payment.amount > 0
    and payment.item = 'unemployment_benefit'
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
    wrong_payment.agency,
    wrong_payment.line,
    wrong_payment.person_no as subject,
    wrong_payment.payment_no as hit_key,
    wrong_payment.person_key as related_key,
    wrong_by_person.first_period,
    wrong_by_person.months as observed,
    wrong_payment.amount,
    cast(null as text) as missing,
    wrong_payment.name,
    wrong_payment.benefit_period,
    wrong_payment.employed_at,
    wrong_payment.contributed,
    wrong_payment.contributed_on,
    wrong_payment.paid_at
  from wrong_payment
  join wrong_by_person on wrong_by_person.person_key = wrong_payment.person_key
  join facts.parameter as parameter on wrong_by_person.months >= parameter.min_months
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
    cast(null as text) as employed_at,
    cast(null as decimal(38, 2)) as contributed,
    cast(null as date) as contributed_on,
    cast(null as timestamp) as paid_at
  from payee_without_id
  cross join facts.run as run
  cross join facts.parameter as parameter
  where not exists (
    select 1
    from wrong_payment
    join wrong_by_person on wrong_by_person.person_key = wrong_payment.person_key
    where wrong_payment.agency = payee_without_id.agency
      and wrong_payment.line = payee_without_id.line
      and wrong_payment.person_no = payee_without_id.person_no
      and wrong_by_person.months >= parameter.min_months
  )
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
  cast(parameter.min_months as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as name,
  answer.benefit_period as benefit_period,
  answer.employed_at as employed_at,
  cast(answer.contributed as decimal(38, 2)) as contributed,
  answer.contributed_on as contributed_on,
  answer.paid_at as paid_at
from answer
cross join facts.parameter as parameter
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.benefit_period nulls last,
  answer.hit_key nulls last

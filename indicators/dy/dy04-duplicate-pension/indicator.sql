-- Persons whom the package of M no longer names: their latest earlier row.
with departed_person as (
  select distinct on (history.agency, history.line, history.person_no)
    history.agency,
    history.line,
    history.person_no,
    history.name,
    history.id_number
  from facts.person_history as history
  where history.line in ('110', '120', '170')
    and not exists (
      select 1
      from facts.person as person
      where person.agency = history.agency
        and person.line = history.line
        and person.person_no = history.person_no
    )
  order by
    history.agency nulls last,
    history.line nulls last,
    history.person_no nulls last,
    history.period desc nulls last
),
known_person as (
  select person.agency, person.line, person.person_no, person.name, id_key(person.id_number) as natural_person
  from facts.person as person
  where person.line in ('110', '120', '170')
  union all
  select departed.agency, departed.line, departed.person_no, departed.name, id_key(departed.id_number) as natural_person
  from departed_person as departed
),
-- Only who is known at two places can be paid at two: this keeps the payments that are looked at few.
person_at_several_places as (
  select known_person.natural_person
  from known_person
  where known_person.natural_person is not null
  group by known_person.natural_person
  having min(known_person.agency || '|' || known_person.line) <> max(known_person.agency || '|' || known_person.line)
),
candidate as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.account_hash,
    payment.channel,
    payment.paid_at,
    known_person.name,
    known_person.natural_person
  from person_at_several_places
  join known_person on known_person.natural_person = person_at_several_places.natural_person
  join facts.benefit_payment_history as payment
    on payment.agency = known_person.agency
    and payment.line = known_person.line
    and payment.person_no = known_person.person_no
  where payment.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')
    and payment.amount > 0
),
-- A payment with several returns is one paid payment.
returned as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes,
    min(bank_return.settled_at) filter (where bank_return.result = 'success') as settled_at
  from facts.bank_return_history as bank_return
  join candidate
    on candidate.agency = bank_return.agency
    and candidate.line = bank_return.line
    and candidate.payment_no = bank_return.payment_no
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
paid as (
  select
    candidate.agency,
    candidate.line,
    candidate.payment_no,
    candidate.person_no,
    candidate.item,
    candidate.benefit_period,
    candidate.amount,
    candidate.account_hash,
    coalesce(returned.settled_at, candidate.paid_at) as paid_at,
    candidate.name,
    candidate.natural_person
  from candidate
  left join returned
    on returned.agency = candidate.agency
    and returned.line = candidate.line
    and returned.payment_no = candidate.payment_no
  where returned.successes > 0
    or (returned.payment_no is null and candidate.channel = 'cash' and candidate.paid_at is not null)
),
duplicated_month as (
  select
    paid.natural_person,
    paid.benefit_period,
    string_agg(distinct paid.agency || '/' || paid.line, ','
      order by paid.agency || '/' || paid.line nulls last) as places
  from paid
  group by paid.natural_person, paid.benefit_period
  having min(paid.agency || '|' || paid.line) <> max(paid.agency || '|' || paid.line)
),
-- Months of one unbroken run have the same distance between their month number and their rank.
numbered_month as (
  select
    duplicated_month.natural_person,
    duplicated_month.benefit_period,
    duplicated_month.places,
    count(*) over (partition by duplicated_month.natural_person) as months,
    cast(substr(duplicated_month.benefit_period, 1, 4) as integer) * 12
      + cast(substr(duplicated_month.benefit_period, 5, 2) as integer)
      - row_number() over (
        partition by duplicated_month.natural_person
        order by duplicated_month.benefit_period nulls last
      ) as unbroken_run
  from duplicated_month
),
judged_month as (
  select
    numbered_month.natural_person,
    numbered_month.benefit_period,
    numbered_month.places,
    numbered_month.months,
    min(numbered_month.benefit_period) over (
      partition by numbered_month.natural_person, numbered_month.unbroken_run
    ) as first_period
  from numbered_month
),
success_of_month as (
  select bank_return.agency, bank_return.line, bank_return.payment_no
  from facts.bank_return as bank_return
  where bank_return.result = 'success'
),
payee_of_month as (
  select payment.agency, payment.line, payment.person_no
  from facts.benefit_payment_history as payment
  join success_of_month
    on success_of_month.agency = payment.agency
    and success_of_month.line = payment.line
    and success_of_month.payment_no = payment.payment_no
  where payment.line in ('110', '120', '170')
    and payment.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')
    and payment.amount > 0
  union
  select payment.agency, payment.line, payment.person_no
  from facts.benefit_payment as payment
  where payment.line in ('110', '120', '170')
    and payment.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')
    and payment.amount > 0
    and payment.channel = 'cash'
    and payment.paid_at is not null
    and not exists (
      select 1
      from facts.bank_return_history as bank_return
      where bank_return.agency = payment.agency
        and bank_return.line = payment.line
        and bank_return.payment_no = payment.payment_no
    )
),
payee_without_id as (
  select payee.agency, payee.line, payee.person_no, known_person.name
  from payee_of_month as payee
  left join known_person
    on known_person.agency = payee.agency
    and known_person.line = payee.line
    and known_person.person_no = payee.person_no
  where known_person.natural_person is null
),
answer as (
  select
    'hit' as verdict,
    paid.agency,
    paid.line,
    paid.person_no as subject,
    paid.payment_no as hit_key,
    paid.natural_person as related_key,
    judged_month.first_period,
    judged_month.months as observed,
    paid.amount,
    cast(null as text) as missing,
    paid.name,
    paid.benefit_period,
    judged_month.places,
    paid.item,
    paid.account_hash,
    paid.paid_at
  from paid
  join judged_month
    on judged_month.natural_person = paid.natural_person
    and judged_month.benefit_period = paid.benefit_period
  join facts.parameter as parameter on judged_month.months >= parameter.min_months
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
    cast(null as text) as item,
    cast(null as text) as account_hash,
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
  cast(parameter.min_months as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as name,
  answer.benefit_period as benefit_period,
  answer.places as places,
  answer.item as item,
  answer.account_hash as account_hash,
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

with grant_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.period,
    payment.amount,
    payment.account_hash,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  where payment.item = 'funeral_grant' and payment.line in ('110', '210', '410') and payment.amount > 0
),
-- A payment with several returns is one paid payment.
returned as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes,
    count(*) filter (where bank_return.result = 'success' and bank_return.period = run.period) as successes_of_month,
    min(bank_return.settled_at) filter (where bank_return.result = 'success') as settled_at
  from facts.bank_return_history as bank_return
  cross join facts.run as run
  where bank_return.payment_no in (select grant_payment.payment_no from grant_payment)
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
paid as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.amount,
    payment.account_hash,
    coalesce(returned.settled_at, payment.paid_at) as paid_at,
    case
      when returned.payment_no is null then payment.period = run.period
      else returned.successes_of_month > 0
    end as is_of_month
  from grant_payment as payment
  cross join facts.run as run
  left join returned
    on returned.agency = payment.agency
    and returned.line = payment.line
    and returned.payment_no = payment.payment_no
  where returned.successes > 0
    or (returned.payment_no is null and payment.channel = 'cash' and payment.paid_at is not null)
),
dead_number as (
  select distinct paid.agency, paid.line, paid.person_no
  from paid
),
-- The insured person, by the latest row: who died has often left the table of M. Without an id the number stands for the person.
dead_person as (
  select distinct on (dead_number.agency, dead_number.line, dead_number.person_no)
    dead_number.agency,
    dead_number.line,
    dead_number.person_no,
    history.name,
    id_key(history.id_number) as natural_person,
    coalesce(
      id_key(history.id_number),
      dead_number.agency || '|' || dead_number.line || '|' || dead_number.person_no
    ) as person_key
  from dead_number
  left join facts.person_history as history
    on history.agency = dead_number.agency
    and history.line = dead_number.line
    and history.person_no = dead_number.person_no
  order by
    dead_number.agency nulls last,
    dead_number.line nulls last,
    dead_number.person_no nulls last,
    history.period desc nulls last
),
grants_of_person as (
  select
    dead_person.person_key,
    count(*) as grants,
    sum(paid.amount) as grants_total,
    bool_or(paid.is_of_month) as is_of_month,
    string_agg(distinct paid.agency || '/' || paid.line, ',' order by paid.agency || '/' || paid.line nulls last) as places,
    min(paid.paid_at) as first_paid_at,
    max(paid.paid_at) as last_paid_at
  from paid
  join dead_person
    on dead_person.agency = paid.agency
    and dead_person.line = paid.line
    and dead_person.person_no = paid.person_no
  group by dead_person.person_key
),
grants_of_number as (
  select
    dead_person.agency,
    dead_person.line,
    dead_person.person_no,
    dead_person.name,
    dead_person.natural_person,
    dead_person.person_key,
    sum(paid.amount) as amount,
    string_agg(paid.payment_no, ',' order by paid.payment_no nulls last) as payment_nos,
    min(paid.account_hash) as account_hash
  from paid
  join dead_person
    on dead_person.agency = paid.agency
    and dead_person.line = paid.line
    and dead_person.person_no = paid.person_no
  group by
    dead_person.agency,
    dead_person.line,
    dead_person.person_no,
    dead_person.name,
    dead_person.natural_person,
    dead_person.person_key
),
answer as (
  select
    case when person.grants >= 2 then 'hit' else 'cannot_decide' end as verdict,
    number.agency,
    number.line,
    number.person_no as subject,
    number.person_no as hit_key,
    case when person.grants >= 2 then number.person_key end as related_key,
    run.period as first_period,
    case when person.grants >= 2 then person.grants end as observed,
    case when person.grants >= 2 then number.amount end as amount,
    case when person.grants < 2 then 'id_number' end as missing,
    number.name,
    person.places,
    person.grants_total,
    number.payment_nos,
    number.account_hash,
    person.first_paid_at,
    person.last_paid_at
  from grants_of_number as number
  join grants_of_person as person on person.person_key = number.person_key
  cross join facts.run as run
  where person.is_of_month and (person.grants >= 2 or number.natural_person is null)
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
  cast(2 as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as name,
  answer.places as places,
  cast(answer.grants_total as decimal(38, 2)) as grants_total,
  answer.payment_nos as payment_nos,
  answer.account_hash as account_hash,
  answer.first_paid_at as first_paid_at,
  answer.last_paid_at as last_paid_at
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.hit_key nulls last

-- Only whole months count: after the month of entry and before the month of release.
with sentence as (
  select
    id_key(imprisonment.id_number) as natural_person,
    imprisonment.from_date,
    imprisonment.to_date,
    imprisonment.court_doc_no,
    period_of(imprisonment.from_date) as entry_period,
    case
      when imprisonment.to_date <= run.last_day then period_of(imprisonment.to_date)
      else period_add(run.period, 1)
    end as release_period
  from facts.imprisonment as imprisonment
  join facts.run as run on imprisonment.from_date <= run.last_day
  where imprisonment.custody = 'prison'
),
prisoner as (
  select distinct sentence.natural_person
  from sentence
  where sentence.release_period > period_add(sentence.entry_period, 1)
),
-- The ways in which an id may stand in a row: history is compared as it is, without a function a row.
written_id as (
  select prisoner.natural_person, prisoner.natural_person as id_number
  from prisoner
  union all
  select prisoner.natural_person, replace(prisoner.natural_person, 'X', 'x') as id_number
  from prisoner
  where right(prisoner.natural_person, 1) = 'X'
),
-- Persons whom the package of M no longer names: their latest earlier row.
departed_number as (
  select distinct history.agency, history.line, history.person_no
  from written_id
  join facts.person_history as history on history.id_number = written_id.id_number
  where history.line in ('110', '120', '170', '210')
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
  where person.line in ('110', '120', '170', '210')
  union all
  select departed.agency, departed.line, departed.person_no, departed.name, written_id.natural_person
  from written_id
  join departed_person as departed on departed.id_number = written_id.id_number
),
-- Numbers first, agencies by the join that follows: history is read by what few prisoners name. As a value inside
-- `coalesce`, `in` keeps those few in memory and streams the payments; a plain `in` may be turned round.
payment_of_prisoner as (
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
    payment.paid_at
  from facts.benefit_payment_history as payment
  where coalesce(payment.person_no in (select registration.person_no from registration), false)
    and payment.amount > 0
    and payment.item not in ('funeral_grant', 'survivor_benefit', 'death_lump_sum')
),
-- Terms of one person may overlap: a payment is wrong once, under the latest term that holds its month.
payment_in_prison as (
  select distinct on (payment.agency, payment.line, payment.payment_no)
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
    registration.name,
    registration.natural_person,
    sentence.from_date,
    sentence.to_date,
    sentence.court_doc_no
  from registration
  join payment_of_prisoner as payment
    on payment.agency = registration.agency
    and payment.line = registration.line
    and payment.person_no = registration.person_no
  join sentence
    on sentence.natural_person = registration.natural_person
    and sentence.entry_period < payment.benefit_period
    and sentence.release_period > payment.benefit_period
  order by
    payment.agency nulls last,
    payment.line nulls last,
    payment.payment_no nulls last,
    sentence.from_date desc nulls last,
    sentence.to_date desc nulls first,
    sentence.court_doc_no nulls last
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
  where coalesce(bank_return.payment_no in (select payment_in_prison.payment_no from payment_in_prison), false)
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
wrong_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.account_hash,
    coalesce(returned.settled_at, payment.paid_at) as paid_at,
    payment.name,
    payment.natural_person,
    payment.from_date,
    payment.to_date,
    payment.court_doc_no
  from payment_in_prison as payment
  left join returned
    on returned.agency = payment.agency
    and returned.line = payment.line
    and returned.payment_no = payment.payment_no
  where returned.successes > 0
    or (returned.payment_no is null and payment.channel = 'cash' and payment.paid_at is not null)
),
wrong_by_person as (
  select
    wrong_payment.natural_person,
    count(distinct wrong_payment.benefit_period) as wrong_months,
    min(wrong_payment.benefit_period) as first_period,
    case
      when min(wrong_payment.agency || '|' || wrong_payment.line)
        <> max(wrong_payment.agency || '|' || wrong_payment.line)
      then wrong_payment.natural_person
    end as shared_matter
  from wrong_payment
  group by wrong_payment.natural_person
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
  where coalesce(payment.person_no in (select person_without_id.person_no from person_without_id), false)
    and payment.amount > 0
    and payment.item not in ('funeral_grant', 'survivor_benefit', 'death_lump_sum')
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
    wrong_by_person.shared_matter as related_key,
    wrong_by_person.first_period,
    wrong_by_person.wrong_months as observed,
    wrong_payment.amount,
    cast(null as text) as missing,
    wrong_payment.name,
    wrong_payment.from_date,
    wrong_payment.to_date,
    wrong_payment.court_doc_no,
    wrong_payment.item,
    wrong_payment.benefit_period,
    wrong_payment.account_hash,
    wrong_payment.paid_at
  from wrong_payment
  join wrong_by_person on wrong_by_person.natural_person = wrong_payment.natural_person
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
    cast(null as date) as from_date,
    cast(null as date) as to_date,
    cast(null as text) as court_doc_no,
    cast(null as text) as item,
    cast(null as text) as benefit_period,
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
  cast(0 as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as name,
  answer.from_date as from_date,
  answer.to_date as to_date,
  answer.court_doc_no as court_doc_no,
  answer.item as item,
  answer.benefit_period as benefit_period,
  answer.account_hash as account_hash,
  answer.paid_at as paid_at
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.benefit_period nulls last,
  answer.hit_key nulls last

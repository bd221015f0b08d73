with dead as (
  select
    id_key(death.id_number) as natural_person,
    max(death.death_date) as death_date
  from facts.death as death
  join facts.run as run on death.death_date <= run.last_day
  group by id_key(death.id_number)
),
death_record as (
  select
    dead.natural_person,
    dead.death_date,
    period_add(period_of(dead.death_date), parameter.grace_months) as last_payable,
    string_agg(distinct death.source, ',' order by death.source nulls last) as death_source
  from dead
  cross join facts.parameter as parameter
  join facts.death as death
    on id_key(death.id_number) = dead.natural_person
    and death.death_date = dead.death_date
  group by dead.natural_person, dead.death_date, parameter.grace_months
),
-- Persons whom the package of M no longer names: their latest earlier row.
departed_person as (
  select distinct on (history.agency, history.line, history.person_no)
    history.agency,
    history.line,
    history.person_no,
    history.name,
    history.id_number
  from facts.person_history as history
  where history.line in ('110', '120', '170', '210', '410')
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
  where person.line in ('110', '120', '170', '210', '410')
  union all
  select departed.agency, departed.line, departed.person_no, departed.name, id_key(departed.id_number) as natural_person
  from departed_person as departed
),
dead_person as (
  select
    known_person.agency,
    known_person.line,
    known_person.person_no,
    known_person.name,
    death_record.natural_person,
    death_record.death_date,
    death_record.death_source,
    death_record.last_payable
  from death_record
  join known_person on known_person.natural_person = death_record.natural_person
),
payment_after_death as (
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
    dead_person.name,
    dead_person.natural_person,
    dead_person.death_date,
    dead_person.death_source
  from dead_person
  join facts.benefit_payment_history as payment
    on payment.agency = dead_person.agency
    and payment.line = dead_person.line
    and payment.person_no = dead_person.person_no
  where payment.benefit_period > dead_person.last_payable
    and payment.amount > 0
    and payment.item not in ('funeral_grant', 'survivor_benefit', 'death_lump_sum')
),
-- A payment with several returns is one paid payment. Numbers first, agencies by the join that follows. As a value inside
-- `coalesce`, `in` keeps those few in memory and streams the returns; a join may be turned round.
returned as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes,
    min(bank_return.settled_at) filter (where bank_return.result = 'success') as settled_at
  from facts.bank_return_history as bank_return
  where coalesce(bank_return.payment_no in (select payment_after_death.payment_no from payment_after_death), false)
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
    payment.channel,
    coalesce(returned.settled_at, payment.paid_at) as paid_at,
    payment.name,
    payment.natural_person,
    payment.death_date,
    payment.death_source
  from payment_after_death as payment
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
-- Who has no id is found first: few payments are left whose returns are looked for.
payment_without_id as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    payment.payment_no,
    payment.period,
    payment.channel,
    payment.paid_at,
    known_person.name
  from facts.benefit_payment_history as payment
  left join known_person
    on known_person.agency = payment.agency
    and known_person.line = payment.line
    and known_person.person_no = payment.person_no
  where payment.line in ('110', '120', '170', '210', '410')
    and payment.amount > 0
    and payment.item not in ('funeral_grant', 'survivor_benefit', 'death_lump_sum')
    and known_person.natural_person is null
),
success_of_month as (
  select bank_return.agency, bank_return.line, bank_return.payment_no
  from facts.bank_return as bank_return
  where bank_return.result = 'success'
    and coalesce(bank_return.payment_no in (select payment_without_id.payment_no from payment_without_id), false)
),
payee_without_id as (
  select payment.agency, payment.line, payment.person_no, payment.name
  from payment_without_id as payment
  join success_of_month
    on success_of_month.agency = payment.agency
    and success_of_month.line = payment.line
    and success_of_month.payment_no = payment.payment_no
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
    wrong_payment.death_date,
    wrong_payment.death_source,
    wrong_payment.item,
    wrong_payment.benefit_period,
    wrong_payment.account_hash,
    wrong_payment.channel,
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
    cast(null as date) as death_date,
    cast(null as text) as death_source,
    cast(null as text) as item,
    cast(null as text) as benefit_period,
    cast(null as text) as account_hash,
    cast(null as text) as channel,
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
  answer.death_date as death_date,
  answer.death_source as death_source,
  answer.item as item,
  answer.benefit_period as benefit_period,
  answer.account_hash as account_hash,
  answer.channel as channel,
  answer.paid_at as paid_at
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.benefit_period nulls last,
  answer.hit_key nulls last

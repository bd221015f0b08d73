with dead as (
  select
    id_key(death.id_number) as natural_person,
    max(death.death_date) as death_date
  from facts.death as death
  join facts.run as run on death.death_date <= run.last_day
  group by id_key(death.id_number)
),
-- Whole months on the last day of M: the day of the month never decides there.
long_dead as (
  select dead.natural_person, dead.death_date
  from dead
  cross join facts.run as run
  cross join facts.parameter as parameter
  where add_months(dead.death_date, parameter.min_months) <= run.last_day
),
death_record as (
  select
    long_dead.natural_person,
    long_dead.death_date,
    string_agg(distinct death.source, ',' order by death.source nulls last) as death_source
  from long_dead
  join facts.death as death
    on id_key(death.id_number) = long_dead.natural_person
    and death.death_date = long_dead.death_date
  group by long_dead.natural_person, long_dead.death_date
),
-- The ways in which an id may stand in a row: history is compared as it is, without a function a row.
written_id as (
  select long_dead.natural_person, long_dead.natural_person as id_number
  from long_dead
  union all
  select long_dead.natural_person, replace(long_dead.natural_person, 'X', 'x') as id_number
  from long_dead
  where right(long_dead.natural_person, 1) = 'X'
),
open_account as (
  select
    person.agency,
    person.line,
    person.person_no,
    person.name,
    person.person_status,
    written_id.natural_person,
    account.closing,
    account.debit_kind
  from written_id
  join facts.person as person on person.id_number = written_id.id_number
  join facts.personal_account as account
    on account.agency = person.agency
    and account.line = person.line
    and account.person_no = person.person_no
  where person.line in ('110', '120', '170') and account.closing > 0
),
unknown_holder as (
  select person.agency, person.line, person.person_no, person.name, person.person_status, account.closing, account.debit_kind
  from facts.person as person
  join facts.personal_account as account
    on account.agency = person.agency
    and account.line = person.line
    and account.person_no = person.person_no
  where person.line in ('110', '120', '170')
    and (person.id_number is null or person.id_number = '')
    and account.closing > 0
),
-- A final payment closes the matter, whatever interest is credited after it.
settled as (
  select account.agency, account.line, account.person_no
  from open_account
  join facts.personal_account_history as account
    on account.agency = open_account.agency
    and account.line = open_account.line
    and account.person_no = open_account.person_no
  where account.debit > 0 and account.debit_kind in ('inheritance', 'lump_sum', 'transfer_out', 'refund')
  union
  select account.agency, account.line, account.person_no
  from unknown_holder
  join facts.personal_account_history as account
    on account.agency = unknown_holder.agency
    and account.line = unknown_holder.line
    and account.person_no = unknown_holder.person_no
  where account.debit > 0 and account.debit_kind in ('inheritance', 'lump_sum', 'transfer_out', 'refund')
),
answer as (
  select
    'hit' as verdict,
    open_account.agency,
    open_account.line,
    open_account.person_no as subject,
    open_account.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    (cast(substr(run.period, 1, 4) as integer) - cast(substr(period_of(death_record.death_date), 1, 4) as integer)) * 12
      + cast(substr(run.period, 5, 2) as integer)
      - cast(substr(period_of(death_record.death_date), 5, 2) as integer) as observed,
    open_account.closing as amount,
    cast(null as text) as missing,
    open_account.name,
    death_record.death_date,
    death_record.death_source,
    open_account.closing as balance,
    open_account.debit_kind,
    open_account.person_status
  from open_account
  join death_record on death_record.natural_person = open_account.natural_person
  cross join facts.run as run
  where not exists (
    select 1
    from settled
    where settled.agency = open_account.agency
      and settled.line = open_account.line
      and settled.person_no = open_account.person_no
  )
  union all
  select
    'cannot_decide' as verdict,
    unknown_holder.agency,
    unknown_holder.line,
    unknown_holder.person_no as subject,
    unknown_holder.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as integer) as observed,
    cast(null as decimal(38, 2)) as amount,
    'id_number' as missing,
    unknown_holder.name,
    cast(null as date) as death_date,
    cast(null as text) as death_source,
    unknown_holder.closing as balance,
    unknown_holder.debit_kind,
    unknown_holder.person_status
  from unknown_holder
  cross join facts.run as run
  where not exists (
    select 1
    from settled
    where settled.agency = unknown_holder.agency
      and settled.line = unknown_holder.line
      and settled.person_no = unknown_holder.person_no
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
  answer.death_date as death_date,
  answer.death_source as death_source,
  cast(answer.balance as decimal(38, 2)) as balance,
  answer.debit_kind as debit_kind,
  answer.person_status as person_status
from answer
cross join facts.parameter as parameter
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.hit_key nulls last

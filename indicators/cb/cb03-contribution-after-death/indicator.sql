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
-- The ids as a table may have them, so that the large side is compared as it stands.
written_id as (
  select death_record.natural_person, death_record.natural_person as id_number
  from death_record
  union
  select death_record.natural_person, replace(death_record.natural_person, 'X', 'x') as id_number
  from death_record
),
-- Persons whom the package of M no longer names are known by their latest earlier row.
departed_key as (
  select distinct history.agency, history.line, history.person_no
  from facts.person_history as history
  join written_id on written_id.id_number = history.id_number
  where not exists (
    select 1
    from facts.person as person
    where person.agency = history.agency
      and person.line = history.line
      and person.person_no = history.person_no
  )
),
latest_of_departed as (
  select history.agency, history.line, history.person_no, max(history.period) as period
  from departed_key
  join facts.person_history as history
    on history.agency = departed_key.agency
    and history.line = departed_key.line
    and history.person_no = departed_key.person_no
  group by history.agency, history.line, history.person_no
),
departed_person as (
  select history.agency, history.line, history.person_no, history.name, history.id_number
  from latest_of_departed as latest
  join facts.person_history as history
    on history.agency = latest.agency
    and history.line = latest.line
    and history.person_no = latest.person_no
    and history.period = latest.period
),
dead_person as (
  select person.agency, person.line, person.person_no, person.name, written_id.natural_person
  from facts.person as person
  join written_id on written_id.id_number = person.id_number
  union all
  select departed.agency, departed.line, departed.person_no, departed.name, written_id.natural_person
  from departed_person as departed
  join written_id on written_id.id_number = departed.id_number
),
wrong_receipt as (
  select
    contribution.agency,
    contribution.line,
    contribution.receipt_no,
    contribution.person_no,
    contribution.employer_no,
    contribution.fee_period,
    contribution.kind,
    contribution.amount,
    contribution.paid_on,
    dead_person.name,
    death_record.natural_person,
    death_record.death_date,
    death_record.death_source
  from dead_person
  join death_record on death_record.natural_person = dead_person.natural_person
  join facts.contribution_history as contribution
    on contribution.agency = dead_person.agency
    and contribution.line = dead_person.line
    and contribution.person_no = dead_person.person_no
  where contribution.fee_period > death_record.last_payable
    and contribution.amount > 0
    and (contribution.kind <> 'advance' or contribution.paid_on > death_record.death_date)
),
wrong_by_person as (
  select
    wrong_receipt.natural_person,
    count(distinct wrong_receipt.fee_period) as wrong_months,
    min(wrong_receipt.fee_period) as first_period,
    case
      when min(wrong_receipt.agency || '|' || wrong_receipt.line)
        <> max(wrong_receipt.agency || '|' || wrong_receipt.line)
      then wrong_receipt.natural_person
    end as shared_matter
  from wrong_receipt
  group by wrong_receipt.natural_person
),
payer_without_id as (
  select distinct person.agency, person.line, person.person_no, person.name
  from facts.person as person
  join facts.contribution as contribution
    on contribution.agency = person.agency
    and contribution.line = person.line
    and contribution.person_no = person.person_no
  where id_key(person.id_number) is null and contribution.amount > 0
),
answer as (
  select
    'hit' as verdict,
    wrong_receipt.agency,
    wrong_receipt.line,
    wrong_receipt.person_no as subject,
    wrong_receipt.receipt_no as hit_key,
    wrong_by_person.shared_matter as related_key,
    wrong_by_person.first_period,
    wrong_by_person.wrong_months as observed,
    wrong_receipt.amount,
    cast(null as text) as missing,
    wrong_receipt.name,
    wrong_receipt.death_date,
    wrong_receipt.death_source,
    wrong_receipt.fee_period,
    wrong_receipt.kind,
    wrong_receipt.paid_on,
    wrong_receipt.employer_no
  from wrong_receipt
  join wrong_by_person on wrong_by_person.natural_person = wrong_receipt.natural_person
  union all
  select
    'cannot_decide' as verdict,
    payer.agency,
    payer.line,
    payer.person_no as subject,
    payer.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as bigint) as observed,
    cast(null as decimal(38, 2)) as amount,
    'id_number' as missing,
    payer.name,
    cast(null as date) as death_date,
    cast(null as text) as death_source,
    cast(null as text) as fee_period,
    cast(null as text) as kind,
    cast(null as date) as paid_on,
    cast(null as text) as employer_no
  from payer_without_id as payer
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
  answer.fee_period as fee_period,
  answer.kind as kind,
  answer.paid_on as paid_on,
  answer.employer_no as employer_no
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.fee_period nulls last,
  answer.hit_key nulls last

with sentence as (
  select
    id_key(imprisonment.id_number) as natural_person,
    imprisonment.from_date,
    imprisonment.to_date,
    imprisonment.court_doc_no,
    period_of(imprisonment.from_date) as entered,
    period_of(imprisonment.to_date) as released
  from facts.imprisonment as imprisonment
  join facts.run as run on imprisonment.from_date <= run.last_day
  where imprisonment.custody = 'prison'
),
-- The ids as a table may have them, so that the large side is compared as it stands.
written_id as (
  select sentence.natural_person, sentence.natural_person as id_number
  from sentence
  union
  select sentence.natural_person, replace(sentence.natural_person, 'X', 'x') as id_number
  from sentence
),
-- Persons whom the package of M no longer names are known by their latest earlier row.
departed_key as (
  select distinct history.agency, history.line, history.person_no
  from facts.person_history as history
  join written_id on written_id.id_number = history.id_number
  where history.line in ('110', '120', '210', '410')
    and not exists (
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
prisoner as (
  select person.agency, person.line, person.person_no, person.name, written_id.natural_person
  from facts.person as person
  join written_id on written_id.id_number = person.id_number
  where person.line in ('110', '120', '210', '410')
  union all
  select departed.agency, departed.line, departed.person_no, departed.name, written_id.natural_person
  from departed_person as departed
  join written_id on written_id.id_number = departed.id_number
),
-- A month that lies in two sentences is shown with the earlier one.
wrong_receipt as (
  select distinct on (contribution.agency, contribution.line, contribution.receipt_no)
    contribution.agency,
    contribution.line,
    contribution.receipt_no,
    contribution.person_no,
    contribution.employer_no,
    contribution.fee_period,
    contribution.kind,
    contribution.amount,
    contribution.paid_on,
    prisoner.name,
    prisoner.natural_person,
    sentence.from_date,
    sentence.to_date,
    sentence.court_doc_no
  from prisoner
  join sentence on sentence.natural_person = prisoner.natural_person
  join facts.contribution_history as contribution
    on contribution.agency = prisoner.agency
    and contribution.line = prisoner.line
    and contribution.person_no = prisoner.person_no
  where contribution.fee_period > sentence.entered
    and (sentence.released is null or contribution.fee_period < sentence.released)
    and contribution.employer_no is not null
    and contribution.kind <> 'advance'
    and contribution.amount > 0
  order by
    contribution.agency nulls last,
    contribution.line nulls last,
    contribution.receipt_no nulls last,
    sentence.from_date nulls last
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
employee_without_id as (
  select distinct person.agency, person.line, person.person_no, person.name
  from facts.person as person
  join facts.contribution as contribution
    on contribution.agency = person.agency
    and contribution.line = person.line
    and contribution.person_no = person.person_no
  where person.line in ('110', '120', '210', '410')
    and id_key(person.id_number) is null
    and contribution.employer_no is not null
    and contribution.kind <> 'advance'
    and contribution.amount > 0
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
    wrong_receipt.from_date,
    wrong_receipt.to_date,
    wrong_receipt.court_doc_no,
    wrong_receipt.fee_period,
    wrong_receipt.kind,
    wrong_receipt.paid_on,
    wrong_receipt.employer_no
  from wrong_receipt
  join wrong_by_person on wrong_by_person.natural_person = wrong_receipt.natural_person
  union all
  select
    'cannot_decide' as verdict,
    employee.agency,
    employee.line,
    employee.person_no as subject,
    employee.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as bigint) as observed,
    cast(null as decimal(38, 2)) as amount,
    'id_number' as missing,
    employee.name,
    cast(null as date) as from_date,
    cast(null as date) as to_date,
    cast(null as text) as court_doc_no,
    cast(null as text) as fee_period,
    cast(null as text) as kind,
    cast(null as date) as paid_on,
    cast(null as text) as employer_no
  from employee_without_id as employee
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

-- Whose person numbers are all the same can't be shared: only the others are looked at further.
with account_with_several_payees as (
  select
    payment.account_hash,
    case
      when min(payment.agency) = max(payment.agency) and min(payment.line) = max(payment.line) then 1
      else 0
    end as at_one_place
  from facts.benefit_payment as payment
  where payment.amount > 0 and payment.account_hash is not null
  group by payment.account_hash
  having min(payment.person_no) <> max(payment.person_no)
    or min(payment.agency) <> max(payment.agency)
    or min(payment.line) <> max(payment.line)
),
payee as (
  select
    payment.account_hash,
    payment.agency,
    payment.line,
    payment.person_no,
    sum(payment.amount) as amount,
    count(*) as payments,
    string_agg(distinct payment.item, ',' order by payment.item nulls last) as items,
    string_agg(distinct payment.account_kind, ',' order by payment.account_kind nulls last) as account_kind
  from facts.benefit_payment as payment
  join account_with_several_payees
    on account_with_several_payees.account_hash = payment.account_hash
  where payment.amount > 0
  group by payment.account_hash, payment.agency, payment.line, payment.person_no
),
candidate as (
  select
    payee.account_hash,
    payee.agency,
    payee.line,
    payee.person_no,
    payee.amount,
    payee.payments,
    payee.items,
    payee.account_kind,
    account_with_several_payees.at_one_place
  from account_with_several_payees
  join payee on payee.account_hash = account_with_several_payees.account_hash
),
-- Persons whom the package of M no longer names: their latest earlier row.
latest_person as (
  select distinct on (history.agency, history.line, history.person_no)
    history.agency,
    history.line,
    history.person_no,
    history.name,
    id_key(history.id_number) as natural_person
  from facts.person_history as history
  join (select distinct candidate.agency, candidate.line, candidate.person_no from candidate) as wanted
    on wanted.agency = history.agency
    and wanted.line = history.line
    and wanted.person_no = history.person_no
  order by
    history.agency nulls last,
    history.line nulls last,
    history.person_no nulls last,
    history.period desc nulls last
),
identified as (
  select
    candidate.account_hash,
    candidate.agency,
    candidate.line,
    candidate.person_no,
    candidate.amount,
    candidate.payments,
    candidate.items,
    candidate.account_kind,
    candidate.at_one_place,
    latest_person.name,
    latest_person.natural_person
  from candidate
  left join latest_person
    on latest_person.agency = candidate.agency
    and latest_person.line = candidate.line
    and latest_person.person_no = candidate.person_no
),
account as (
  select
    identified.account_hash,
    count(distinct identified.natural_person) as persons_with_id,
    count(*) filter (where identified.natural_person is null) as payees_without_id,
    min(identified.at_one_place) as at_one_place,
    string_agg(distinct identified.agency || '/' || identified.line, ','
      order by identified.agency || '/' || identified.line nulls last) as places
  from identified
  group by identified.account_hash
),
-- Two numbers without an id at one place are two persons; at two places they may be one.
counted as (
  select
    account.account_hash,
    account.places,
    account.persons_with_id + case when account.at_one_place = 1 then account.payees_without_id else 0 end as persons,
    account.persons_with_id + account.payees_without_id as persons_at_most
  from account
),
judged as (
  select
    counted.account_hash,
    counted.places,
    counted.persons,
    case
      when counted.persons >= parameter.many_persons then parameter.many_persons
      else parameter.persons
    end as reached,
    case when counted.persons >= parameter.many_persons then 'high' else 'medium' end as severity,
    case when counted.persons >= parameter.persons then 'hit' else 'cannot_decide' end as verdict
  from counted
  cross join facts.parameter as parameter
  where counted.persons_at_most >= parameter.persons
)
select
  judged.verdict as verdict,
  identified.agency as agency,
  identified.line as line,
  identified.account_hash as subject,
  identified.person_no as hit_key,
  identified.account_hash as related_key,
  run.period as first_period,
  cast(judged.persons as decimal(38, 6)) as observed,
  cast(judged.reached as decimal(38, 6)) as threshold,
  cast(identified.amount as decimal(38, 2)) as amount,
  judged.severity as severity,
  case when judged.verdict = 'cannot_decide' then 'id_number' end as missing,
  identified.name as name,
  identified.items as items,
  cast(identified.payments as integer) as payments,
  identified.account_kind as account_kind,
  judged.places as places
from identified
join judged on judged.account_hash = identified.account_hash
cross join facts.run as run
order by
  identified.account_hash nulls last,
  identified.agency nulls last,
  identified.line nulls last,
  identified.person_no nulls last

with success_of_month as (
  select bank_return.agency, bank_return.line, bank_return.payment_no, bank_return.return_no, bank_return.account_name,
    bank_return.settled_at
  from facts.bank_return as bank_return
  where bank_return.result = 'success'
),
-- Payments of M first; only what they leave open is looked for in earlier packages.
paid_of_month as (
  select
    success.agency,
    success.line,
    success.payment_no,
    success.return_no,
    success.account_name,
    success.settled_at,
    payment.person_no,
    payment.item,
    payment.amount,
    payment.account_hash,
    person.name
  from success_of_month as success
  left join facts.benefit_payment as payment
    on payment.agency = success.agency
    and payment.line = success.line
    and payment.payment_no = success.payment_no
  left join facts.person as person
    on person.agency = payment.agency
    and person.line = payment.line
    and person.person_no = payment.person_no
  where success.account_name is distinct from person.name
    or person.name is null
),
late_return as (
  select paid.agency, paid.line, paid.payment_no, paid.return_no, paid.account_name, paid.settled_at
  from paid_of_month as paid
  where paid.person_no is null
),
earlier_payment as (
  select distinct on (payment.agency, payment.line, payment.payment_no)
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.amount,
    payment.account_hash
  from facts.benefit_payment_history as payment
  where payment.payment_no in (select late_return.payment_no from late_return)
  order by
    payment.agency nulls last,
    payment.line nulls last,
    payment.payment_no nulls last,
    payment.period desc nulls last
),
paid as (
  select
    paid_of_month.agency,
    paid_of_month.line,
    paid_of_month.payment_no,
    paid_of_month.return_no,
    paid_of_month.account_name,
    paid_of_month.settled_at,
    paid_of_month.person_no,
    paid_of_month.item,
    paid_of_month.amount,
    paid_of_month.account_hash,
    paid_of_month.name
  from paid_of_month
  where paid_of_month.person_no is not null
  union all
  select
    late_return.agency,
    late_return.line,
    late_return.payment_no,
    late_return.return_no,
    late_return.account_name,
    late_return.settled_at,
    payment.person_no,
    payment.item,
    payment.amount,
    payment.account_hash,
    person.name
  from late_return
  left join earlier_payment as payment
    on payment.agency = late_return.agency
    and payment.line = late_return.line
    and payment.payment_no = late_return.payment_no
  left join facts.person as person
    on person.agency = payment.agency
    and person.line = payment.line
    and person.person_no = payment.person_no
),
-- Persons whom the package of M no longer names: their latest earlier row.
unnamed as (
  select distinct paid.agency, paid.line, paid.person_no
  from paid
  where paid.name is null and paid.person_no is not null
),
departed_person as (
  select distinct on (history.agency, history.line, history.person_no)
    history.agency,
    history.line,
    history.person_no,
    history.name
  from facts.person_history as history
  join unnamed
    on unnamed.agency = history.agency
    and unnamed.line = history.line
    and unnamed.person_no = history.person_no
  order by
    history.agency nulls last,
    history.line nulls last,
    history.person_no nulls last,
    history.period desc nulls last
),
named as (
  select
    paid.agency,
    paid.line,
    paid.payment_no,
    paid.return_no,
    paid.account_name,
    paid.settled_at,
    paid.person_no,
    paid.item,
    paid.amount,
    paid.account_hash,
    coalesce(paid.name, departed_person.name) as name
  from paid
  left join departed_person
    on departed_person.agency = paid.agency
    and departed_person.line = paid.line
    and departed_person.person_no = paid.person_no
  where paid.amount > 0 or paid.amount is null
),
judged as (
  select
    named.agency,
    named.line,
    named.payment_no,
    named.return_no,
    named.account_name,
    named.settled_at,
    named.person_no,
    named.item,
    named.amount,
    named.account_hash,
    named.name,
    case
      when named.person_no is null then 'payment_no'
      when named.name is null then 'person'
      when named.account_name is null then 'account_name'
    end as missing
  from named
  where named.name is null
    or named.account_name is null
    or replace(replace(replace(replace(replace(named.name, ' ', ''), '　', ''), '•', '·'), '．', '·'), '・', '·')
      <> replace(
        replace(replace(replace(replace(named.account_name, ' ', ''), '　', ''), '•', '·'), '．', '·'), '・', '·'
      )
),
-- A payee with a payment that differs is a hit; what is missing elsewhere no longer matters.
ranked as (
  select
    judged.agency,
    judged.line,
    judged.person_no,
    judged.missing,
    judged.payment_no,
    judged.return_no,
    judged.account_name,
    judged.settled_at,
    judged.account_hash,
    judged.name,
    row_number() over (
      partition by
        judged.agency,
        judged.line,
        judged.person_no,
        case when judged.person_no is null then judged.payment_no end
      order by
        case when judged.missing is null then 0 else 1 end nulls last,
        judged.settled_at nulls last,
        judged.return_no nulls last
    ) as place
  from judged
),
-- A payment with several returns is one paid payment.
differing_payment as (
  select distinct judged.agency, judged.line, judged.person_no, judged.payment_no, judged.item, judged.amount
  from judged
  where judged.missing is null
),
differing as (
  select
    differing_payment.agency,
    differing_payment.line,
    differing_payment.person_no,
    count(*) as payments,
    sum(differing_payment.amount) as amount,
    string_agg(distinct differing_payment.item, ',' order by differing_payment.item nulls last) as items
  from differing_payment
  group by differing_payment.agency, differing_payment.line, differing_payment.person_no
)
select
  case when ranked.missing is null then 'hit' else 'cannot_decide' end as verdict,
  ranked.agency as agency,
  ranked.line as line,
  coalesce(ranked.person_no, ranked.agency) as subject,
  coalesce(ranked.person_no, ranked.payment_no) as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(differing.payments as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(differing.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  ranked.missing as missing,
  ranked.name as name,
  ranked.account_name as account_name,
  differing.items as items,
  ranked.payment_no as payment_no,
  ranked.return_no as return_no,
  ranked.account_hash as account_hash,
  ranked.settled_at as settled_at
from ranked
cross join facts.run as run
left join differing
  on differing.agency = ranked.agency
  and differing.line = ranked.line
  and differing.person_no = ranked.person_no
where ranked.place = 1
order by ranked.agency nulls last, ranked.line nulls last, subject nulls last, hit_key nulls last

with success_of_month as (
  select distinct bank_return.agency, bank_return.line, bank_return.payment_no
  from facts.bank_return as bank_return
  where bank_return.result = 'success'
),
-- What was paid in M decides which groups are looked at further back.
group_of_month as (
  select payment.agency, payment.line, payment.person_no, payment.item, payment.benefit_period, payment.amount
  from facts.benefit_payment_history as payment
  join success_of_month
    on success_of_month.agency = payment.agency
    and success_of_month.line = payment.line
    and success_of_month.payment_no = payment.payment_no
  where payment.amount > 0
  union
  select payment.agency, payment.line, payment.person_no, payment.item, payment.benefit_period, payment.amount
  from facts.benefit_payment as payment
  where payment.amount > 0 and payment.channel = 'cash' and payment.paid_at is not null
    and not exists (
      select 1
      from facts.bank_return_history as bank_return
      where bank_return.agency = payment.agency
        and bank_return.line = payment.line
        and bank_return.payment_no = payment.payment_no
    )
),
payment_of_group as (
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
  from group_of_month
  join facts.benefit_payment_history as payment
    on payment.agency = group_of_month.agency
    and payment.line = group_of_month.line
    and payment.person_no = group_of_month.person_no
    and payment.item = group_of_month.item
    and payment.benefit_period = group_of_month.benefit_period
    and payment.amount = group_of_month.amount
),
return_of_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    bank_return.return_no,
    bank_return.result,
    bank_return.settled_at
  from payment_of_group as payment
  join facts.bank_return_history as bank_return
    on bank_return.agency = payment.agency
    and bank_return.line = payment.line
    and bank_return.payment_no = payment.payment_no
),
success as (
  select returned.agency, returned.line, returned.payment_no, returned.return_no, returned.settled_at
  from return_of_payment as returned
  where returned.result = 'success'
  union all
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    cast(null as text) as return_no,
    payment.paid_at as settled_at
  from payment_of_group as payment
  where payment.channel = 'cash' and payment.paid_at is not null
    and not exists (
      select 1
      from return_of_payment as returned
      where returned.agency = payment.agency
        and returned.line = payment.line
        and returned.payment_no = payment.payment_no
    )
),
success_of_group as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.account_hash,
    success.return_no,
    success.settled_at
  from success
  join payment_of_group as payment
    on payment.agency = success.agency
    and payment.line = success.line
    and payment.payment_no = success.payment_no
),
counted as (
  select
    success_of_group.agency,
    success_of_group.line,
    success_of_group.person_no,
    success_of_group.item,
    success_of_group.benefit_period,
    success_of_group.amount,
    count(*) as successes
  from success_of_group
  group by success_of_group.agency, success_of_group.line, success_of_group.person_no, success_of_group.item,
    success_of_group.benefit_period, success_of_group.amount
),
-- Nearly every group was paid once and leaves here, before anything is put in order.
repeated_group as (
  select
    counted.agency,
    counted.line,
    counted.person_no,
    counted.item,
    counted.benefit_period,
    counted.amount,
    counted.successes
  from counted
  join facts.parameter as parameter on counted.successes >= parameter.successes
),
-- Of a group's successes one was owed: the earliest.
ranked as (
  select
    paid.agency,
    paid.line,
    paid.payment_no,
    paid.person_no,
    paid.item,
    paid.benefit_period,
    paid.amount,
    paid.account_hash,
    paid.return_no,
    repeated_group.successes,
    paid.settled_at,
    row_number() over (
      partition by paid.agency, paid.line, paid.person_no, paid.item, paid.benefit_period, paid.amount
      order by paid.settled_at nulls last, paid.return_no nulls last, paid.payment_no nulls last
    ) as success_rank
  from repeated_group
  join success_of_group as paid
    on paid.agency = repeated_group.agency
    and paid.line = repeated_group.line
    and paid.person_no = repeated_group.person_no
    and paid.item = repeated_group.item
    and paid.benefit_period = repeated_group.benefit_period
    and paid.amount = repeated_group.amount
),
repeated_payment as (
  select
    ranked.agency,
    ranked.line,
    ranked.payment_no,
    ranked.person_no,
    ranked.item,
    ranked.benefit_period,
    ranked.amount,
    ranked.account_hash,
    ranked.successes,
    count(*) as own_successes,
    count(*) filter (where ranked.success_rank > 1) as paid_too_often,
    string_agg(ranked.return_no, ',' order by ranked.success_rank nulls last) as return_nos,
    min(ranked.settled_at) as first_paid_at,
    max(ranked.settled_at) as last_paid_at
  from ranked
  group by ranked.agency, ranked.line, ranked.payment_no, ranked.person_no, ranked.item, ranked.benefit_period,
    ranked.amount, ranked.account_hash, ranked.successes
)
select
  'hit' as verdict,
  repeated_payment.agency as agency,
  repeated_payment.line as line,
  repeated_payment.person_no as subject,
  repeated_payment.payment_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(repeated_payment.successes as decimal(38, 6)) as observed,
  cast(parameter.successes as decimal(38, 6)) as threshold,
  cast(cast(repeated_payment.amount as decimal(38, 2)) * repeated_payment.paid_too_often as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  person.name as name,
  repeated_payment.item as item,
  repeated_payment.benefit_period as benefit_period,
  cast(repeated_payment.amount as decimal(38, 2)) as payment_amount,
  cast(repeated_payment.own_successes as integer) as own_successes,
  repeated_payment.return_nos as return_nos,
  repeated_payment.account_hash as account_hash,
  repeated_payment.first_paid_at as first_paid_at,
  repeated_payment.last_paid_at as last_paid_at
from repeated_payment
cross join facts.run as run
cross join facts.parameter as parameter
left join facts.person as person
  on person.agency = repeated_payment.agency
  and person.line = repeated_payment.line
  and person.person_no = repeated_payment.person_no
order by
  repeated_payment.agency nulls last,
  repeated_payment.line nulls last,
  repeated_payment.person_no nulls last,
  repeated_payment.item nulls last,
  repeated_payment.benefit_period nulls last,
  repeated_payment.payment_no nulls last

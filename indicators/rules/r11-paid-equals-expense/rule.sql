-- Every success counts, a double one too; the subsidies are booked on 5104 and 5105.
with returned as (
  select
    bank_return.agency,
    bank_return.line,
    payment.item,
    payment.amount,
    payment.payment_no
  from facts.bank_return as bank_return
  left join facts.benefit_payment_history as payment
    on payment.agency = bank_return.agency
    and payment.line = bank_return.line
    and payment.payment_no = bank_return.payment_no
  where bank_return.result = 'success'
    and (payment.item is null or payment.item not in ('job_stabilization', 'skill_subsidy'))
),
paid as (
  select
    returned.agency,
    returned.line,
    returned.item,
    coalesce(sum(returned.amount), 0) as amount,
    count(*) - count(returned.payment_no) as unknown
  from returned
  group by returned.agency, returned.line, returned.item
),
transfer_voucher as (
  select distinct entry.agency, entry.line, entry.voucher_no
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) in ('3001', '3101', '3201')
),
booked as (
  select entry.agency, entry.line, entry.sub_subject as item, sum(entry.debit - entry.credit) as amount
  from facts.voucher_entry as entry
  left join transfer_voucher
    on transfer_voucher.agency = entry.agency
    and transfer_voucher.line = entry.line
    and transfer_voucher.voucher_no = entry.voucher_no
  where substr(entry.subject, 1, 4) = '5001' and transfer_voucher.voucher_no is null
  group by entry.agency, entry.line, entry.sub_subject
),
-- The ledger's details are the benefit items, and not something else, or nothing.
itemised as (
  select booked.agency, booked.line
  from booked
  group by booked.agency, booked.line
  having bool_and(
    coalesce(
      booked.item in (
        'basic_pension',
        'transitional_pension',
        'personal_account_pension',
        'retirement_allowance',
        'winter_subsidy',
        'funeral_grant',
        'survivor_benefit',
        'unemployment_benefit',
        'medical_premium',
        'injury_allowance',
        'disability_lump_sum',
        'death_lump_sum',
        'medical_treatment',
        'arrears',
        'other'
      ),
      false
    )
  )
),
side as (
  select paid.agency, paid.line, paid.item, paid.amount as paid, 0 as booked, paid.unknown
  from paid
  union all
  select booked.agency, booked.line, booked.item, 0 as paid, booked.amount as booked, 0 as unknown
  from booked
),
total as (
  select
    side.agency,
    side.line,
    cast(sum(side.paid) as decimal(38, 2)) as paid,
    cast(sum(side.booked) as decimal(38, 2)) as booked,
    sum(side.unknown) as unknown
  from side
  group by side.agency, side.line
),
compared as (
  select total.agency, total.line, 'total' as item, total.paid, total.booked
  from total
  where total.unknown = 0
  union all
  select
    side.agency,
    side.line,
    side.item,
    cast(sum(side.paid) as decimal(38, 2)) as paid,
    cast(sum(side.booked) as decimal(38, 2)) as booked
  from side
  join itemised on itemised.agency = side.agency and itemised.line = side.line
  join total on total.agency = side.agency and total.line = side.line and total.unknown = 0
  group by side.agency, side.line, side.item
),
counted as (
  select
    compared.agency,
    compared.line,
    count(*) as compared,
    count(*) filter (where abs(compared.paid - compared.booked) > parameter.tolerance) as broken
  from compared
  cross join facts.parameter as parameter
  group by compared.agency, compared.line
),
answer as (
  select
    case
      when total.unknown > 0 then 'not_checkable'
      when counted.broken > 0 then 'broken'
      else 'holds'
    end as verdict,
    total.agency,
    total.line,
    cast(null as text) as item,
    coalesce(counted.compared, 0) as compared,
    case when total.unknown = 0 then total.paid end as paid,
    case when total.unknown = 0 then total.booked end as booked,
    case when total.unknown > 0 then 'payment_no' end as missing,
    total.unknown
  from total
  left join counted on counted.agency = total.agency and counted.line = total.line
  union all
  select
    'row' as verdict,
    compared.agency,
    compared.line,
    compared.item,
    cast(null as bigint) as compared,
    compared.paid,
    compared.booked,
    cast(null as text) as missing,
    0 as unknown
  from compared
  cross join facts.parameter as parameter
  where abs(compared.paid - compared.booked) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  cast(answer.compared as bigint) as compared,
  cast(answer.paid as decimal(38, 6)) as left_value,
  cast(answer.booked as decimal(38, 6)) as right_value,
  cast(answer.paid - answer.booked as decimal(38, 6)) as difference,
  answer.missing as missing,
  cast(answer.unknown as integer) as returns_without_payment
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

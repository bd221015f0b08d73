with received as (
  select contribution.agency, contribution.line, sum(contribution.amount) as amount
  from facts.contribution as contribution
  group by contribution.agency, contribution.line
),
refunded as (
  select refund.agency, refund.line, sum(refund.amount) as amount
  from facts.refund as refund
  group by refund.agency, refund.line
),
-- A voucher with an entry on 3001, 3101 or 3201 is the month-end transfer; one that pays money out of 4001 is a refund.
voucher as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    coalesce(sum(case when substr(entry.subject, 1, 4) = '4001' then entry.credit - entry.debit end), 0) as income,
    coalesce(
      sum(
        case
          when substr(entry.subject, 1, 4) in ('1001', '1002', '1003', '1004', '1005') then entry.debit - entry.credit
        end
      ),
      0
    ) as money
  from facts.voucher_entry as entry
  group by entry.agency, entry.line, entry.voucher_no
  having bool_or(substr(entry.subject, 1, 4) = '4001')
    and not bool_or(substr(entry.subject, 1, 4) in ('3001', '3101', '3201'))
),
booked as (
  select
    voucher.agency,
    voucher.line,
    sum(voucher.income) as income,
    sum(case when voucher.income < 0 and voucher.money < 0 then -voucher.income else 0 end) as refunds
  from voucher
  group by voucher.agency, voucher.line
),
place as (
  select received.agency, received.line from received
  union
  select booked.agency, booked.line from booked
),
summed as (
  select
    place.agency,
    place.line,
    cast(coalesce(received.amount, 0) as decimal(38, 2)) as contribution_sum,
    cast(coalesce(refunded.amount, 0) as decimal(38, 2)) as refund_sum,
    cast(coalesce(booked.refunds, 0) as decimal(38, 2)) as booked_refund_sum,
    cast(coalesce(booked.income, 0) as decimal(38, 2)) as income
  from place
  left join received on received.agency = place.agency and received.line = place.line
  left join refunded on refunded.agency = place.agency and refunded.line = place.line
  left join booked on booked.agency = place.agency and booked.line = place.line
),
compared as (
  select
    summed.agency,
    summed.line,
    summed.contribution_sum,
    summed.refund_sum,
    summed.booked_refund_sum,
    summed.income,
    summed.contribution_sum
      - case
        when summed.refund_sum < 0 then 0
        when summed.refund_sum < summed.booked_refund_sum then summed.refund_sum
        else summed.booked_refund_sum
      end as received
  from summed
),
answer as (
  select
    case when abs(compared.received - compared.income) > parameter.tolerance then 'broken' else 'holds' end as verdict,
    compared.agency,
    compared.line,
    cast(null as text) as item,
    cast(1 as bigint) as compared,
    compared.received,
    compared.income,
    compared.contribution_sum,
    compared.refund_sum,
    compared.booked_refund_sum
  from compared
  cross join facts.parameter as parameter
  union all
  select
    'row' as verdict,
    compared.agency,
    compared.line,
    'total' as item,
    cast(null as bigint) as compared,
    compared.received,
    compared.income,
    compared.contribution_sum,
    compared.refund_sum,
    compared.booked_refund_sum
  from compared
  cross join facts.parameter as parameter
  where abs(compared.received - compared.income) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.received as decimal(38, 6)) as left_value,
  cast(answer.income as decimal(38, 6)) as right_value,
  cast(answer.received - answer.income as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.contribution_sum as contribution_sum,
  answer.refund_sum as refund_sum,
  answer.booked_refund_sum as booked_refund_sum
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

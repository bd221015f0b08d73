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
  select received.agency, received.line
  from received
  union
  select booked.agency, booked.line
  from booked
),
summed as (
  select
    place.agency,
    place.line,
    cast(coalesce(received.amount, 0) as decimal(38, 2)) as contribution_sum,
    cast(coalesce(refunded.amount, 0) as decimal(38, 2)) as refund_sum,
    cast(coalesce(booked.refunds, 0) as decimal(38, 2)) as booked_refund_sum,
    cast(coalesce(booked.income, 0) as decimal(38, 2)) as ledger_sum
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
    summed.ledger_sum,
    summed.contribution_sum
      - case
        when summed.refund_sum < 0 then 0
        when summed.refund_sum < summed.booked_refund_sum then summed.refund_sum
        else summed.booked_refund_sum
      end as received_sum
  from summed
)
select
  'hit' as verdict,
  compared.agency as agency,
  compared.line as line,
  compared.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(compared.received_sum - compared.ledger_sum as decimal(38, 6)) as observed,
  cast(parameter.tolerance as decimal(38, 6)) as threshold,
  cast(compared.received_sum - compared.ledger_sum as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  compared.contribution_sum as contribution_sum,
  compared.refund_sum as refund_sum,
  compared.booked_refund_sum as booked_refund_sum,
  cast(compared.received_sum as decimal(38, 2)) as received_sum,
  compared.ledger_sum as ledger_sum
from compared
cross join facts.run as run
cross join facts.parameter as parameter
where abs(compared.received_sum - compared.ledger_sum) > parameter.tolerance
order by compared.agency nulls last, compared.line nulls last

with success_of_month as (
  select bank_return.agency, bank_return.line, bank_return.payment_no
  from facts.bank_return as bank_return
  where bank_return.result = 'success'
),
-- Every success counts, a double one too; the subsidies are booked on 5104 and 5105.
business as (
  select
    returned.agency,
    returned.line,
    sum(
      case when payment.item in ('job_stabilization', 'skill_subsidy') then 0 else payment.amount end
    ) as business_sum,
    count(*) filter (where payment.payment_no is null) as returns_without_payment
  from success_of_month as returned
  left join facts.benefit_payment_history as payment
    on payment.agency = returned.agency
    and payment.line = returned.line
    and payment.payment_no = returned.payment_no
  group by returned.agency, returned.line
),
-- The month-end transfer empties the account into the balance and is no expense.
transfer_voucher as (
  select distinct entry.agency, entry.line, entry.voucher_no
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) in ('3001', '3101', '3201')
),
ledger as (
  select entry.agency, entry.line, sum(entry.debit - entry.credit) as ledger_sum
  from facts.voucher_entry as entry
  left join transfer_voucher
    on transfer_voucher.agency = entry.agency
    and transfer_voucher.line = entry.line
    and transfer_voucher.voucher_no = entry.voucher_no
  where substr(entry.subject, 1, 4) = '5001' and transfer_voucher.voucher_no is null
  group by entry.agency, entry.line
),
compared as (
  select
    coalesce(business.agency, ledger.agency) as agency,
    coalesce(business.line, ledger.line) as line,
    cast(coalesce(business.business_sum, 0) as decimal(38, 2)) as business_sum,
    cast(coalesce(ledger.ledger_sum, 0) as decimal(38, 2)) as ledger_sum,
    coalesce(business.returns_without_payment, 0) as returns_without_payment
  from business
  full join ledger on ledger.agency = business.agency and ledger.line = business.line
)
select
  case when compared.returns_without_payment > 0 then 'cannot_decide' else 'hit' end as verdict,
  compared.agency as agency,
  compared.line as line,
  compared.agency as subject,
  'total' as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(compared.business_sum - compared.ledger_sum as decimal(38, 6)) as observed,
  cast(parameter.tolerance as decimal(38, 6)) as threshold,
  cast(compared.business_sum - compared.ledger_sum as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when compared.returns_without_payment > 0 then 'payment_no' end as missing,
  compared.business_sum as business_sum,
  compared.ledger_sum as ledger_sum,
  cast(compared.returns_without_payment as integer) as returns_without_payment
from compared
cross join facts.run as run
cross join facts.parameter as parameter
where compared.returns_without_payment > 0
  or abs(compared.business_sum - compared.ledger_sum) > parameter.tolerance
order by compared.agency nulls last, compared.line nulls last

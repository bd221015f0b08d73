with returns_of_payment as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes,
    count(*) filter (where bank_return.result <> 'success') as failures,
    max(bank_return.period) as last_period
  from facts.bank_return_history as bank_return
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
-- Of the failures only one that nothing follows is final; few payments have one, so only theirs are put in order.
last_return as (
  select distinct on (bank_return.agency, bank_return.line, bank_return.payment_no)
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    bank_return.result
  from facts.bank_return_history as bank_return
  join returns_of_payment as answered
    on answered.agency = bank_return.agency
    and answered.line = bank_return.line
    and answered.payment_no = bank_return.payment_no
    and answered.failures > 0
  order by
    bank_return.agency nulls last,
    bank_return.line nulls last,
    bank_return.payment_no nulls last,
    bank_return.period desc nulls last,
    bank_return.settled_at desc nulls first,
    bank_return.return_no desc nulls last
),
-- A payment is judged in the month of its last return; one of M that the bank has not answered yet, from next month on.
item as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.period,
    payment.batch_no,
    payment.amount,
    coalesce(answered.successes, 0) + case when last_return.result <> 'success' then 1 else 0 end as finals,
    coalesce(answered.successes, 0) as successes,
    coalesce(answered.failures, 0) as failures
  from facts.benefit_payment_history as payment
  cross join facts.run as run
  left join returns_of_payment as answered
    on answered.agency = payment.agency
    and answered.line = payment.line
    and answered.payment_no = payment.payment_no
  left join last_return
    on last_return.agency = payment.agency
    and last_return.line = payment.line
    and last_return.payment_no = payment.payment_no
  where payment.channel <> 'cash'
    and payment.amount > 0
    and case
      when answered.payment_no is null then payment.period < run.period
      else answered.last_period = run.period
    end
),
-- What is right is counted together, so that millions of payments are not kept to find a few.
tallied as (
  select
    item.agency,
    item.line,
    case when item.finals <> 1 then item.payment_no end as payment_no,
    case when item.finals <> 1 then item.period end as period,
    case when item.finals <> 1 then item.batch_no end as batch_no,
    case when item.finals <> 1 then item.amount end as amount,
    case when item.finals <> 1 then item.finals end as finals,
    case when item.finals <> 1 then item.successes end as successes,
    case when item.finals <> 1 then item.failures end as failures,
    count(*) as payments
  from item
  group by
    item.agency,
    item.line,
    case when item.finals <> 1 then item.payment_no end,
    case when item.finals <> 1 then item.period end,
    case when item.finals <> 1 then item.batch_no end,
    case when item.finals <> 1 then item.amount end,
    case when item.finals <> 1 then item.finals end,
    case when item.finals <> 1 then item.successes end,
    case when item.finals <> 1 then item.failures end
),
counted as (
  select
    tallied.agency,
    tallied.line,
    sum(tallied.payments) as compared,
    sum(case when tallied.finals is null then tallied.payments else 0 end) as fits
  from tallied
  group by tallied.agency, tallied.line
),
answer as (
  select
    case when counted.compared - counted.fits > parameter.tolerance then 'broken' else 'holds' end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.compared as wanted,
    counted.fits as found,
    cast(null as text) as payment_period,
    cast(null as text) as batch_no,
    cast(null as decimal(38, 2)) as amount,
    cast(null as bigint) as successes,
    cast(null as bigint) as failures
  from counted
  cross join facts.parameter as parameter
  union all
  select
    'row' as verdict,
    tallied.agency,
    tallied.line,
    tallied.payment_no as item,
    cast(null as bigint) as compared,
    1 as wanted,
    tallied.finals as found,
    tallied.period as payment_period,
    tallied.batch_no,
    cast(tallied.amount as decimal(38, 2)) as amount,
    tallied.successes,
    tallied.failures
  from tallied
  join counted on counted.agency = tallied.agency and counted.line = tallied.line
  cross join facts.parameter as parameter
  where tallied.finals is not null and counted.compared - counted.fits > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  cast(answer.compared as bigint) as compared,
  cast(answer.wanted as decimal(38, 6)) as left_value,
  cast(answer.found as decimal(38, 6)) as right_value,
  cast(answer.wanted - answer.found as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.payment_period as payment_period,
  answer.batch_no as batch_no,
  answer.amount as amount,
  cast(answer.successes as integer) as successes,
  cast(answer.failures as integer) as failures
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

with failed as (
  select distinct bank_return.agency, bank_return.line, bank_return.payment_no
  from facts.bank_return_history as bank_return
  where bank_return.result <> 'success'
),
-- Of the failures only one that nothing follows is final; few payments have one, so only theirs are put in order.
last_return as (
  select distinct on (bank_return.agency, bank_return.line, bank_return.payment_no)
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    bank_return.result
  from facts.bank_return_history as bank_return
  join failed
    on failed.agency = bank_return.agency
    and failed.line = bank_return.line
    and failed.payment_no = bank_return.payment_no
  order by
    bank_return.agency nulls last,
    bank_return.line nulls last,
    bank_return.payment_no nulls last,
    bank_return.period desc nulls last,
    bank_return.settled_at desc nulls first,
    bank_return.return_no desc nulls last
),
-- Payments and their returns in one pass: millions of each meet by number once.
answered as (
  select
    event.agency,
    event.line,
    event.payment_no,
    max(event.payment_period) as period,
    max(event.return_period) as last_period,
    sum(event.successes) as successes,
    sum(event.failures) as failures
  from (
    select
      payment.agency,
      payment.line,
      payment.payment_no,
      payment.period as payment_period,
      cast(null as text) as return_period,
      0 as successes,
      0 as failures
    from facts.benefit_payment_history as payment
    where payment.channel <> 'cash' and payment.amount > 0
    union all
    select
      bank_return.agency,
      bank_return.line,
      bank_return.payment_no,
      cast(null as text) as payment_period,
      bank_return.period as return_period,
      case when bank_return.result = 'success' then 1 else 0 end as successes,
      case when bank_return.result = 'success' then 0 else 1 end as failures
    from facts.bank_return_history as bank_return
  ) as event
  group by event.agency, event.line, event.payment_no
),
-- A payment is judged in the month of its last return; one of M that the bank has not answered yet, from next month on.
item as (
  select
    answered.agency,
    answered.line,
    answered.payment_no,
    answered.period,
    answered.successes,
    answered.failures,
    answered.successes + case when last_return.result <> 'success' then 1 else 0 end as finals
  from answered
  cross join facts.run as run
  left join last_return
    on last_return.agency = answered.agency
    and last_return.line = answered.line
    and last_return.payment_no = answered.payment_no
  where answered.period is not null
    and case
      when answered.last_period is null then answered.period < run.period
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
    payment.batch_no,
    cast(payment.amount as decimal(38, 2)) as amount,
    tallied.successes,
    tallied.failures
  from tallied
  join counted on counted.agency = tallied.agency and counted.line = tallied.line
  join facts.benefit_payment_history as payment
    on payment.agency = tallied.agency
    and payment.line = tallied.line
    and payment.payment_no = tallied.payment_no
    and payment.period = tallied.period
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

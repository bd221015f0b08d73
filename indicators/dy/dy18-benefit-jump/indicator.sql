with limits as (
  select run.period, period_add(run.period, -1) as period_before, parameter.change
  from facts.run as run
  cross join facts.parameter as parameter
),
monthly as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    sum(case when payment.benefit_period = limits.period then payment.amount else 0 end) as amount_now,
    sum(case when payment.benefit_period = limits.period then 0 else payment.amount end) as amount_before
  from facts.benefit_payment_history as payment
  join limits on payment.benefit_period in (limits.period, limits.period_before)
  where (
      payment.line in ('110', '120', '170')
      and payment.item in (
        'basic_pension', 'transitional_pension', 'personal_account_pension', 'retirement_allowance'
      )
    )
    or (payment.line = '410' and payment.item in ('injury_allowance', 'survivor_benefit'))
  group by payment.agency, payment.line, payment.person_no
),
jump as (
  select monthly.agency, monthly.line, monthly.person_no, monthly.amount_now, monthly.amount_before
  from monthly
  cross join limits
  where monthly.amount_now > 0
    and monthly.amount_before > 0
    and abs(monthly.amount_now - monthly.amount_before)
      > limits.change * cast(monthly.amount_before as decimal(18, 2))
),
-- A change that has a reason on record: an approval or an adjustment of either month.
explained as (
  select approval.agency, approval.line, approval.person_no
  from facts.benefit_approval_history as approval
  union
  select adjustment.agency, adjustment.line, adjustment.person_no
  from facts.benefit_adjustment_history as adjustment
),
unexplained as (
  select jump.agency, jump.line, jump.person_no, jump.amount_now, jump.amount_before
  from jump
  where not exists (
    select 1
    from explained
    where explained.agency = jump.agency
      and explained.line = jump.line
      and explained.person_no = jump.person_no
  )
),
payment_of_jump as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    payment.payment_no,
    payment.item,
    payment.benefit_period,
    payment.amount
  from facts.benefit_payment_history as payment
  join limits on payment.benefit_period in (limits.period, limits.period_before)
  join unexplained
    on unexplained.agency = payment.agency
    and unexplained.line = payment.line
    and unexplained.person_no = payment.person_no
  where (
      payment.line in ('110', '120', '170')
      and payment.item in (
        'basic_pension', 'transitional_pension', 'personal_account_pension', 'retirement_allowance'
      )
    )
    or (payment.line = '410' and payment.item in ('injury_allowance', 'survivor_benefit'))
),
failed as (
  select bank_return.agency, bank_return.line, bank_return.payment_no
  from facts.bank_return_history as bank_return
  join payment_of_jump
    on payment_of_jump.agency = bank_return.agency
    and payment_of_jump.line = bank_return.line
    and payment_of_jump.payment_no = bank_return.payment_no
  group by bank_return.agency, bank_return.line, bank_return.payment_no
  having count(*) filter (where bank_return.result = 'success') = 0
),
-- The two months once more without what came back: a failed payment paid anew is no jump.
standing as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    sum(case when payment.benefit_period = limits.period then payment.amount else 0 end) as amount_now,
    sum(case when payment.benefit_period = limits.period then 0 else payment.amount end) as amount_before,
    string_agg(distinct payment.item, ',' order by payment.item nulls last)
      filter (where payment.benefit_period = limits.period) as items_now,
    string_agg(distinct payment.item, ',' order by payment.item nulls last)
      filter (where payment.benefit_period <> limits.period) as items_before
  from payment_of_jump as payment
  cross join limits
  where not exists (
    select 1
    from failed
    where failed.agency = payment.agency
      and failed.line = payment.line
      and failed.payment_no = payment.payment_no
  )
  group by payment.agency, payment.line, payment.person_no
),
place_before as (
  select distinct payment.agency, payment.line
  from facts.benefit_payment_history as payment
  join limits on limits.period_before = payment.period
),
place_now as (
  select distinct payment.agency, payment.line
  from facts.benefit_payment as payment
  where payment.line in ('110', '120', '170', '410')
),
place_without_before as (
  select place_now.agency, place_now.line
  from place_now
  left join place_before
    on place_before.agency = place_now.agency
    and place_before.line = place_now.line
  where place_before.agency is null
),
answer as (
  select
    'hit' as verdict,
    standing.agency,
    standing.line,
    standing.person_no as hit_key,
    standing.amount_now,
    standing.amount_before,
    standing.items_now,
    standing.items_before,
    cast(null as text) as missing
  from standing
  cross join limits
  where standing.amount_now > 0
    and standing.amount_before > 0
    and abs(standing.amount_now - standing.amount_before)
      > limits.change * cast(standing.amount_before as decimal(18, 2))
    and not exists (
      select 1
      from place_without_before
      where place_without_before.agency = standing.agency and place_without_before.line = standing.line
    )
  union all
  select
    'cannot_decide' as verdict,
    place_without_before.agency,
    place_without_before.line,
    'total' as hit_key,
    cast(null as decimal(38, 2)) as amount_now,
    cast(null as decimal(38, 2)) as amount_before,
    cast(null as text) as items_now,
    cast(null as text) as items_before,
    'benefit_payment' as missing
  from place_without_before
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.agency as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  limits.period as first_period,
  ratio(abs(answer.amount_now - answer.amount_before), answer.amount_before) as observed,
  cast(limits.change as decimal(38, 6)) as threshold,
  cast(abs(answer.amount_now - answer.amount_before) as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  person.name as name,
  cast(answer.amount_before as decimal(38, 2)) as amount_before,
  cast(answer.amount_now as decimal(38, 2)) as amount_now,
  answer.items_before as items_before,
  answer.items_now as items_now
from answer
cross join limits
left join facts.person as person
  on person.agency = answer.agency
  and person.line = answer.line
  and person.person_no = answer.hit_key
  and answer.verdict = 'hit'
order by answer.agency nulls last, answer.line nulls last, answer.hit_key nulls last

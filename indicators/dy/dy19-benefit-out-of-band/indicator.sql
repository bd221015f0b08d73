with standard_of_month as (
  select
    standard.agency,
    standard.line,
    standard.item,
    standard.period_from,
    standard.minimum,
    standard.average,
    standard.maximum
  from facts.statutory_benefit_standard as standard
  join facts.run as run
    on standard.period_from <= run.period
    and (standard.period_to is null or standard.period_to >= run.period)
    and (standard.valid_from is null or standard.valid_from <= run.first_day)
    and (standard.valid_to is null or standard.valid_to >= run.first_day)
  where standard.minimum is not null
    or standard.average is not null
    or standard.maximum is not null
),
place as (
  select distinct payment.agency, payment.line
  from facts.benefit_payment as payment
  where payment.line in ('110', '120', '170', '210') and payment.amount > 0
),
-- An agency's own standard goes before that of the whole region, a later one before an earlier one.
standard_of_place as (
  select distinct on (place.agency, place.line, standard.item)
    place.agency,
    place.line,
    standard.item,
    standard.minimum,
    standard.average,
    standard.maximum
  from place
  join standard_of_month as standard
    on standard.line = place.line
    and (standard.agency = place.agency or standard.agency is null)
  order by
    place.agency nulls last,
    place.line nulls last,
    standard.item nulls last,
    case when standard.agency is null then 1 else 0 end nulls last,
    standard.period_from desc nulls last
),
paid_by_item as (
  select payment.agency, payment.line, payment.person_no, payment.item, sum(payment.amount) as amount
  from facts.benefit_payment as payment
  join facts.run as run on run.period = payment.benefit_period
  join standard_of_place as standard
    on standard.agency = payment.agency
    and standard.line = payment.line
    and standard.item = payment.item
  group by payment.agency, payment.line, payment.person_no, payment.item
),
out_of_band as (
  select paid.agency, paid.line, paid.person_no, paid.item
  from paid_by_item as paid
  join standard_of_place as standard
    on standard.agency = paid.agency
    and standard.line = paid.line
    and standard.item = paid.item
  cross join facts.parameter as parameter
  where paid.amount > 0
    and (
      paid.amount < standard.minimum
      or paid.amount > standard.maximum
      or paid.amount > parameter.multiple * cast(standard.average as decimal(18, 2))
    )
),
payment_in_question as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    payment.item,
    payment.payment_no,
    payment.amount
  from facts.benefit_payment as payment
  join facts.run as run on run.period = payment.benefit_period
  join out_of_band
    on out_of_band.agency = payment.agency
    and out_of_band.line = payment.line
    and out_of_band.person_no = payment.person_no
    and out_of_band.item = payment.item
),
failed as (
  select bank_return.agency, bank_return.line, bank_return.payment_no
  from facts.bank_return as bank_return
  join payment_in_question as payment
    on payment.agency = bank_return.agency
    and payment.line = bank_return.line
    and payment.payment_no = bank_return.payment_no
  group by bank_return.agency, bank_return.line, bank_return.payment_no
  having count(*) filter (where bank_return.result = 'success') = 0
),
-- Once more without what came back.
standing as (
  select payment.agency, payment.line, payment.person_no, payment.item, sum(payment.amount) as amount
  from payment_in_question as payment
  where not exists (
    select 1
    from failed
    where failed.agency = payment.agency
      and failed.line = payment.line
      and failed.payment_no = payment.payment_no
  )
  group by payment.agency, payment.line, payment.person_no, payment.item
),
judged as (
  select
    standing.agency,
    standing.line,
    standing.person_no,
    standing.item,
    standing.amount,
    standard.minimum,
    standard.average,
    standard.maximum,
    case
      when standing.amount < standard.minimum then '低于最低标准'
      when standing.amount > standard.maximum then '高于最高标准'
      when standing.amount > parameter.multiple * cast(standard.average as decimal(18, 2)) then '高于当地均值的倍数'
    end as finding,
    case
      when standing.amount < standard.minimum then standard.minimum
      when standing.amount > standard.maximum then standard.maximum
      else parameter.multiple * cast(standard.average as decimal(18, 2))
    end as threshold
  from standing
  join standard_of_place as standard
    on standard.agency = standing.agency
    and standard.line = standing.line
    and standard.item = standing.item
  cross join facts.parameter as parameter
  where standing.amount > 0
),
first_of_person as (
  select distinct on (judged.agency, judged.line, judged.person_no)
    judged.agency,
    judged.line,
    judged.person_no,
    judged.item,
    judged.amount,
    judged.minimum,
    judged.average,
    judged.maximum,
    judged.finding,
    judged.threshold
  from judged
  where judged.finding is not null
  order by
    judged.agency nulls last,
    judged.line nulls last,
    judged.person_no nulls last,
    judged.item nulls last
),
answer as (
  select
    'hit' as verdict,
    found.agency,
    found.line,
    found.person_no as hit_key,
    found.amount,
    found.threshold,
    cast(null as text) as missing,
    found.finding,
    found.item,
    found.minimum,
    found.average,
    found.maximum
  from first_of_person as found
  union all
  select
    'cannot_decide' as verdict,
    place.agency,
    place.line,
    'total' as hit_key,
    cast(null as decimal(38, 2)) as amount,
    cast(null as decimal(38, 6)) as threshold,
    'statutory_benefit_standard' as missing,
    cast(null as text) as finding,
    cast(null as text) as item,
    cast(null as decimal(38, 2)) as minimum,
    cast(null as decimal(38, 2)) as average,
    cast(null as decimal(38, 2)) as maximum
  from place
  where not exists (
    select 1
    from standard_of_place as standard
    where standard.agency = place.agency and standard.line = place.line
  )
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.agency as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.amount as decimal(38, 6)) as observed,
  cast(answer.threshold as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  person.name as name,
  answer.finding as finding,
  answer.item as item,
  cast(answer.minimum as decimal(38, 2)) as minimum,
  cast(answer.average as decimal(38, 2)) as average,
  cast(answer.maximum as decimal(38, 2)) as maximum
from answer
cross join facts.run as run
left join facts.person as person
  on person.agency = answer.agency
  and person.line = answer.line
  and person.person_no = answer.hit_key
  and answer.verdict = 'hit'
order by answer.agency nulls last, answer.line nulls last, answer.hit_key nulls last

with limits as (
  select
    run.period,
    run.last_day,
    add_months(run.last_day, -parameter.months) as cutoff,
    parameter.months
  from facts.run as run
  cross join facts.parameter as parameter
),
crossing_day as (
  select
    id_key(crossing.id_number) as natural_person,
    crossing.crossed_on,
    min(crossing.direction) as direction,
    max(crossing.direction) as other_direction
  from facts.border_crossing as crossing
  join limits on crossing.crossed_on <= limits.last_day
  group by id_key(crossing.id_number), crossing.crossed_on
),
-- Out and in on one day leave a person where he was the day before.
latest_move as (
  select distinct on (crossing_day.natural_person)
    crossing_day.natural_person,
    crossing_day.direction
  from crossing_day
  where crossing_day.direction = crossing_day.other_direction
  order by crossing_day.natural_person nulls last, crossing_day.crossed_on desc nulls last
),
abroad as (
  select crossing_day.natural_person, max(crossing_day.crossed_on) as exited_on
  from crossing_day
  join latest_move
    on latest_move.natural_person = crossing_day.natural_person
    and latest_move.direction = 'out'
  where crossing_day.other_direction = 'out'
  group by crossing_day.natural_person
),
long_abroad as (
  select abroad.natural_person, abroad.exited_on
  from abroad
  join limits on abroad.exited_on < limits.cutoff
),
person_in_question as (
  select person.agency, person.line, person.person_no, person.name, long_abroad.exited_on
  from facts.person as person
  join long_abroad on long_abroad.natural_person = id_key(person.id_number)
  where person.line in ('110', '120', '170')
  union all
  select person.agency, person.line, person.person_no, person.name, cast(null as date) as exited_on
  from facts.person as person
  where person.line in ('110', '120', '170')
    and person.id_number is null
),
payment_in_question as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.amount,
    payment.period,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  join person_in_question
    on person_in_question.agency = payment.agency
    and person_in_question.line = payment.line
    and person_in_question.person_no = payment.person_no
  where payment.amount > 0
    and payment.item in (
      'basic_pension', 'transitional_pension', 'personal_account_pension', 'retirement_allowance'
    )
),
return_of_payment as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes
  from facts.bank_return as bank_return
  where bank_return.payment_no in (select payment_in_question.payment_no from payment_in_question)
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
paid as (
  select payment.agency, payment.line, payment.person_no, payment.amount
  from payment_in_question as payment
  cross join limits
  left join return_of_payment as returned
    on returned.agency = payment.agency
    and returned.line = payment.line
    and returned.payment_no = payment.payment_no
  where returned.successes > 0
    or (
      returned.payment_no is null
      and payment.channel = 'cash'
      and payment.paid_at is not null
      and payment.period = limits.period
    )
),
payee as (
  select
    paid.agency,
    paid.line,
    paid.person_no,
    person_in_question.name,
    person_in_question.exited_on,
    count(*) as payments,
    sum(paid.amount) as amount
  from paid
  join person_in_question
    on person_in_question.agency = paid.agency
    and person_in_question.line = paid.line
    and person_in_question.person_no = paid.person_no
  group by paid.agency, paid.line, paid.person_no, person_in_question.name, person_in_question.exited_on
),
check_of_payee as (
  select
    history.agency,
    history.line,
    history.person_no,
    history.period,
    history.checked_on,
    history.method,
    history.result
  from facts.qualification_check_history as history
  where history.person_no in (select payee.person_no from payee)
),
latest_check as (
  select distinct on (seen.agency, seen.line, seen.person_no)
    seen.agency,
    seen.line,
    seen.person_no,
    seen.checked_on,
    seen.method,
    seen.result
  from check_of_payee as seen
  order by
    seen.agency nulls last,
    seen.line nulls last,
    seen.person_no nulls last,
    seen.period desc nulls last
),
passed_before as (
  select seen.agency, seen.line, seen.person_no, max(seen.checked_on) as checked_on
  from check_of_payee as seen
  where seen.result = 'passed'
  group by seen.agency, seen.line, seen.person_no
),
known_since as (
  select seen.agency, seen.line, seen.person_no, min(seen.period) as period
  from check_of_payee as seen
  group by seen.agency, seen.line, seen.person_no
),
known as (
  select
    payee.agency,
    payee.line,
    payee.person_no,
    payee.name,
    payee.exited_on,
    payee.payments,
    payee.amount,
    latest_check.checked_on,
    latest_check.method,
    latest_check.result,
    case
      when latest_check.result = 'passed' then latest_check.checked_on
      else passed_before.checked_on
    end as last_passed_on,
    known_since.period as known_since
  from payee
  left join latest_check
    on latest_check.agency = payee.agency
    and latest_check.line = payee.line
    and latest_check.person_no = payee.person_no
  left join passed_before
    on passed_before.agency = payee.agency
    and passed_before.line = payee.line
    and passed_before.person_no = payee.person_no
  left join known_since
    on known_since.agency = payee.agency
    and known_since.line = payee.line
    and known_since.person_no = payee.person_no
),
-- A pass since the day of leaving settles it; without an id number a pass within the months allowed does.
judged as (
  select
    known.agency,
    known.line,
    known.person_no,
    known.name,
    known.exited_on,
    period_of(known.exited_on) as exit_period,
    known.payments,
    known.amount,
    known.checked_on,
    known.method,
    known.result,
    case
      when known.exited_on is null then 'id_number'
      when known.result = 'passed' and known.checked_on is null then 'checked_on'
      when known.result in ('failed', 'pending') and known.known_since > period_of(known.exited_on) then 'checked_on'
    end as missing
  from known
  cross join limits
  where known.last_passed_on is null
    or known.last_passed_on < coalesce(known.exited_on, limits.cutoff)
)
select
  case when judged.missing is null then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.person_no as subject,
  judged.person_no as hit_key,
  cast(null as text) as related_key,
  limits.period as first_period,
  cast(
    (cast(substr(limits.period, 1, 4) as integer) - cast(substr(judged.exit_period, 1, 4) as integer)) * 12
    + cast(substr(limits.period, 5, 2) as integer) - cast(substr(judged.exit_period, 5, 2) as integer)
    as decimal(38, 6)
  ) as observed,
  cast(limits.months as decimal(38, 6)) as threshold,
  cast(judged.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  judged.missing as missing,
  judged.name as name,
  judged.exited_on as exited_on,
  judged.checked_on as checked_on,
  judged.method as method,
  judged.result as result,
  cast(judged.payments as integer) as payments
from judged
cross join limits
order by judged.agency nulls last, judged.line nulls last, judged.person_no nulls last

with limits as (
  select
    run.period,
    run.last_day,
    add_months(run.last_day, -12 * parameter.age) as born_by,
    replace(cast(add_months(run.last_day, -12 * parameter.age) as text), '-', '') as born_by_digits,
    add_months(run.last_day, -parameter.months) as cutoff,
    period_add(run.period, -parameter.months) as cutoff_period,
    parameter.age,
    ',' || parameter.methods || ',' as methods
  from facts.run as run
  cross join facts.parameter as parameter
),
-- Who may be that old by one field or the other, and who has neither; the id number is checked for these few only.
perhaps_old as (
  select
    person.agency,
    person.line,
    person.person_no,
    person.name,
    person.birth_date as stated_birth_date,
    id_key(person.id_number) as id_number,
    is_valid_citizen_id(id_key(person.id_number), limits.last_day) as is_valid_id
  from facts.person as person
  cross join limits
  where person.line in ('110', '120', '170')
    and (
      person.birth_date is null
      or person.birth_date <= limits.born_by
      or substr(person.id_number, 7, 8) <= limits.born_by_digits
    )
),
person_in_question as (
  select
    perhaps_old.agency,
    perhaps_old.line,
    perhaps_old.person_no,
    perhaps_old.name,
    case
      when perhaps_old.is_valid_id
      then cast(
        substr(perhaps_old.id_number, 7, 4) || '-' || substr(perhaps_old.id_number, 11, 2) || '-'
        || substr(perhaps_old.id_number, 13, 2)
        as date
      )
      else perhaps_old.stated_birth_date
    end as birth_date
  from perhaps_old
  cross join limits
  where case
    when perhaps_old.is_valid_id then substr(perhaps_old.id_number, 7, 8) <= limits.born_by_digits
    else perhaps_old.stated_birth_date is null or perhaps_old.stated_birth_date <= limits.born_by
  end
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
    person_in_question.birth_date,
    count(*) as payments,
    sum(paid.amount) as amount
  from paid
  join person_in_question
    on person_in_question.agency = paid.agency
    and person_in_question.line = paid.line
    and person_in_question.person_no = paid.person_no
  group by paid.agency, paid.line, paid.person_no, person_in_question.name, person_in_question.birth_date
),
check_of_payee as (
  select
    history.agency,
    history.line,
    history.person_no,
    history.period,
    history.checked_on,
    history.method,
    history.result,
    history.result = 'passed' and strpos(limits.methods, ',' || history.method || ',') > 0 as is_seen,
    history.result = 'passed' and history.method is null as is_passed_unknown_how,
    coalesce(history.checked_on >= limits.cutoff, true) as may_be_recent
  from facts.qualification_check_history as history
  cross join limits
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
-- An earlier check may be hidden behind the oldest row that is shown, unless that one is older than the months itself.
oldest_check as (
  select distinct on (seen.agency, seen.line, seen.person_no)
    seen.agency,
    seen.line,
    seen.person_no,
    seen.may_be_recent
  from check_of_payee as seen
  order by seen.agency nulls last, seen.line nulls last, seen.person_no nulls last, seen.period nulls last
),
seen_payee as (
  select
    seen.agency,
    seen.line,
    seen.person_no,
    max(case when seen.is_seen then seen.checked_on end) as seen_on,
    count(*) filter (where seen.is_seen and seen.checked_on is null) as undated,
    count(*) filter (where seen.is_passed_unknown_how and seen.may_be_recent) as unknown_how
  from check_of_payee as seen
  group by seen.agency, seen.line, seen.person_no
),
long_known as (
  select distinct history.agency, history.line
  from facts.qualification_check_history as history
  join limits on history.period <= limits.cutoff_period
),
judged as (
  select
    payee.agency,
    payee.line,
    payee.person_no,
    payee.name,
    payee.birth_date,
    period_of(payee.birth_date) as birth_period,
    payee.payments,
    payee.amount,
    seen_payee.seen_on,
    latest_check.checked_on,
    latest_check.method,
    latest_check.result,
    case
      when payee.birth_date is null then 'birth_date'
      when seen_payee.undated > 0 then 'checked_on'
      when seen_payee.unknown_how > 0 then 'method'
      when long_known.agency is null and oldest_check.may_be_recent then 'qualification_check'
    end as missing
  from payee
  cross join limits
  left join latest_check
    on latest_check.agency = payee.agency
    and latest_check.line = payee.line
    and latest_check.person_no = payee.person_no
  left join oldest_check
    on oldest_check.agency = payee.agency
    and oldest_check.line = payee.line
    and oldest_check.person_no = payee.person_no
  left join seen_payee
    on seen_payee.agency = payee.agency
    and seen_payee.line = payee.line
    and seen_payee.person_no = payee.person_no
  left join long_known
    on long_known.agency = payee.agency
    and long_known.line = payee.line
  where seen_payee.seen_on is null
    or seen_payee.seen_on < limits.cutoff
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
    div_floor(
      (cast(substr(limits.period, 1, 4) as integer) - cast(substr(judged.birth_period, 1, 4) as integer)) * 12
      + cast(substr(limits.period, 5, 2) as integer) - cast(substr(judged.birth_period, 5, 2) as integer),
      12
    )
    as decimal(38, 6)
  ) as observed,
  cast(limits.age as decimal(38, 6)) as threshold,
  cast(judged.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  judged.missing as missing,
  judged.name as name,
  judged.birth_date as birth_date,
  judged.seen_on as seen_on,
  judged.checked_on as checked_on,
  judged.method as method,
  judged.result as result,
  cast(judged.payments as integer) as payments
from judged
cross join limits
order by judged.agency nulls last, judged.line nulls last, judged.person_no nulls last

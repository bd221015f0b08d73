with limits as (
  select
    run.period,
    run.last_day,
    add_months(run.last_day, -parameter.months) as cutoff,
    period_add(run.period, -parameter.months) as cutoff_period,
    parameter.months
  from facts.run as run
  cross join facts.parameter as parameter
),
recently_passed as (
  select qualification_check.agency, qualification_check.line, qualification_check.person_no
  from facts.qualification_check as qualification_check
  cross join limits
  where qualification_check.result = 'passed' and qualification_check.checked_on >= limits.cutoff
),
-- Monthly benefits of who has no recent pass: the few that the rest is about.
open_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.amount,
    payment.period,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  left join recently_passed
    on recently_passed.agency = payment.agency
    and recently_passed.line = payment.line
    and recently_passed.person_no = payment.person_no
  where recently_passed.person_no is null
    and payment.line in ('110', '120', '170', '410')
    and payment.amount > 0
    and (
      payment.item in (
        'basic_pension', 'transitional_pension', 'personal_account_pension', 'retirement_allowance', 'injury_allowance'
      )
      or (payment.item = 'survivor_benefit' and payment.line = '410')
    )
),
return_of_payment as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes
  from facts.bank_return as bank_return
  where bank_return.payment_no in (select open_payment.payment_no from open_payment)
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
paid as (
  select payment.agency, payment.line, payment.person_no, payment.item, payment.amount
  from open_payment as payment
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
paid_person as (
  select
    paid.agency,
    paid.line,
    paid.person_no,
    sum(paid.amount) as amount,
    string_agg(distinct paid.item, ',' order by paid.item nulls last) as items
  from paid
  group by paid.agency, paid.line, paid.person_no
),
check_of_person as (
  select
    history.agency,
    history.line,
    history.person_no,
    history.period,
    history.checked_on,
    history.method,
    history.result
  from facts.qualification_check_history as history
  where history.person_no in (select paid_person.person_no from paid_person)
),
latest_check as (
  select distinct on (seen.agency, seen.line, seen.person_no)
    seen.agency,
    seen.line,
    seen.person_no,
    seen.checked_on,
    seen.method,
    seen.result
  from check_of_person as seen
  order by
    seen.agency nulls last,
    seen.line nulls last,
    seen.person_no nulls last,
    seen.period desc nulls last
),
-- What the table no longer shows after a failed or pending check.
passed_before as (
  select seen.agency, seen.line, seen.person_no, max(seen.checked_on) as checked_on
  from check_of_person as seen
  where seen.result = 'passed'
  group by seen.agency, seen.line, seen.person_no
),
recently_approved as (
  select distinct approval.agency, approval.line, approval.person_no
  from facts.benefit_approval_history as approval
  cross join limits
  where approval.approved_on >= limits.cutoff
    and approval.person_no in (select paid_person.person_no from paid_person)
),
-- Agencies and lines whose packages reach back far enough to show every pass that could still hold.
long_known as (
  select distinct history.agency, history.line
  from facts.qualification_check_history as history
  join limits on history.period <= limits.cutoff_period
),
known as (
  select
    paid_person.agency,
    paid_person.line,
    paid_person.person_no,
    paid_person.amount,
    paid_person.items,
    latest_check.checked_on,
    latest_check.method,
    latest_check.result,
    case
      when latest_check.result = 'passed' then latest_check.checked_on
      else passed_before.checked_on
    end as last_passed_on,
    recently_approved.person_no is not null as is_new,
    long_known.agency is not null as is_long_known
  from paid_person
  left join latest_check
    on latest_check.agency = paid_person.agency
    and latest_check.line = paid_person.line
    and latest_check.person_no = paid_person.person_no
  left join passed_before
    on passed_before.agency = paid_person.agency
    and passed_before.line = paid_person.line
    and passed_before.person_no = paid_person.person_no
  left join recently_approved
    on recently_approved.agency = paid_person.agency
    and recently_approved.line = paid_person.line
    and recently_approved.person_no = paid_person.person_no
  left join long_known
    on long_known.agency = paid_person.agency
    and long_known.line = paid_person.line
),
judged as (
  select
    known.agency,
    known.line,
    known.person_no,
    known.amount,
    known.items,
    known.checked_on,
    known.method,
    known.result,
    known.last_passed_on,
    period_of(known.last_passed_on) as passed_period,
    case
      when known.last_passed_on is not null then null
      when known.result = 'passed' then 'checked_on'
      when known.is_long_known then null
      when known.result is null then 'qualification_check'
      else 'checked_on'
    end as missing
  from known
  cross join limits
  where known.last_passed_on < limits.cutoff
    or (known.last_passed_on is null and (known.result = 'passed' or not known.is_new))
)
select
  case when judged.missing is null then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.person_no as hit_key,
  cast(null as text) as related_key,
  limits.period as first_period,
  cast(
    (cast(substr(limits.period, 1, 4) as integer) - cast(substr(judged.passed_period, 1, 4) as integer)) * 12
    + cast(substr(limits.period, 5, 2) as integer) - cast(substr(judged.passed_period, 5, 2) as integer)
    as decimal(38, 6)
  ) as observed,
  cast(limits.months as decimal(38, 6)) as threshold,
  cast(judged.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  judged.missing as missing,
  person.name as name,
  case
    when judged.missing is not null then null
    when judged.last_passed_on is not null then '逾期未认证'
    else '没有认证通过的记录'
  end as finding,
  judged.last_passed_on as last_passed_on,
  judged.checked_on as checked_on,
  judged.method as method,
  judged.result as result,
  judged.items as items
from judged
cross join limits
left join facts.person as person
  on person.agency = judged.agency
  and person.line = judged.line
  and person.person_no = judged.person_no
order by judged.agency nulls last, judged.line nulls last, judged.person_no nulls last

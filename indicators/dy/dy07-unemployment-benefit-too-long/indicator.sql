with unemployment_payment as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.period,
    payment.benefit_period,
    payment.channel,
    payment.paid_at
  from facts.benefit_payment_history as payment
  where payment.line = '210' and payment.item = 'unemployment_benefit' and payment.amount > 0
),
-- A payment with several returns is one paid payment.
returned as (
  select
    bank_return.agency,
    bank_return.line,
    bank_return.payment_no,
    count(*) filter (where bank_return.result = 'success') as successes,
    count(*) filter (where bank_return.result = 'success' and bank_return.period = run.period) as successes_of_month
  from facts.bank_return_history as bank_return
  cross join facts.run as run
  where bank_return.payment_no in (select unemployment_payment.payment_no from unemployment_payment)
  group by bank_return.agency, bank_return.line, bank_return.payment_no
),
paid as (
  select
    payment.agency,
    payment.line,
    payment.person_no,
    payment.benefit_period,
    case
      when returned.payment_no is null then payment.period = run.period
      else returned.successes_of_month > 0
    end as is_of_month
  from unemployment_payment as payment
  cross join facts.run as run
  left join returned
    on returned.agency = payment.agency
    and returned.line = payment.line
    and returned.payment_no = payment.payment_no
  where returned.successes > 0
    or (returned.payment_no is null and payment.channel = 'cash' and payment.paid_at is not null)
),
-- Whom M is about: paid in M, or approved in M.
judged_person as (
  select paid.agency, paid.line, paid.person_no
  from paid
  where paid.is_of_month
  union
  select approval.agency, approval.line, approval.person_no
  from facts.benefit_approval as approval
  where approval.line = '210' and approval.item = 'unemployment_benefit'
),
months_of_person as (
  select
    judged_person.agency,
    judged_person.line,
    judged_person.person_no,
    count(distinct paid.benefit_period) as months_paid,
    max(paid.benefit_period) as latest_benefit_period
  from judged_person
  left join paid
    on paid.agency = judged_person.agency
    and paid.line = judged_person.line
    and paid.person_no = judged_person.person_no
  group by judged_person.agency, judged_person.line, judged_person.person_no
),
-- The latest approval is the one in force: a correction replaces what it corrects.
approval_in_force as (
  select distinct on (approval.agency, approval.line, approval.person_no)
    approval.agency,
    approval.line,
    approval.person_no,
    approval.approval_no,
    approval.months_entitled,
    approval.paid_months_total
  from judged_person
  join facts.benefit_approval_history as approval
    on approval.agency = judged_person.agency
    and approval.line = judged_person.line
    and approval.person_no = judged_person.person_no
  where approval.item = 'unemployment_benefit'
  order by
    approval.agency nulls last,
    approval.line nulls last,
    approval.person_no nulls last,
    approval.start_period desc nulls last,
    approval.approved_on desc nulls last,
    approval.approval_no desc nulls last
),
step as (
  select step.paid_from, step.paid_to, step.months
  from facts.statutory_unemployment_months as step
  join facts.run as run
    on step.valid_from <= run.last_day
    and (step.valid_to is null or step.valid_to >= run.last_day)
),
lowest_step as (
  select min(step.paid_from) as paid_from
  from step
),
-- Who paid less than the lowest step is entitled to no month.
judged as (
  select
    months_of_person.agency,
    months_of_person.line,
    months_of_person.person_no,
    months_of_person.months_paid,
    months_of_person.latest_benefit_period,
    approval.approval_no,
    approval.months_entitled,
    approval.paid_months_total,
    case when approval.paid_months_total < lowest_step.paid_from then 0 else step.months end as months_allowed,
    months_of_person.months_paid > parameter.most_months as is_paid_too_long,
    coalesce(
      approval.months_entitled > parameter.most_months
        or approval.months_entitled
          > case when approval.paid_months_total < lowest_step.paid_from then 0 else step.months end,
      false
    ) as is_approved_too_long,
    parameter.most_months
  from months_of_person
  cross join facts.parameter as parameter
  cross join lowest_step
  left join approval_in_force as approval
    on approval.agency = months_of_person.agency
    and approval.line = months_of_person.line
    and approval.person_no = months_of_person.person_no
  left join step
    on step.paid_from <= approval.paid_months_total
    and (step.paid_to is null or step.paid_to >= approval.paid_months_total)
),
named as (
  select distinct on (judged.agency, judged.line, judged.person_no)
    judged.agency,
    judged.line,
    judged.person_no,
    judged.months_paid,
    judged.latest_benefit_period,
    judged.approval_no,
    judged.months_entitled,
    judged.paid_months_total,
    judged.months_allowed,
    judged.is_paid_too_long,
    judged.is_approved_too_long,
    judged.most_months,
    history.name
  from judged
  left join facts.person_history as history
    on history.agency = judged.agency
    and history.line = judged.line
    and history.person_no = judged.person_no
  where judged.is_paid_too_long
    or judged.is_approved_too_long
    or (judged.approval_no is not null
      and (judged.months_entitled is null or judged.paid_months_total is null or judged.months_allowed is null))
  order by
    judged.agency nulls last,
    judged.line nulls last,
    judged.person_no nulls last,
    history.period desc nulls last
),
answer as (
  select
    'hit' as verdict,
    named.agency,
    named.line,
    named.person_no as subject,
    named.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    case when named.is_paid_too_long then named.months_paid else named.months_entitled end as observed,
    case
      when named.is_paid_too_long then named.most_months
      else coalesce(named.months_allowed, named.most_months)
    end as threshold,
    cast(null as decimal(38, 2)) as amount,
    cast(null as text) as missing,
    named.name,
    named.approval_no,
    named.paid_months_total,
    named.months_entitled,
    named.months_allowed,
    named.months_paid,
    named.latest_benefit_period
  from named
  cross join facts.run as run
  where named.is_paid_too_long or named.is_approved_too_long
  union all
  select
    'cannot_decide' as verdict,
    named.agency,
    named.line,
    named.person_no as subject,
    named.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as bigint) as observed,
    cast(null as integer) as threshold,
    cast(null as decimal(38, 2)) as amount,
    case when named.months_entitled is null then 'months_entitled' else 'paid_months_total' end as missing,
    named.name,
    named.approval_no,
    named.paid_months_total,
    named.months_entitled,
    named.months_allowed,
    named.months_paid,
    named.latest_benefit_period
  from named
  cross join facts.run as run
  cross join lowest_step
  where not named.is_paid_too_long
    and not named.is_approved_too_long
    and (named.months_entitled is null or (named.paid_months_total is null and lowest_step.paid_from is not null))
  union all
  -- A missing statutory table is one answer for the agency and line, not one for each person.
  select
    'cannot_decide' as verdict,
    named.agency,
    named.line,
    named.agency as subject,
    'total' as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as bigint) as observed,
    cast(null as integer) as threshold,
    cast(null as decimal(38, 2)) as amount,
    'statutory_unemployment_months' as missing,
    cast(null as text) as name,
    cast(null as text) as approval_no,
    cast(null as integer) as paid_months_total,
    cast(null as integer) as months_entitled,
    cast(null as integer) as months_allowed,
    cast(null as bigint) as months_paid,
    cast(null as text) as latest_benefit_period
  from named
  cross join facts.run as run
  cross join lowest_step
  where not named.is_paid_too_long
    and not named.is_approved_too_long
    and named.months_entitled is not null
    and named.months_allowed is null
    and (lowest_step.paid_from is null or named.paid_months_total is not null)
  group by named.agency, named.line, run.period
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  answer.related_key as related_key,
  answer.first_period as first_period,
  cast(answer.observed as decimal(38, 6)) as observed,
  cast(answer.threshold as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as name,
  answer.approval_no as approval_no,
  cast(answer.paid_months_total as integer) as paid_months_total,
  cast(answer.months_entitled as integer) as months_entitled,
  cast(answer.months_allowed as integer) as months_allowed,
  cast(answer.months_paid as integer) as months_paid,
  answer.latest_benefit_period as latest_benefit_period
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.hit_key nulls last

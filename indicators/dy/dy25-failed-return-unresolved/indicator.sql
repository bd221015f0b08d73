with limits as (
  select run.period, run.first_day, run.last_day, parameter.days
  from facts.run as run
  cross join facts.parameter as parameter
),
-- Failures and re-issues are few; what else the bank said of their payments is looked up by number.
noteworthy as (
  select
    noted.agency,
    noted.line,
    noted.return_no,
    noted.payment_no,
    noted.period,
    noted.result,
    noted.settled_at,
    noted.fail_reason,
    noted.reissue_of
  from facts.bank_return_history as noted
  where noted.result = 'failure' or noted.reissue_of is not null
),
-- The days run out in M, or the failure came with M's package when they had run out already.
due_failure as (
  select
    failed.agency,
    failed.line,
    failed.return_no,
    failed.payment_no,
    failed.period,
    failed.settled_at,
    failed.fail_reason,
    failed.reissue_of,
    failed.failed_on
  from (
    select
      noteworthy.agency,
      noteworthy.line,
      noteworthy.return_no,
      noteworthy.payment_no,
      noteworthy.period,
      noteworthy.settled_at,
      noteworthy.fail_reason,
      noteworthy.reissue_of,
      coalesce(cast(noteworthy.settled_at as date), add_months(period_start(noteworthy.period), 1) - 1) as failed_on
    from noteworthy
    where noteworthy.result = 'failure'
  ) as failed
  cross join limits
  where failed.failed_on + limits.days < limits.last_day
    and (failed.failed_on + limits.days >= limits.first_day - 1 or failed.period = limits.period)
),
reissue as (
  select noteworthy.agency, noteworthy.line, noteworthy.return_no, noteworthy.payment_no, noteworthy.reissue_of
  from noteworthy
  where noteworthy.reissue_of is not null
),
original as (
  select first_return.agency, first_return.line, first_return.return_no, first_return.payment_no
  from facts.bank_return_history as first_return
  where first_return.return_no in (select reissue.reissue_of from reissue)
),
related_return as (
  select
    related.agency,
    related.line,
    related.return_no,
    related.payment_no,
    related.period,
    related.result,
    related.settled_at,
    related.reissue_of
  from facts.bank_return_history as related
  where related.payment_no in (
    select due_failure.payment_no
    from due_failure
    union
    select original.payment_no
    from original
    union
    select reissue.payment_no
    from reissue
  )
),
later_return as (
  select due_failure.agency, due_failure.line, due_failure.return_no
  from due_failure
  join related_return as other
    on other.agency = due_failure.agency
    and other.line = due_failure.line
    and other.payment_no = due_failure.payment_no
  where other.return_no <> due_failure.return_no
    and (
      other.result = 'success'
      or other.period > due_failure.period
      or (other.period = due_failure.period and other.settled_at > due_failure.settled_at)
      or (
        other.period = due_failure.period
        and other.return_no > due_failure.return_no
        and (other.settled_at = due_failure.settled_at or other.settled_at is null or due_failure.settled_at is null)
      )
    )
  union
  select reissue.agency, reissue.line, reissue.reissue_of as return_no
  from reissue
),
open_failure as (
  select
    due_failure.agency,
    due_failure.line,
    due_failure.return_no,
    due_failure.payment_no,
    due_failure.fail_reason,
    due_failure.reissue_of,
    due_failure.failed_on
  from due_failure
  left join later_return
    on later_return.agency = due_failure.agency
    and later_return.line = due_failure.line
    and later_return.return_no = due_failure.return_no
  where later_return.return_no is null
),
-- Re-issues and the returns that they repeat: one family for each original.
family_success as (
  select
    reissue.agency,
    reissue.line,
    reissue.reissue_of as family,
    member.return_no,
    member.payment_no,
    member.period,
    member.settled_at,
    member.reissue_of
  from reissue
  join original
    on original.agency = reissue.agency
    and original.line = reissue.line
    and original.return_no = reissue.reissue_of
  join related_return as member
    on member.agency = original.agency
    and member.line = original.line
    and member.payment_no = original.payment_no
  where member.result = 'success'
  union
  select
    member.agency,
    member.line,
    member.reissue_of as family,
    member.return_no,
    member.payment_no,
    member.period,
    member.settled_at,
    member.reissue_of
  from related_return as member
  where member.result = 'success' and member.reissue_of is not null
),
ranked_success as (
  select
    success.agency,
    success.line,
    success.family,
    success.return_no,
    success.payment_no,
    success.period,
    success.settled_at,
    success.reissue_of,
    count(*) over (partition by success.agency, success.line, success.family) as successes,
    row_number() over (
      partition by success.agency, success.line, success.family
      order by success.period nulls last, success.settled_at nulls last, success.return_no nulls last
    ) as place
  from family_success as success
),
second_success as (
  select distinct on (ranked.agency, ranked.line, ranked.return_no)
    ranked.agency,
    ranked.line,
    ranked.return_no,
    ranked.payment_no,
    ranked.settled_at,
    ranked.reissue_of,
    ranked.successes
  from ranked_success as ranked
  join limits on limits.period = ranked.period
  where ranked.place > 1
  order by
    ranked.agency nulls last,
    ranked.line nulls last,
    ranked.return_no nulls last,
    ranked.successes desc nulls last
),
found as (
  select
    open_failure.agency,
    open_failure.line,
    open_failure.return_no,
    open_failure.payment_no,
    true as is_failure,
    '失败未重发' as finding,
    open_failure.failed_on as returned_on,
    open_failure.fail_reason,
    open_failure.reissue_of,
    limits.last_day - open_failure.failed_on as observed,
    limits.days as threshold
  from open_failure
  cross join limits
  union all
  select
    second_success.agency,
    second_success.line,
    second_success.return_no,
    second_success.payment_no,
    false as is_failure,
    '重发后两笔均成功' as finding,
    cast(second_success.settled_at as date) as returned_on,
    cast(null as text) as fail_reason,
    second_success.reissue_of,
    second_success.successes as observed,
    2 as threshold
  from second_success
),
payment_of_found as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.amount,
    payment.period
  from facts.benefit_payment_history as payment
  where payment.payment_no in (select found.payment_no from found)
),
payment_of_payee as (
  select
    payment.agency,
    payment.line,
    payment.payment_no,
    payment.person_no,
    payment.item,
    payment.benefit_period,
    payment.period
  from facts.benefit_payment_history as payment
  where payment.amount > 0
    and payment.person_no in (select payment_of_found.person_no from payment_of_found)
),
-- A new payment for the same person, item and month does what a re-issue would, unless it is an open failure itself.
paid_anew as (
  select distinct failed_payment.agency, failed_payment.line, failed_payment.payment_no
  from payment_of_found as failed_payment
  join payment_of_payee as anew
    on anew.agency = failed_payment.agency
    and anew.line = failed_payment.line
    and anew.person_no = failed_payment.person_no
    and anew.item = failed_payment.item
    and anew.benefit_period = failed_payment.benefit_period
  left join open_failure
    on open_failure.agency = anew.agency
    and open_failure.line = anew.line
    and open_failure.payment_no = anew.payment_no
  where anew.payment_no <> failed_payment.payment_no
    and anew.period >= failed_payment.period
    and open_failure.payment_no is null
)
select
  'hit' as verdict,
  found.agency as agency,
  found.line as line,
  found.agency as subject,
  found.return_no as hit_key,
  cast(null as text) as related_key,
  limits.period as first_period,
  cast(found.observed as decimal(38, 6)) as observed,
  cast(found.threshold as decimal(38, 6)) as threshold,
  cast(payment.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  found.finding as finding,
  payment.person_no as person_no,
  payment.item as item,
  payment.benefit_period as benefit_period,
  found.payment_no as payment_no,
  found.returned_on as returned_on,
  found.fail_reason as fail_reason,
  found.reissue_of as reissue_of
from found
cross join limits
left join payment_of_found as payment
  on payment.agency = found.agency
  and payment.line = found.line
  and payment.payment_no = found.payment_no
left join paid_anew
  on paid_anew.agency = found.agency
  and paid_anew.line = found.line
  and paid_anew.payment_no = found.payment_no
where (payment.amount > 0 or payment.amount is null)
  and (not found.is_failure or paid_anew.payment_no is null)
order by found.agency nulls last, found.line nulls last, found.return_no nulls last

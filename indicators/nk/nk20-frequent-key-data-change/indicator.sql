with key_change as (
  select
    history.agency,
    history.line,
    history.period,
    history.person_no,
    history.change_no,
    history.field,
    history.new_hash,
    history.changed_at,
    history.log_no,
    -- What is changed under one log number is one change.
    coalesce('L' || history.log_no, 'C' || history.change_no) as occasion
  from facts.person_change_history as history
  where history.field in ('name', 'id_number', 'bank_account')
),
change_of_month as (
  select distinct key_change.agency, key_change.line, key_change.person_no, key_change.changed_at
  from key_change
  join facts.run as run on run.period = key_change.period
),
-- Each change of M as the end of a stretch of m months.
stretch as (
  select
    ending.agency,
    ending.line,
    ending.person_no,
    ending.changed_at as last_changed_at,
    min(earlier.changed_at) as first_changed_at,
    count(distinct earlier.occasion) as changes,
    string_agg(distinct earlier.field, ',' order by earlier.field nulls last) as fields,
    string_agg(distinct earlier.log_no, ',' order by earlier.log_no nulls last) as log_nos
  from change_of_month as ending
  cross join facts.parameter as parameter
  join key_change as earlier
    on earlier.agency = ending.agency
    and earlier.line = ending.line
    and earlier.person_no = ending.person_no
    and earlier.changed_at <= ending.changed_at
    and add_months(cast(earlier.changed_at as date), parameter.months) >= cast(ending.changed_at as date)
  group by ending.agency, ending.line, ending.person_no, ending.changed_at
),
frequent as (
  select distinct on (stretch.agency, stretch.line, stretch.person_no)
    stretch.agency,
    stretch.line,
    stretch.person_no,
    stretch.changes,
    stretch.fields,
    stretch.first_changed_at,
    stretch.last_changed_at,
    stretch.log_nos
  from stretch
  cross join facts.parameter as parameter
  where stretch.changes >= parameter.changes
  order by
    stretch.agency nulls last,
    stretch.line nulls last,
    stretch.person_no nulls last,
    stretch.changes desc nulls last,
    stretch.last_changed_at desc nulls last
),
account_change as (
  select
    key_change.agency,
    key_change.line,
    key_change.person_no,
    key_change.changed_at,
    key_change.log_no
  from key_change
  where key_change.field = 'bank_account'
),
changed_person as (
  select distinct account_change.agency, account_change.line, account_change.person_no
  from account_change
),
-- From the few persons with a new account to their payments, and from the large ones to their returns.
large_payment as (
  select
    payment.agency,
    payment.line,
    payment.period,
    payment.person_no,
    payment.payment_no,
    payment.amount,
    payment.channel,
    payment.paid_at
  from changed_person
  join facts.benefit_payment_history as payment
    on payment.agency = changed_person.agency
    and payment.line = changed_person.line
    and payment.person_no = changed_person.person_no
  cross join facts.parameter as parameter
  where payment.amount >= parameter.large_amount and payment.amount > 0
),
return_of_payment as (
  select
    large_payment.agency,
    large_payment.line,
    large_payment.payment_no,
    bool_or(bank_return.result = 'success') as is_paid,
    min(case when bank_return.result = 'success' then bank_return.settled_at end) as settled_at
  from large_payment
  join facts.bank_return as bank_return
    on bank_return.agency = large_payment.agency
    and bank_return.line = large_payment.line
    and bank_return.payment_no = large_payment.payment_no
  group by large_payment.agency, large_payment.line, large_payment.payment_no
),
paid as (
  select
    large_payment.agency,
    large_payment.line,
    large_payment.person_no,
    large_payment.payment_no,
    large_payment.amount,
    coalesce(large_payment.paid_at, return_of_payment.settled_at) as paid_at
  from large_payment
  cross join facts.run as run
  left join return_of_payment
    on return_of_payment.agency = large_payment.agency
    and return_of_payment.line = large_payment.line
    and return_of_payment.payment_no = large_payment.payment_no
  where return_of_payment.is_paid
    or (
      return_of_payment.payment_no is null
      and large_payment.channel = 'cash'
      and large_payment.paid_at is not null
      and large_payment.period = run.period
    )
),
after_change as (
  select
    paid.agency,
    paid.line,
    paid.person_no,
    paid.payment_no,
    paid.amount,
    paid.paid_at,
    account_change.changed_at,
    account_change.log_no,
    cast(paid.paid_at as date) - cast(account_change.changed_at as date) as days
  from paid
  join account_change
    on account_change.agency = paid.agency
    and account_change.line = paid.line
    and account_change.person_no = paid.person_no
  cross join facts.parameter as parameter
  where paid.paid_at is null
    or (
      paid.paid_at >= account_change.changed_at
      and cast(paid.paid_at as date) <= cast(account_change.changed_at as date) + parameter.days
    )
),
-- A payment after two changes follows the later one.
following as (
  select distinct on (after_change.agency, after_change.line, after_change.person_no, after_change.payment_no)
    after_change.agency,
    after_change.line,
    after_change.person_no,
    after_change.payment_no,
    after_change.amount,
    after_change.paid_at,
    after_change.changed_at,
    after_change.log_no,
    after_change.days
  from after_change
  order by
    after_change.agency nulls last,
    after_change.line nulls last,
    after_change.person_no nulls last,
    after_change.payment_no nulls last,
    after_change.changed_at desc nulls last,
    after_change.log_no nulls last
),
first_following as (
  select distinct on (following.agency, following.line, following.person_no)
    following.agency,
    following.line,
    following.person_no,
    following.payment_no,
    following.paid_at,
    following.changed_at,
    following.log_no,
    following.days,
    sum(case when following.paid_at is not null then following.amount end) over (
      partition by following.agency, following.line, following.person_no
    ) as amount
  from following
  order by
    following.agency nulls last,
    following.line nulls last,
    following.person_no nulls last,
    following.paid_at nulls last,
    following.payment_no nulls last
),
answer as (
  select
    coalesce(frequent.agency, payment.agency) as agency,
    coalesce(frequent.line, payment.line) as line,
    coalesce(frequent.person_no, payment.person_no) as person_no,
    case when frequent.person_no is null and payment.paid_at is null then 'cannot_decide' else 'hit' end as verdict,
    case
      when frequent.person_no is not null and payment.paid_at is not null then '关键信息频繁变更，账号变更后有大额支付'
      when frequent.person_no is not null then '关键信息频繁变更'
      when payment.paid_at is not null then '银行账号变更后有大额支付'
    end as finding,
    case
      when frequent.person_no is not null then frequent.changes
      else payment.days
    end as observed,
    case when frequent.person_no is not null then parameter.changes else parameter.days end as threshold,
    payment.amount,
    coalesce(frequent.changes, 1) as changes,
    coalesce(frequent.fields, 'bank_account') as fields,
    coalesce(frequent.first_changed_at, payment.changed_at) as first_changed_at,
    coalesce(frequent.last_changed_at, payment.changed_at) as last_changed_at,
    case when frequent.person_no is not null then frequent.log_nos else payment.log_no end as log_nos,
    payment.payment_no,
    payment.paid_at
  from frequent
  full join first_following as payment
    on payment.agency = frequent.agency
    and payment.line = frequent.line
    and payment.person_no = frequent.person_no
  cross join facts.parameter as parameter
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.person_no as subject,
  answer.person_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.observed as decimal(38, 6)) as observed,
  cast(answer.threshold as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when answer.verdict = 'cannot_decide' then 'paid_at' end as missing,
  answer.finding as finding,
  answer.changes as changes,
  answer.fields as fields,
  answer.first_changed_at as first_changed_at,
  answer.last_changed_at as last_changed_at,
  answer.log_nos as log_nos,
  answer.payment_no as payment_no,
  answer.paid_at as paid_at
from answer
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.person_no nulls last, hit_key nulls last

with limits as (
  select
    run.period,
    run.last_day,
    parameter.days,
    -- The last month that ended at least so many days before the end of M.
    period_add(period_of(run.last_day - parameter.days + 1), -1) as settled_period,
    period_add(run.period, -11) as first_seen_period
  from facts.run as run
  cross join facts.parameter as parameter
),
recovered as (
  select
    recovery.agency,
    recovery.line,
    recovery.recovery_no,
    recovery.person_no,
    recovery.confirmed_on,
    cast(recovery.confirmed_amount as decimal(38, 2)) as confirmed_amount,
    cast(recovery.recovered_amount as decimal(38, 2)) as recovered_amount,
    recovery.voucher_no
  from facts.recovery as recovery
  where recovery.recovered_amount > 0
),
-- What the latest package of the settled months says, and what had been recovered under another voucher.
before as (
  select distinct on (history.agency, history.line, history.recovery_no)
    history.agency,
    history.line,
    history.recovery_no,
    cast(history.recovered_amount as decimal(38, 2)) as recovered_amount
  from facts.recovery_history as history
  join limits on history.period <= limits.settled_period
  order by
    history.agency nulls last,
    history.line nulls last,
    history.recovery_no nulls last,
    history.period desc nulls last
),
other_voucher as (
  select
    recovered.agency,
    recovered.line,
    recovered.recovery_no,
    cast(max(history.recovered_amount) as decimal(38, 2)) as recovered_amount
  from recovered
  join facts.recovery_history as history
    on history.agency = recovered.agency
    and history.line = recovered.line
    and history.recovery_no = recovered.recovery_no
    and history.voucher_no is not null
    and history.voucher_no is distinct from recovered.voucher_no
  group by recovered.agency, recovered.line, recovered.recovery_no
),
settled_place as (
  select distinct submission.agency, submission.line
  from facts.submission as submission
  join limits on submission.period <= limits.settled_period
  where submission.dataset = 'business' and submission.state = 'accepted'
),
named_voucher as (
  select
    recovered.agency,
    recovered.line,
    recovered.voucher_no,
    period_of(min(recovered.confirmed_on)) as first_period
  from recovered
  where recovered.voucher_no is not null
  group by recovered.agency, recovered.line, recovered.voucher_no
),
voucher as (
  select
    named_voucher.agency,
    named_voucher.line,
    named_voucher.voucher_no,
    coalesce(
      sum(case when substr(entry.subject, 1, 4) in ('5001', '4501') then entry.credit - entry.debit end),
      0
    ) as booked
  from named_voucher
  join facts.voucher_entry_history as entry
    on entry.agency = named_voucher.agency
    and entry.line = named_voucher.line
    and entry.voucher_no = named_voucher.voucher_no
    and entry.period >= named_voucher.first_period
  group by named_voucher.agency, named_voucher.line, named_voucher.voucher_no
),
-- Where every package since the confirmation is here, a voucher that none of them holds does not exist.
finance_month as (
  select distinct history.agency, history.line, history.period
  from facts.voucher_entry_history as history
),
months_here as (
  select recovered.agency, recovered.line, recovered.recovery_no, count(*) as months
  from recovered
  join finance_month
    on finance_month.agency = recovered.agency
    and finance_month.line = recovered.line
    and finance_month.period >= period_of(recovered.confirmed_on)
  group by recovered.agency, recovered.line, recovered.recovery_no
),
due as (
  select
    recovered.agency,
    recovered.line,
    recovered.recovery_no,
    recovered.person_no,
    recovered.confirmed_on,
    recovered.confirmed_amount,
    recovered.recovered_amount,
    recovered.voucher_no,
    limits.period,
    before.recovered_amount as recovered_before,
    case when voucher.booked > 0 then voucher.booked else 0 end as booked,
    -- What was recovered after the settled months has time; without them all of it may be older.
    case
      when before.recovered_amount < recovered.recovered_amount then before.recovered_amount
      else recovered.recovered_amount
    end - coalesce(other_voucher.recovered_amount, 0) as amount,
    before.recovery_no is null as is_undated
  from recovered
  cross join limits
  left join before
    on before.agency = recovered.agency
    and before.line = recovered.line
    and before.recovery_no = recovered.recovery_no
  left join other_voucher
    on other_voucher.agency = recovered.agency
    and other_voucher.line = recovered.line
    and other_voucher.recovery_no = recovered.recovery_no
  left join settled_place
    on settled_place.agency = recovered.agency
    and settled_place.line = recovered.line
  left join voucher
    on voucher.agency = recovered.agency
    and voucher.line = recovered.line
    and voucher.voucher_no = recovered.voucher_no
  left join months_here
    on months_here.agency = recovered.agency
    and months_here.line = recovered.line
    and months_here.recovery_no = recovered.recovery_no
  where (
      recovered.voucher_no is null
      or voucher.voucher_no is not null
      or period_add(period_of(recovered.confirmed_on), cast(months_here.months - 1 as integer)) = limits.period
    )
    and (coalesce(voucher.booked, 0) <= 0 or period_of(recovered.confirmed_on) >= limits.first_seen_period)
    and (
      before.recovery_no is not null
      or (settled_place.agency is null and recovered.confirmed_on < limits.last_day - limits.days)
    )
),
-- Recoveries on one voucher are met by its credit in the order of their numbers.
added_up as (
  select
    due.agency,
    due.line,
    due.recovery_no,
    due.person_no,
    due.confirmed_on,
    due.confirmed_amount,
    due.recovered_amount,
    due.voucher_no,
    due.period,
    due.recovered_before,
    due.booked,
    due.amount,
    due.is_undated,
    case
      when due.voucher_no is null then due.amount
      else sum(case when due.amount > 0 then due.amount else 0 end) over (
        partition by due.agency, due.line, due.voucher_no
        order by due.recovery_no nulls last
        rows between unbounded preceding and current row
      )
    end - due.booked as short
  from due
),
judged as (
  select
    added_up.agency,
    added_up.line,
    added_up.recovery_no,
    added_up.person_no,
    added_up.confirmed_on,
    added_up.confirmed_amount,
    added_up.recovered_amount,
    added_up.voucher_no,
    added_up.period,
    added_up.recovered_before,
    added_up.booked,
    added_up.is_undated,
    case when added_up.short < added_up.amount then added_up.short else added_up.amount end as unbooked
  from added_up
  where added_up.amount > 0 and added_up.short > 0
)
select
  case when judged.is_undated then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.recovery_no as hit_key,
  cast(null as text) as related_key,
  judged.period as first_period,
  cast(case when not judged.is_undated then judged.unbooked end as decimal(38, 6)) as observed,
  cast(case when not judged.is_undated then 0 end as decimal(38, 6)) as threshold,
  cast(judged.unbooked as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.is_undated then 'recovery' end as missing,
  judged.person_no as person_no,
  judged.confirmed_on as confirmed_on,
  judged.confirmed_amount as confirmed_amount,
  judged.recovered_amount as recovered_amount,
  judged.recovered_before as recovered_before,
  judged.voucher_no as voucher_no,
  cast(judged.booked as decimal(38, 2)) as booked
from judged
order by judged.agency nulls last, judged.line nulls last, judged.recovery_no nulls last

with alert as (
  select
    alert.agency,
    alert.alert_number,
    alert.indicator,
    alert.line as alert_line,
    alert.state,
    alert.received_on,
    alert.due_on,
    alert.answered_at,
    coalesce(alert.returns, 0) as returns,
    alert.returned_at,
    alert.return_due_on,
    alert.answered_again_at,
    cast(alert.answered_at as date) as answered_on,
    cast(alert.answered_again_at as date) as answered_again_on,
    cast(alert.returned_at as date) as returned_on,
    run.period,
    run.first_day,
    run.last_day,
    parameter.late_days,
    parameter.returns as returns_allowed
  from facts.supervision_alert as alert
  cross join facts.run as run
  cross join facts.parameter as parameter
),
-- Late days of each clock; null where the matter was not M's, or the clock was kept.
late as (
  select
    alert.agency,
    alert.alert_number,
    case
      when alert.answered_on between alert.first_day and alert.last_day
        and alert.answered_on > alert.due_on + alert.late_days
        then alert.answered_on - alert.due_on
    end as answered_late,
    case
      when alert.state = 'received' and alert.last_day > alert.due_on + alert.late_days then alert.last_day - alert.due_on
    end as not_answered,
    case
      when alert.answered_again_on between alert.first_day and alert.last_day
        and alert.answered_again_on > alert.return_due_on + alert.late_days
        then alert.answered_again_on - alert.return_due_on
      when alert.state = 'returned' and alert.last_day > alert.return_due_on + alert.late_days
        then alert.last_day - alert.return_due_on
    end as returned_late,
    case
      when alert.returns >= alert.returns_allowed
        and (alert.returned_on between alert.first_day and alert.last_day or alert.returned_on is null)
        then alert.returns
    end as often_returned,
    -- A date that waits for its calendar; before the plain month is over nothing can be late.
    case
      when alert.due_on is null
        and (
          (alert.answered_on between alert.first_day and alert.last_day and alert.answered_on > add_months(alert.received_on, 1))
          or (alert.state = 'received' and alert.last_day > add_months(alert.received_on, 1))
        )
        then 'due_on'
      when alert.return_due_on is null
        and (
          (
            alert.answered_again_on between alert.first_day and alert.last_day
            and alert.answered_again_on > alert.returned_on
          )
          or (alert.state = 'returned' and alert.last_day > alert.returned_on)
        )
        then 'return_due_on'
    end as missing
  from alert
),
judged as (
  select
    late.agency,
    late.alert_number,
    late.answered_late,
    late.not_answered,
    late.returned_late,
    late.often_returned,
    coalesce(late.not_answered, late.answered_late, late.returned_late) as days,
    case
      when late.answered_late is null
        and late.not_answered is null
        and late.returned_late is null
        and late.often_returned is null
        then late.missing
    end as missing
  from late
  where late.answered_late is not null
    or late.not_answered is not null
    or late.returned_late is not null
    or late.often_returned is not null
    or late.missing is not null
)
select
  case when judged.missing is null then 'hit' else 'cannot_decide' end as verdict,
  alert.agency as agency,
  '000' as line,
  alert.agency as subject,
  alert.alert_number as hit_key,
  cast(null as text) as related_key,
  alert.period as first_period,
  cast(coalesce(judged.days, judged.often_returned) as decimal(38, 6)) as observed,
  cast(
    case
      when judged.days is not null then alert.late_days
      when judged.often_returned is not null then alert.returns_allowed
    end as decimal(38, 6)
  ) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  judged.missing as missing,
  nullif(
    rtrim(
      case when judged.not_answered is not null then '到期未反馈 ' else '' end
      || case when judged.answered_late is not null then '反馈逾期 ' else '' end
      || case when judged.returned_late is not null then '退回后逾期 ' else '' end
      || case when judged.often_returned is not null then '多次退回' else '' end
    ),
    ''
  ) as finding,
  alert.indicator as indicator,
  alert.alert_line as alert_line,
  alert.received_on as received_on,
  alert.due_on as due_on,
  alert.answered_at as answered_at,
  alert.returns as returns,
  alert.return_due_on as return_due_on,
  alert.answered_again_at as answered_again_at
from judged
join alert
  on alert.agency = judged.agency
  and alert.alert_number = judged.alert_number
order by alert.agency nulls last, alert.alert_number nulls last, line nulls last, subject nulls last

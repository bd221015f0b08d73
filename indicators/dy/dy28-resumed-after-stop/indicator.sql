with resumed as (
  select
    change.agency,
    change.line,
    change.person_no,
    change.item,
    change.status_no,
    change.reason,
    change.changed_at,
    change.log_no
  from facts.benefit_status as change
  where change.line in ('110', '120', '170', '210', '410')
    and change.status = 'normal'
),
earlier_change as (
  select
    resumed.agency,
    resumed.line,
    resumed.status_no as resumed_no,
    history.status_no,
    history.status,
    history.reason,
    history.changed_at
  from resumed
  join facts.benefit_status_history as history
    on history.agency = resumed.agency
    and history.line = resumed.line
    and history.person_no = resumed.person_no
    and history.item = resumed.item
    and (
      history.changed_at < resumed.changed_at
      or (history.changed_at = resumed.changed_at and history.status_no < resumed.status_no)
    )
),
last_normal as (
  select distinct on (earlier.agency, earlier.line, earlier.resumed_no)
    earlier.agency,
    earlier.line,
    earlier.resumed_no,
    earlier.status_no,
    earlier.changed_at
  from earlier_change as earlier
  where earlier.status = 'normal'
  order by
    earlier.agency nulls last,
    earlier.line nulls last,
    earlier.resumed_no nulls last,
    earlier.changed_at desc nulls last,
    earlier.status_no desc nulls last
),
-- The stops that this resumption lifts: those since the benefit was last normal.
lifted_stop as (
  select
    earlier.agency,
    earlier.line,
    earlier.resumed_no,
    earlier.status_no,
    earlier.reason,
    earlier.changed_at
  from earlier_change as earlier
  left join last_normal
    on last_normal.agency = earlier.agency
    and last_normal.line = earlier.line
    and last_normal.resumed_no = earlier.resumed_no
  where earlier.status in ('suspended', 'ended')
    and (
      last_normal.status_no is null
      or earlier.changed_at > last_normal.changed_at
      or (earlier.changed_at = last_normal.changed_at and earlier.status_no > last_normal.status_no)
    )
),
grave_stop as (
  select distinct on (stop.agency, stop.line, stop.resumed_no)
    stop.agency,
    stop.line,
    stop.resumed_no,
    stop.reason,
    stop.changed_at
  from lifted_stop as stop
  where stop.reason in ('death', 'imprisonment', 'duplicate')
  order by
    stop.agency nulls last,
    stop.line nulls last,
    stop.resumed_no nulls last,
    stop.changed_at desc nulls last,
    stop.status_no desc nulls last
),
-- Without any earlier change the row's own reason tells of a stop that the look-back does not show.
questionable as (
  select
    resumed.agency,
    resumed.line,
    resumed.person_no,
    resumed.item,
    resumed.status_no,
    resumed.changed_at,
    resumed.log_no,
    case
      when grave_stop.resumed_no is not null then grave_stop.reason
      when resumed.reason <> 'restored' then resumed.reason
    end as stop_reason,
    grave_stop.changed_at as stopped_at
  from resumed
  left join grave_stop
    on grave_stop.agency = resumed.agency
    and grave_stop.line = resumed.line
    and grave_stop.resumed_no = resumed.status_no
  where grave_stop.resumed_no is not null
    or (
      resumed.reason in ('restored', 'death', 'imprisonment', 'duplicate')
      and not exists (
        select 1
        from earlier_change as earlier
        where earlier.agency = resumed.agency
          and earlier.line = resumed.line
          and earlier.resumed_no = resumed.status_no
      )
    )
),
-- Numbers first, agencies by the joins that follow: the log is read by what few changes name.
business_of_log as (
  select distinct log.agency, log.log_no, log.business_no
  from facts.operation_log_history as log
  where log.log_no in (select questionable.log_no from questionable)
),
log_of_business as (
  select log.agency, log.business_no, log.log_no, log.step, log.staff_no, log.operated_at, log.self_service
  from facts.operation_log_history as log
  where coalesce(log.business_no in (select business_of_log.business_no from business_of_log), false)
),
last_rollback as (
  select distinct on (log.agency, log.business_no)
    log.agency,
    log.business_no,
    log.operated_at,
    log.log_no
  from log_of_business as log
  where log.step = 'rollback'
  order by
    log.agency nulls last,
    log.business_no nulls last,
    log.operated_at desc nulls last,
    log.log_no desc nulls last
),
last_step as (
  select distinct on (log.agency, log.business_no, log.step)
    log.agency,
    log.business_no,
    log.step,
    log.staff_no
  from log_of_business as log
  left join last_rollback
    on last_rollback.agency = log.agency
    and last_rollback.business_no = log.business_no
  where log.step in ('first_review', 'second_review', 'approval')
    and log.self_service is distinct from true
    and (
      last_rollback.log_no is null
      or log.operated_at > last_rollback.operated_at
      or (log.operated_at = last_rollback.operated_at and log.log_no > last_rollback.log_no)
    )
  order by
    log.agency nulls last,
    log.business_no nulls last,
    log.step nulls last,
    log.operated_at desc nulls last,
    log.log_no desc nulls last
),
-- A clerk whom the package of M no longer names: the latest earlier row.
known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
reviewed as (
  select
    last_step.agency,
    last_step.business_no,
    count(distinct coalesce(known_staff.person_hash, last_step.staff_no)) as levels,
    count(*) filter (where last_step.staff_no is null) as unnamed
  from last_step
  left join known_staff
    on known_staff.agency = last_step.agency
    and known_staff.staff_no = last_step.staff_no
  group by last_step.agency, last_step.business_no
),
judged as (
  select
    questionable.agency,
    questionable.line,
    questionable.person_no,
    questionable.item,
    questionable.status_no,
    questionable.changed_at,
    questionable.log_no,
    questionable.stop_reason,
    questionable.stopped_at,
    case when business_of_log.log_no is not null then coalesce(reviewed.levels, 0) end as levels,
    case
      when questionable.log_no is null then 'log_no'
      when business_of_log.log_no is null then 'operation_log'
      when coalesce(reviewed.levels + reviewed.unnamed, 0) >= parameter.levels then 'staff_no'
      when questionable.stop_reason is null then 'reason'
    end as missing
  from questionable
  cross join facts.parameter as parameter
  left join business_of_log
    on business_of_log.agency = questionable.agency
    and business_of_log.log_no = questionable.log_no
  left join reviewed
    on reviewed.agency = business_of_log.agency
    and reviewed.business_no = business_of_log.business_no
  where reviewed.levels is null or reviewed.levels < parameter.levels
),
ranked as (
  select
    judged.agency,
    judged.line,
    judged.person_no,
    judged.status_no,
    judged.changed_at,
    judged.log_no,
    judged.stop_reason,
    judged.stopped_at,
    judged.levels,
    judged.missing,
    row_number() over (
      partition by judged.agency, judged.line, judged.person_no
      order by
        case when judged.missing is null then 0 else 1 end nulls last,
        judged.levels nulls last,
        judged.changed_at nulls last,
        judged.status_no nulls last
    ) as place
  from judged
),
items_of_person as (
  select
    judged.agency,
    judged.line,
    judged.person_no,
    string_agg(distinct judged.item, ',' order by judged.item nulls last) as items
  from judged
  group by judged.agency, judged.line, judged.person_no
)
select
  case when ranked.missing is null then 'hit' else 'cannot_decide' end as verdict,
  ranked.agency as agency,
  ranked.line as line,
  ranked.person_no as subject,
  ranked.person_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(ranked.levels as decimal(38, 6)) as observed,
  cast(parameter.levels as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  ranked.missing as missing,
  person.name as name,
  items_of_person.items as items,
  ranked.stop_reason as stop_reason,
  ranked.stopped_at as stopped_at,
  ranked.changed_at as resumed_at,
  cast(ranked.levels as integer) as review_levels,
  ranked.status_no as status_no,
  ranked.log_no as log_no
from ranked
cross join facts.run as run
cross join facts.parameter as parameter
join items_of_person
  on items_of_person.agency = ranked.agency
  and items_of_person.line = ranked.line
  and items_of_person.person_no = ranked.person_no
left join facts.person as person
  on person.agency = ranked.agency
  and person.line = ranked.line
  and person.person_no = ranked.person_no
where ranked.place = 1
order by ranked.agency nulls last, ranked.line nulls last, ranked.person_no nulls last

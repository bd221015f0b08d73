-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
-- Steps by staff number first: a month has millions of them, an agency a few dozen clerks.
staff_count as (
  select
    log.agency,
    log.staff_no,
    count(*) filter (where log.step = 'rollback') as rollbacks
  from facts.operation_log as log
  where log.self_service is distinct from true
  group by log.agency, log.staff_no
),
person_count as (
  select
    staff_count.agency,
    coalesce(known_staff.person_hash, staff_count.staff_no) as natural_person,
    cast(sum(staff_count.rollbacks) as bigint) as rollbacks
  from staff_count
  left join known_staff
    on known_staff.agency = staff_count.agency
    and known_staff.staff_no = staff_count.staff_no
  where staff_count.staff_no is not null
  group by staff_count.agency, coalesce(known_staff.person_hash, staff_count.staff_no)
),
spread as (
  select
    person_count.agency,
    count(*) as people,
    cast(sum(person_count.rollbacks) as decimal(38, 0)) as total,
    cast(sum(person_count.rollbacks * person_count.rollbacks) as decimal(38, 0)) as squares
  from person_count
  group by person_count.agency
),
-- x > mean + 3σ without a division: n·x − Σx > 0 and (n·x − Σx)² > 9·(n·Σx² − (Σx)²).
outlier as (
  select person_count.agency, person_count.natural_person
  from person_count
  cross join facts.parameter as parameter
  join spread on spread.agency = person_count.agency
  where person_count.rollbacks >= parameter.minimum
    and spread.people * person_count.rollbacks > spread.total
    and (spread.people * person_count.rollbacks - spread.total)
      * (spread.people * person_count.rollbacks - spread.total)
      > parameter.sigmas * parameter.sigmas * (spread.people * spread.squares - spread.total * spread.total)
),
-- The fewest rollbacks that would have been too many, for display.
bound as (
  select spread.agency, min(candidate.rollbacks) as threshold
  from spread
  cross join facts.parameter as parameter
  join (
    select most.agency, cast(series.value as bigint) as rollbacks
    from (
      select person_count.agency, max(person_count.rollbacks) as rollbacks
      from outlier
      join person_count on person_count.agency = outlier.agency and person_count.natural_person = outlier.natural_person
      group by person_count.agency
    ) as most
    cross join lateral generate_series(1, most.rollbacks) as series(value)
  ) as candidate on candidate.agency = spread.agency
  where candidate.rollbacks >= parameter.minimum
    and spread.people * candidate.rollbacks > spread.total
    and (spread.people * candidate.rollbacks - spread.total) * (spread.people * candidate.rollbacks - spread.total)
      > parameter.sigmas * parameter.sigmas * (spread.people * spread.squares - spread.total * spread.total)
  group by spread.agency
),
rollback as (
  select log.agency, log.log_no, log.business_no, log.operation, log.staff_no, log.operated_at
  from facts.operation_log as log
  where log.step = 'rollback' and log.self_service is distinct from true
),
business as (
  select distinct rollback.agency, rollback.business_no
  from rollback
),
step_of_business as (
  select log.agency, log.business_no, log.log_no, log.step, log.operated_at
  from business
  join facts.operation_log_history as log
    on log.agency = business.agency
    and log.business_no = business.business_no
),
rounds as (
  select
    step.agency,
    step.business_no,
    step.log_no,
    step.step,
    count(*) filter (where step.step = 'rollback') over (
      partition by step.agency, step.business_no
      order by step.operated_at nulls last, step.log_no nulls last
      rows between unbounded preceding and current row
    ) - case when step.step = 'rollback' then 1 else 0 end as round
  from step_of_business as step
),
round_steps as (
  select
    rounds.agency,
    rounds.business_no,
    rounds.round,
    max(case when rounds.step = 'rollback' then rounds.log_no end) as rollback_no,
    bool_or(rounds.step = 'first_review') as has_first_review,
    bool_or(rounds.step = 'second_review') as has_second_review,
    bool_or(rounds.step = 'approval') as has_approval
  from rounds
  group by rounds.agency, rounds.business_no, rounds.round
),
accepted as (
  select rounds.agency, rounds.business_no, bool_or(rounds.step = 'accept') as has_accept
  from rounds
  group by rounds.agency, rounds.business_no
),
-- Rolled back after its approval, and not all three levels before it. Without its acceptance the beginning is not known.
unreviewed as (
  select
    rollback.agency,
    rollback.business_no,
    rollback.log_no,
    rollback.staff_no,
    accepted.has_accept or round_steps.round > 0 as is_certain
  from rollback
  join round_steps
    on round_steps.agency = rollback.agency
    and round_steps.business_no = rollback.business_no
    and round_steps.rollback_no = rollback.log_no
  join accepted
    on accepted.agency = rollback.agency
    and accepted.business_no = rollback.business_no
  where round_steps.has_approval and not (round_steps.has_first_review and round_steps.has_second_review)
),
handled as (
  select
    rollback.agency,
    rollback.staff_no,
    rollback.log_no,
    rollback.operation,
    known_staff.name as staff_name,
    coalesce(known_staff.person_hash, rollback.staff_no, '') as natural_person,
    unreviewed.is_certain,
    case when unreviewed.log_no is not null then rollback.business_no end as unreviewed_no
  from rollback
  left join known_staff
    on known_staff.agency = rollback.agency
    and known_staff.staff_no = rollback.staff_no
  left join unreviewed
    on unreviewed.agency = rollback.agency
    and unreviewed.log_no = rollback.log_no
),
ranked as (
  select
    handled.agency,
    handled.natural_person,
    handled.staff_no,
    handled.staff_name,
    handled.operation,
    handled.is_certain,
    handled.unreviewed_no,
    row_number() over (
      partition by handled.agency, handled.natural_person, handled.is_certain
      order by handled.log_no nulls last
    ) as place
  from handled
),
person as (
  select
    ranked.agency,
    ranked.natural_person,
    min(ranked.staff_no) as staff_no,
    max(ranked.staff_name) as staff_name,
    count(*) as rollbacks,
    count(ranked.unreviewed_no) filter (where ranked.is_certain) as unreviewed,
    count(ranked.unreviewed_no) filter (where not ranked.is_certain) as open_rollbacks,
    string_agg(case when ranked.place <= 5 then ranked.unreviewed_no end, ',' order by ranked.place nulls last)
      as business_nos,
    string_agg(distinct ranked.operation, ',' order by ranked.operation nulls last) as operations
  from ranked
  group by ranked.agency, ranked.natural_person
),
answer as (
  select
    person.agency,
    case when person.natural_person = '' then person.agency else person.staff_no end as subject,
    case
      when person.natural_person = '' then 'staff_no'
      when outlier.agency is null and person.unreviewed = 0 then 'operation_log'
    end as missing,
    outlier.agency is not null as is_outlier,
    person.staff_name,
    person.rollbacks,
    person.unreviewed,
    person.open_rollbacks,
    person.business_nos,
    person.operations
  from person
  cross join facts.parameter as parameter
  left join outlier
    on outlier.agency = person.agency
    and outlier.natural_person = person.natural_person
  where outlier.agency is not null
    or person.unreviewed > 0
    or person.open_rollbacks > 0
    or (person.natural_person = '' and person.rollbacks >= parameter.minimum)
)
select
  case when answer.missing is null then 'hit' else 'cannot_decide' end as verdict,
  answer.agency as agency,
  '000' as line,
  answer.subject as subject,
  answer.subject as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(
    case
      when answer.is_outlier then answer.rollbacks
      when answer.missing is null then answer.unreviewed
    end as decimal(38, 6)
  ) as observed,
  cast(
    case
      when answer.is_outlier then bound.threshold
      when answer.missing is null then 1
    end as decimal(38, 6)
  ) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  case
    when answer.missing is not null then null
    when answer.is_outlier and answer.unreviewed > 0 then '回退过多，并有未经三级的回退'
    when answer.is_outlier then '回退过多'
    else '办结业务的回退未经三级'
  end as finding,
  answer.staff_name as staff_name,
  answer.rollbacks as rollbacks,
  spread.people as people,
  ratio(spread.total, spread.people) as mean,
  answer.unreviewed as unreviewed,
  answer.business_nos as business_nos,
  answer.operations as operations
from answer
cross join facts.run as run
left join spread on spread.agency = answer.agency
left join bound on bound.agency = answer.agency
order by answer.agency nulls last, answer.subject nulls last, line nulls last, hit_key nulls last

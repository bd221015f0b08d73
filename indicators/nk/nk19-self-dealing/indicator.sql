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
natural_clerk as (
  select distinct known_staff.agency, known_staff.person_hash
  from known_staff
),
-- Clerks as insured persons of their own agency.
clerk_person as (
  select person.agency, person.line, person.person_no, natural_clerk.person_hash
  from natural_clerk
  join facts.person as person
    on person.agency = natural_clerk.agency
    and person.person_hash = natural_clerk.person_hash
),
clerk_account as (
  select distinct payment.agency, payment.account_hash, clerk_person.person_hash
  from clerk_person
  join facts.benefit_payment as payment
    on payment.agency = clerk_person.agency
    and payment.line = clerk_person.line
    and payment.person_no = clerk_person.person_no
  where payment.account_hash is not null and payment.amount > 0
),
related_person as (
  select
    clerk_person.agency,
    clerk_person.line,
    clerk_person.person_no,
    clerk_person.person_hash,
    '本人' as relation
  from clerk_person
  union all
  select distinct
    payment.agency,
    payment.line,
    payment.person_no,
    clerk_account.person_hash,
    '同一收款账户' as relation
  from clerk_account
  join facts.benefit_payment as payment
    on payment.agency = clerk_account.agency
    and payment.account_hash = clerk_account.account_hash
  left join clerk_person
    on clerk_person.agency = payment.agency
    and clerk_person.line = payment.line
    and clerk_person.person_no = payment.person_no
    and clerk_person.person_hash = clerk_account.person_hash
  where payment.amount > 0 and clerk_person.person_no is null
),
related_number as (
  select
    related_person.agency,
    related_person.person_no,
    related_person.person_hash,
    min(related_person.relation) as relation,
    count(distinct related_person.line) as related_lines
  from related_person
  group by related_person.agency, related_person.person_no, related_person.person_hash
),
-- The log has no line: a number that somebody else has on another line leaves open who was served.
number_in_use as (
  select
    number.agency,
    number.person_no,
    count(*) as lines,
    string_agg(person.line, ',' order by person.line nulls last) as person_lines
  from (select distinct related_number.agency, related_number.person_no from related_number) as number
  join facts.person as person
    on person.agency = number.agency
    and person.person_no = number.person_no
  group by number.agency, number.person_no
),
handled as (
  select
    log.agency,
    log.log_no,
    log.business_no,
    log.operation,
    log.staff_no,
    log.operated_at,
    log.person_no,
    known_staff.person_hash,
    known_staff.name as staff_name,
    related_number.relation,
    number_in_use.person_lines,
    number_in_use.lines = related_number.related_lines as is_certain
  from related_number
  join number_in_use
    on number_in_use.agency = related_number.agency
    and number_in_use.person_no = related_number.person_no
  join facts.operation_log as log
    on log.agency = related_number.agency
    and log.person_no = related_number.person_no
  join known_staff
    on known_staff.agency = log.agency
    and known_staff.staff_no = log.staff_no
    and known_staff.person_hash = related_number.person_hash
  where log.self_service is distinct from true
),
clerk as (
  select
    handled.agency,
    handled.person_hash,
    bool_or(handled.is_certain) as is_hit
  from handled
  group by handled.agency, handled.person_hash
),
-- Of a clerk with a certain matter only the certain ones are told.
told as (
  select
    handled.agency,
    handled.person_hash,
    clerk.is_hit,
    handled.log_no,
    handled.business_no,
    handled.operation,
    handled.staff_no,
    handled.operated_at,
    handled.person_no,
    handled.staff_name,
    handled.relation,
    handled.person_lines,
    row_number() over (
      partition by handled.agency, handled.person_hash
      order by handled.operated_at nulls last, handled.log_no nulls last
    ) as place
  from handled
  join clerk
    on clerk.agency = handled.agency
    and clerk.person_hash = handled.person_hash
  where handled.is_certain or not clerk.is_hit
),
answer as (
  select
    told.agency,
    told.person_hash,
    told.is_hit,
    min(told.staff_no) as subject,
    max(told.staff_name) as staff_name,
    string_agg(distinct told.relation, ',' order by told.relation nulls last) as relation,
    count(distinct told.business_no) as businesses,
    max(case when told.place = 1 then told.business_no end) as business_no,
    min(told.operated_at) as operated_at,
    string_agg(distinct told.operation, ',' order by told.operation nulls last) as operations,
    string_agg(distinct told.person_no, ',' order by told.person_no nulls last) as person_nos,
    string_agg(distinct told.person_lines, ',' order by told.person_lines nulls last) as person_lines
  from told
  group by told.agency, told.person_hash, told.is_hit
)
select
  case when answer.is_hit then 'hit' else 'cannot_decide' end as verdict,
  answer.agency as agency,
  '000' as line,
  answer.subject as subject,
  answer.subject as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.businesses as decimal(38, 6)) as observed,
  cast(parameter.allowed as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when not answer.is_hit then 'line' end as missing,
  answer.staff_name as staff_name,
  answer.relation as relation,
  answer.businesses as businesses,
  answer.business_no as business_no,
  answer.operated_at as operated_at,
  answer.operations as operations,
  answer.person_nos as person_nos,
  answer.person_lines as person_lines
from answer
cross join facts.run as run
cross join facts.parameter as parameter
where answer.businesses > parameter.allowed
order by answer.agency nulls last, answer.subject nulls last, line nulls last, hit_key nulls last

with window_of_run as (
  select period_start(period_add(run.period, 1 - parameter.new_months)) as since, run.last_day
  from facts.run as run
  cross join facts.parameter as parameter
),
recent as (
  select enrolment.agency, enrolment.line, enrolment.person_no, enrolment.employer_no, enrolment.enrolled_on
  from facts.enrolment as enrolment
  join window_of_run
    on enrolment.enrolled_on >= window_of_run.since
    and enrolment.enrolled_on <= window_of_run.last_day
  where enrolment.line in ('110', '120', '170', '410')
),
first_enrolment as (
  select distinct on (recent.agency, recent.line, recent.person_no)
    recent.agency,
    recent.line,
    recent.person_no,
    recent.employer_no,
    recent.enrolled_on
  from recent
  where not exists (
    select 1
    from facts.enrolment as earlier
    where earlier.agency = recent.agency
      and earlier.line = recent.line
      and earlier.person_no = recent.person_no
      and earlier.enrolled_on < recent.enrolled_on
  )
  order by
    recent.agency nulls last,
    recent.line nulls last,
    recent.person_no nulls last,
    recent.employer_no nulls last
),
newcomer as (
  select
    first_enrolment.agency,
    first_enrolment.line,
    first_enrolment.person_no,
    first_enrolment.employer_no,
    first_enrolment.enrolled_on,
    person.name,
    person.retire_class,
    person.birth_date as sent_birth,
    person.sex as sent_sex,
    id_key(person.id_number) as natural_person,
    is_valid_citizen_id(id_key(person.id_number), window_of_run.last_day) as has_valid_id
  from first_enrolment
  join facts.person as person
    on person.agency = first_enrolment.agency
    and person.line = first_enrolment.line
    and person.person_no = first_enrolment.person_no
  cross join window_of_run
),
known as (
  select
    newcomer.agency,
    newcomer.line,
    newcomer.person_no,
    newcomer.employer_no,
    newcomer.enrolled_on,
    newcomer.name,
    newcomer.retire_class,
    newcomer.natural_person,
    case
      when newcomer.sent_birth is not null then newcomer.sent_birth
      when newcomer.has_valid_id then cast(
        substr(newcomer.natural_person, 7, 4) || '-' || substr(newcomer.natural_person, 11, 2)
        || '-' || substr(newcomer.natural_person, 13, 2) as date
      )
    end as birth_date,
    case
      when newcomer.sent_sex in ('1', '2') then newcomer.sent_sex
      when newcomer.has_valid_id
        then case when substr(newcomer.natural_person, 17, 1) in ('1', '3', '5', '7', '9') then '1' else '2' end
    end as sex
  from newcomer
),
-- Every class that the person may have: the one that was sent, else those of the sex, else all.
limits as (
  select
    known.agency,
    known.line,
    known.person_no,
    retirement_month(known.birth_date, class.name) as limit_month,
    cast(null as integer) as limit_months
  from known
  join (
    select 'M60' as name, '1' as sex
    union all
    select 'F55' as name, '2' as sex
    union all
    select 'F50' as name, '2' as sex
  ) as class
    on class.name = known.retire_class
    or (known.retire_class is null and (class.sex = known.sex or known.sex is null))
  where known.line <> '170' and known.birth_date is not null
  union all
  select
    known.agency,
    known.line,
    known.person_no,
    cast(null as text) as limit_month,
    12 * parameter.resident_age as limit_months
  from known
  cross join facts.parameter as parameter
  where known.line = '170' and known.birth_date is not null
),
possible as (
  select
    known.agency,
    known.line,
    known.person_no,
    known.enrolled_on,
    add_months(
      known.birth_date,
      coalesce(
        limits.limit_months,
        12 * (cast(substr(limits.limit_month, 1, 4) as integer)
          - cast(substr(period_of(known.birth_date), 1, 4) as integer))
        + cast(substr(limits.limit_month, 5, 2) as integer)
        - cast(substr(period_of(known.birth_date), 5, 2) as integer)
      )
    ) as limit_on
  from limits
  join known
    on known.agency = limits.agency
    and known.line = limits.line
    and known.person_no = limits.person_no
),
over_age as (
  select
    possible.agency,
    possible.line,
    possible.person_no,
    bool_and(possible.enrolled_on >= possible.limit_on) as is_over,
    min(possible.limit_on) as limit_on
  from possible
  group by possible.agency, possible.line, possible.person_no
  having bool_or(possible.enrolled_on >= possible.limit_on)
),
-- Who was insured on this line before, at another agency of the region, is no newcomer there.
insured_before as (
  select distinct known.agency, known.line, known.person_no
  from over_age
  join known
    on known.agency = over_age.agency
    and known.line = over_age.line
    and known.person_no = over_age.person_no
  join facts.person as elsewhere
    on elsewhere.line = known.line
    and id_key(elsewhere.id_number) = known.natural_person
  join facts.enrolment as enrolment
    on enrolment.agency = elsewhere.agency
    and enrolment.line = elsewhere.line
    and enrolment.person_no = elsewhere.person_no
    and enrolment.enrolled_on < known.enrolled_on
),
judged as (
  select
    case when over_age.is_over then 'hit' else 'cannot_decide' end as verdict,
    over_age.agency,
    over_age.line,
    over_age.person_no,
    over_age.limit_on,
    case
      when not over_age.is_over then null
      when over_age.line = '170' then '已满规定年龄后首次参加居民养老'
      else '达到法定退休年龄后首次参保'
    end as finding,
    case when not over_age.is_over then 'retire_class' end as missing
  from over_age
  where not exists (
    select 1
    from insured_before
    where insured_before.agency = over_age.agency
      and insured_before.line = over_age.line
      and insured_before.person_no = over_age.person_no
  )
  union all
  select
    'hit' as verdict,
    known.agency,
    known.line,
    known.person_no,
    add_months(known.birth_date, 12 * parameter.min_age) as limit_on,
    '未满规定年龄参保' as finding,
    cast(null as text) as missing
  from known
  cross join facts.parameter as parameter
  where known.enrolled_on < add_months(known.birth_date, 12 * parameter.min_age)
  union all
  select
    'cannot_decide' as verdict,
    known.agency,
    known.line,
    known.person_no,
    cast(null as date) as limit_on,
    cast(null as text) as finding,
    'birth_date' as missing
  from known
  where known.birth_date is null
),
aged as (
  select
    judged.verdict,
    judged.agency,
    judged.line,
    judged.person_no,
    judged.limit_on,
    judged.finding,
    judged.missing,
    known.name,
    known.birth_date,
    known.retire_class,
    known.enrolled_on,
    known.employer_no,
    12 * (cast(substr(period_of(known.enrolled_on), 1, 4) as integer)
      - cast(substr(period_of(known.birth_date), 1, 4) as integer))
      + cast(substr(period_of(known.enrolled_on), 5, 2) as integer)
      - cast(substr(period_of(known.birth_date), 5, 2) as integer) as months_then,
    12 * (cast(substr(period_of(judged.limit_on), 1, 4) as integer)
      - cast(substr(period_of(known.birth_date), 1, 4) as integer))
      + cast(substr(period_of(judged.limit_on), 5, 2) as integer)
      - cast(substr(period_of(known.birth_date), 5, 2) as integer) as months_allowed
  from judged
  join known
    on known.agency = judged.agency
    and known.line = judged.line
    and known.person_no = judged.person_no
)
select
  aged.verdict as verdict,
  aged.agency as agency,
  aged.line as line,
  aged.person_no as subject,
  aged.person_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(
    case
      when add_months(aged.birth_date, aged.months_then) > aged.enrolled_on then aged.months_then - 1
      else aged.months_then
    end as decimal(38, 6)
  ) as observed,
  cast(aged.months_allowed as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  aged.missing as missing,
  aged.name as name,
  aged.finding as finding,
  aged.birth_date as birth_date,
  aged.retire_class as retire_class,
  aged.enrolled_on as enrolled_on,
  aged.limit_on as limit_on,
  aged.employer_no as employer_no
from aged
cross join facts.run as run
order by aged.agency nulls last, aged.line nulls last, aged.person_no nulls last

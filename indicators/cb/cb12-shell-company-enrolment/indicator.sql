with newcomer as (
  select distinct enrolment.agency, enrolment.line, enrolment.employer_no, enrolment.person_no
  from facts.enrolment as enrolment
  join facts.run as run on enrolment.enrolled_on between run.first_day and run.last_day
  where enrolment.line in ('110', '210') and enrolment.employer_no is not null
),
many as (
  select newcomer.agency, newcomer.line, newcomer.employer_no, count(*) as persons
  from newcomer
  cross join facts.parameter as parameter
  group by newcomer.agency, newcomer.line, newcomer.employer_no, parameter.min_new
  having count(*) >= parameter.min_new
),
born as (
  select
    newcomer.agency,
    newcomer.line,
    newcomer.employer_no,
    case
      when person.birth_date is not null then person.birth_date
      when is_valid_citizen_id(id_key(person.id_number), run.last_day) then cast(
        substr(person.id_number, 7, 4) || '-' || substr(person.id_number, 11, 2)
        || '-' || substr(person.id_number, 13, 2) as date
      )
    end as birth_date
  from many
  join newcomer
    on newcomer.agency = many.agency
    and newcomer.line = many.line
    and newcomer.employer_no = many.employer_no
  cross join facts.run as run
  left join facts.person as person
    on person.agency = newcomer.agency
    and person.line = newcomer.line
    and person.person_no = newcomer.person_no
),
aged as (
  select
    born.agency,
    born.line,
    born.employer_no,
    count(*) as persons,
    count(born.birth_date) as known,
    coalesce(
      sum(
        12 * (cast(substr(run.period, 1, 4) as integer) - cast(substr(period_of(born.birth_date), 1, 4) as integer))
        + cast(substr(run.period, 5, 2) as integer) - cast(substr(period_of(born.birth_date), 5, 2) as integer)
      ),
      0
    ) as months
  from born
  cross join facts.run as run
  group by born.agency, born.line, born.employer_no
),
suspected as (
  select
    aged.agency,
    aged.line,
    aged.employer_no,
    aged.persons,
    aged.known,
    aged.months,
    employer.name,
    employer.credit_code,
    employer.registered_on,
    employer.phone_hash,
    employer.address_hash
  from aged
  left join facts.employer as employer
    on employer.agency = aged.agency
    and employer.line = aged.line
    and employer.employer_no = aged.employer_no
),
-- One firm is one, however often it is registered.
firm as (
  select
    coalesce(employer.credit_code, employer.agency || '|' || employer.line || '|' || employer.employer_no) as firm,
    employer.phone_hash,
    employer.address_hash
  from facts.employer as employer
  where employer.line in ('110', '210')
),
by_phone as (
  select firm.phone_hash, count(distinct firm.firm) as firms
  from firm
  join (select distinct suspected.phone_hash from suspected) as wanted on wanted.phone_hash = firm.phone_hash
  group by firm.phone_hash
),
by_address as (
  select firm.address_hash, count(distinct firm.firm) as firms
  from firm
  join (select distinct suspected.address_hash from suspected) as wanted on wanted.address_hash = firm.address_hash
  group by firm.address_hash
),
tested as (
  select
    suspected.agency,
    suspected.line,
    suspected.employer_no,
    suspected.persons,
    suspected.known,
    suspected.months,
    suspected.name,
    suspected.credit_code,
    suspected.registered_on,
    by_phone.firms as sharing_phone,
    by_address.firms as sharing_address,
    parameter.min_new,
    suspected.months + 12 * 16 * (suspected.persons - suspected.known)
      >= 12 * parameter.min_average_age * suspected.persons as is_old,
    suspected.months + 12 * 100 * (suspected.persons - suspected.known)
      >= 12 * parameter.min_average_age * suspected.persons as may_be_old,
    coalesce(by_phone.firms, 0) >= parameter.min_sharing or coalesce(by_address.firms, 0) >= parameter.min_sharing
      as is_shared,
    case
      when suspected.phone_hash is null then 'phone_hash'
      when suspected.address_hash is null then 'address_hash'
    end as unknown_contact
  from suspected
  cross join facts.parameter as parameter
  left join by_phone on by_phone.phone_hash = suspected.phone_hash
  left join by_address on by_address.address_hash = suspected.address_hash
)
select
  case when tested.is_old or tested.is_shared then 'hit' else 'cannot_decide' end as verdict,
  tested.agency as agency,
  tested.line as line,
  tested.employer_no as subject,
  tested.employer_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(tested.persons as decimal(38, 6)) as observed,
  cast(tested.min_new as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case
    when tested.is_old or tested.is_shared then null
    when tested.may_be_old then 'birth_date'
    else tested.unknown_contact
  end as missing,
  tested.name as employer_name,
  case
    when tested.is_old and tested.is_shared then '新增人员平均年龄偏大；与多户单位共用电话或地址'
    when tested.is_old then '新增人员平均年龄偏大'
    when tested.is_shared then '与多户单位共用电话或地址'
  end as finding,
  cast(tested.persons as integer) as new_persons,
  cast(ratio(tested.months, 12 * tested.known) as decimal(38, 6)) as average_age,
  cast(tested.sharing_phone as integer) as sharing_phone,
  cast(tested.sharing_address as integer) as sharing_address,
  tested.registered_on as registered_on,
  tested.credit_code as credit_code
from tested
cross join facts.run as run
where tested.is_old
  or tested.is_shared
  or tested.may_be_old
  or tested.unknown_contact is not null
order by tested.agency nulls last, tested.line nulls last, tested.employer_no nulls last

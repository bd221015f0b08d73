with identified as (
  select
    person.agency,
    person.line,
    person.person_no,
    person.name,
    person.id_number,
    person.birth_date,
    person.archive_birth_date,
    person.sex,
    run.period,
    substr(person.id_number, 7, 8) as id_birth_date,
    case when substr(person.id_number, 17, 1) in ('1', '3', '5', '7', '9') then '1' else '2' end as id_sex
  from facts.person as person
  cross join facts.run as run
  where is_valid_citizen_id(id_key(person.id_number), run.last_day)
),
compared as (
  select
    identified.agency,
    identified.line,
    identified.person_no,
    identified.name,
    identified.id_number,
    identified.birth_date,
    identified.archive_birth_date,
    identified.sex,
    identified.period,
    identified.id_birth_date,
    coalesce(replace(cast(identified.birth_date as text), '-', '') <> identified.id_birth_date, false) as is_other_date,
    coalesce(identified.sex in ('1', '2') and identified.sex <> identified.id_sex, false) as is_other_sex,
    identified.birth_date is null as is_open_date,
    identified.sex is null or identified.sex = '9' as is_open_sex
  from identified
)
select
  case when compared.is_other_date or compared.is_other_sex then 'hit' else 'cannot_decide' end as verdict,
  compared.agency as agency,
  compared.line as line,
  compared.agency as subject,
  compared.person_no as hit_key,
  cast(null as text) as related_key,
  compared.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case
    when compared.is_other_date or compared.is_other_sex then null
    when compared.is_open_date then 'birth_date'
    else 'sex'
  end as missing,
  compared.name as name,
  compared.id_number as id_number,
  compared.birth_date as birth_date,
  compared.archive_birth_date as archive_birth_date,
  compared.sex as sex,
  case
    when compared.is_other_date and compared.is_other_sex then '出生日期、性别'
    when compared.is_other_date then '出生日期'
    when compared.is_other_sex then '性别'
  end as what_differs,
  case
    when not compared.is_other_date then null
    when compared.archive_birth_date = compared.birth_date then '报送的出生日期与档案一致'
    when replace(cast(compared.archive_birth_date as text), '-', '') = compared.id_birth_date then '档案出生日期与身份号码一致'
  end as note
from compared
where compared.is_other_date or compared.is_other_sex or compared.is_open_date or compared.is_open_sex
order by compared.agency nulls last, compared.line nulls last, compared.person_no nulls last

with judged as (
  select
    person.agency,
    person.line,
    person.person_no,
    person.name,
    person.id_number,
    person.other_id,
    person.person_status,
    run.period,
    is_valid_citizen_id(person.id_number, run.last_day) as is_valid
  from facts.person as person
  cross join facts.run as run
)
select
  case when judged.id_number is null and judged.other_id is not null then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.person_no as hit_key,
  cast(null as text) as related_key,
  judged.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.id_number is null and judged.other_id is not null then 'id_number' end as missing,
  judged.name as name,
  judged.id_number as id_number,
  judged.person_status as person_status,
  case
    when judged.id_number is null and judged.other_id is not null then '号码为空,有其他证件'
    when judged.id_number is null then '号码为空'
    when length(judged.id_number) = 15 then '15位旧号码'
    when length(judged.id_number) <> 18 then '长度不是18位'
    when substr(judged.id_number, 18, 1) = 'x' then '末位x为小写'
    else '字符、出生日期或校验位不符'
  end as reason
from judged
where judged.id_number is null or not judged.is_valid
order by judged.agency nulls last, judged.line nulls last, judged.person_no nulls last

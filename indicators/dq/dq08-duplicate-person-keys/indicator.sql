with people as (
  select
    person.agency,
    person.line,
    person.person_no,
    person.name,
    person.id_number,
    person.person_status,
    person.birth_date,
    id_key(person.id_number) as id_key,
    replace(replace(replace(replace(replace(person.name, ' ', ''), '　', ''), '•', '·'), '．', '·'), '・', '·') as plain_name
  from facts.person as person
),
month_before as (
  select
    person.agency,
    person.line,
    person.person_no,
    person.name,
    person.id_number,
    id_key(person.id_number) as id_key,
    replace(replace(replace(replace(replace(person.name, ' ', ''), '　', ''), '•', '·'), '．', '·'), '・', '·') as plain_name
  from facts.person_history as person
  join facts.run as run on person.period = period_add(run.period, -1)
),
shared_ids as (
  select
    people.agency,
    people.line,
    people.id_key,
    count(*) as numbers
  from people
  where people.id_key is not null
  group by people.agency, people.line, people.id_key
  having count(*) > 1
),
many_numbers as (
  select
    people.agency,
    people.line,
    people.person_no,
    shared_ids.numbers,
    string_agg(other.person_no, ',' order by other.person_no nulls last) as other_numbers
  from shared_ids
  join people
    on people.agency = shared_ids.agency
    and people.line = shared_ids.line
    and people.id_key = shared_ids.id_key
  join people as other
    on other.agency = shared_ids.agency
    and other.line = shared_ids.line
    and other.id_key = shared_ids.id_key
    and other.person_no <> people.person_no
  group by people.agency, people.line, people.person_no, shared_ids.numbers
),
renamed as (
  select
    people.agency,
    people.line,
    people.person_no,
    month_before.name as name_before,
    month_before.id_number as id_number_before,
    people.id_key is not null and month_before.id_key is not null as is_certain
  from people
  join month_before
    on month_before.agency = people.agency
    and month_before.line = people.line
    and month_before.person_no = people.person_no
  where people.plain_name <> month_before.plain_name
    and (people.id_key is null or month_before.id_key is null or people.id_key <> month_before.id_key)
),
-- The small side first: who has no id, then everybody of that name and birth date.
look_alikes as (
  select
    people.agency,
    people.line,
    people.person_no
  from people
  join people as other
    on other.agency = people.agency
    and other.line = people.line
    and other.plain_name = people.plain_name
    and other.birth_date = people.birth_date
    and other.person_no <> people.person_no
  where people.id_key is null
  group by people.agency, people.line, people.person_no
),
judged as (
  select
    people.agency,
    people.line,
    people.person_no,
    people.name,
    people.id_number,
    people.person_status,
    run.period,
    many_numbers.numbers,
    many_numbers.other_numbers,
    renamed.name_before,
    renamed.id_number_before,
    many_numbers.person_no is not null as has_many_numbers,
    coalesce(renamed.is_certain, false) as is_another_person,
    renamed.person_no is not null or look_alikes.person_no is not null as is_open
  from people
  cross join facts.run as run
  left join many_numbers
    on many_numbers.agency = people.agency
    and many_numbers.line = people.line
    and many_numbers.person_no = people.person_no
  left join renamed
    on renamed.agency = people.agency
    and renamed.line = people.line
    and renamed.person_no = people.person_no
  left join look_alikes
    on look_alikes.agency = people.agency
    and look_alikes.line = people.line
    and look_alikes.person_no = people.person_no
  where many_numbers.person_no is not null or renamed.person_no is not null or look_alikes.person_no is not null
)
select
  case when judged.has_many_numbers or judged.is_another_person then 'hit' else 'cannot_decide' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.person_no as hit_key,
  cast(null as text) as related_key,
  judged.period as first_period,
  cast(judged.numbers as decimal(38, 6)) as observed,
  case when judged.has_many_numbers then cast(1 as decimal(38, 6)) end as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when not (judged.has_many_numbers or judged.is_another_person) then 'id_number' end as missing,
  judged.name as name,
  judged.id_number as id_number,
  judged.person_status as person_status,
  case
    when judged.has_many_numbers and judged.is_another_person then '一人多号，一号多人'
    when judged.has_many_numbers then '一人多号'
    when judged.is_another_person then '一号多人'
  end as kind,
  judged.other_numbers as other_numbers,
  judged.name_before as name_before,
  judged.id_number_before as id_number_before
from judged
where judged.has_many_numbers or judged.is_another_person or judged.is_open
order by judged.agency nulls last, judged.line nulls last, judged.person_no nulls last

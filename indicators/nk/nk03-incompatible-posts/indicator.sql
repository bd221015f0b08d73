-- A clerk whom the package of M no longer names: the latest earlier row.
with known_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name,
    history.left_on
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
-- Who has left holds no post, whatever the ledger still says.
duty_in_force as (
  select
    duty.agency,
    duty.staff_no,
    known_staff.name,
    coalesce(known_staff.person_hash, duty.agency || '|' || duty.staff_no) as natural_person,
    duty.post_class,
    duty.post,
    duty.matter,
    duty.from_date,
    replace(duty.post || ' ' || duty.matter, '帐', '账') as words
  from facts.duty as duty
  cross join facts.run as run
  left join known_staff
    on known_staff.agency = duty.agency
    and known_staff.staff_no = duty.staff_no
  where duty.from_date <= run.last_day
    and (duty.to_date is null or duty.to_date >= run.last_day)
    and (known_staff.left_on is null or known_staff.left_on >= run.last_day)
),
marked as (
  select
    duty.natural_person,
    duty.agency,
    case when duty.post_class in ('business', 'finance', 'data', 'audit') then duty.post_class end as class,
    duty.post_class = 'business' and strpos(duty.words, parameter.settling) > 0 as settles,
    case
      when duty.post_class <> 'business' then null
      when strpos(duty.words, parameter.accounts) > 0 then parameter.accounts
    end as keeps_accounts,
    case
      when duty.post_class <> 'business' then null
      when strpos(duty.words, parameter.certification) > 0 then parameter.certification
    end as certifies,
    case
      when duty.post_class <> 'business' then null
      when strpos(duty.words, parameter.transfer) > 0 then parameter.transfer
    end as transfers
  from duty_in_force as duty
  cross join facts.parameter as parameter
),
person as (
  select
    marked.natural_person,
    count(distinct marked.class) as classes,
    string_agg(distinct marked.class, '，' order by marked.class nulls last) as class_list,
    count(distinct marked.agency) as agencies,
    bool_or(marked.settles) as settles,
    count(distinct marked.keeps_accounts) + count(distinct marked.certifies)
      + count(distinct marked.transfers) as other_matters
  from marked
  group by marked.natural_person
),
incompatible as (
  select
    person.natural_person,
    person.class_list,
    person.agencies,
    case
      when person.classes >= parameter.classes then person.classes
      else 1 + person.other_matters
    end as observed,
    case
      when person.classes < parameter.classes then '待遇核定兼任不相容事项'
      when person.settles and person.other_matters > 0 then '兼任不同类别岗位；待遇核定兼任不相容事项'
      else '兼任不同类别岗位'
    end as finding
  from person
  cross join facts.parameter as parameter
  where person.classes >= parameter.classes or (person.settles and person.other_matters > 0)
),
place as (
  select
    duty.natural_person,
    duty.agency,
    min(duty.staff_no) as staff_no,
    string_agg(distinct duty.staff_no, '，' order by duty.staff_no nulls last) as staff_nos,
    max(duty.name) as name,
    string_agg(
      distinct duty.post || '（' || duty.matter || '）',
      '，'
      order by duty.post || '（' || duty.matter || '）' nulls last
    ) as posts,
    max(duty.from_date) as latest_from
  from duty_in_force as duty
  group by duty.natural_person, duty.agency
),
elsewhere as (
  select
    place.natural_person,
    place.agency,
    string_agg(other.agency, '，' order by other.agency nulls last) as other_agencies
  from incompatible
  join place on place.natural_person = incompatible.natural_person
  join place as other
    on other.natural_person = place.natural_person
    and other.agency <> place.agency
  group by place.natural_person, place.agency
)
select
  'hit' as verdict,
  place.agency as agency,
  '000' as line,
  place.staff_no as subject,
  place.staff_no as hit_key,
  case when incompatible.agencies > 1 then incompatible.natural_person end as related_key,
  run.period as first_period,
  cast(incompatible.observed as decimal(38, 6)) as observed,
  cast(parameter.classes as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  place.name as staff_name,
  incompatible.finding as finding,
  incompatible.class_list as post_classes,
  place.posts as posts,
  place.latest_from as latest_from,
  place.staff_nos as staff_nos,
  elsewhere.other_agencies as other_agencies
from incompatible
join place on place.natural_person = incompatible.natural_person
left join elsewhere
  on elsewhere.natural_person = place.natural_person
  and elsewhere.agency = place.agency
cross join facts.run as run
cross join facts.parameter as parameter
order by place.agency nulls last, place.staff_no nulls last

with born as (
  select
    person.agency,
    person.line,
    person.person_no,
    case
      when person.birth_date is not null then person.birth_date
      when is_valid_citizen_id(id_key(person.id_number), run.last_day)
        then cast(substr(person.id_number, 7, 4) || '-' || substr(person.id_number, 11, 2) || '-' || substr(person.id_number, 13, 2) as date)
    end as birth_date
  from facts.person as person
  cross join facts.run as run
),
first_enrolment as (
  select
    enrolment.agency,
    enrolment.line,
    enrolment.person_no,
    min(enrolment.enrolled_on) as enrolled_on
  from facts.enrolment as enrolment
  group by enrolment.agency, enrolment.line, enrolment.person_no
),
enrolments as (
  select
    enrolment.agency,
    enrolment.line,
    enrolment.person_no || '/' || coalesce(enrolment.employer_no, '') || '/' || cast(enrolment.enrolled_on as text) as row_key,
    enrolment.enrolled_on,
    enrolment.ended_on,
    born.birth_date,
    born.person_no is not null as is_known
  from facts.enrolment as enrolment
  left join born
    on born.agency = enrolment.agency
    and born.line = enrolment.line
    and born.person_no = enrolment.person_no
),
faults as (
  select
    enrolments.agency,
    enrolments.line,
    'enrolment' as table_name,
    enrolments.row_key,
    '参保时未满规定年龄' as fault
  from enrolments
  cross join facts.parameter as parameter
  where enrolments.line <> '310' and enrolments.enrolled_on < add_months(enrolments.birth_date, 12 * parameter.min_age)
  union all
  select
    enrolments.agency,
    enrolments.line,
    'enrolment' as table_name,
    enrolments.row_key,
    '参保日期在当月之后' as fault
  from enrolments
  cross join facts.run as run
  where enrolments.enrolled_on > run.last_day
  union all
  select
    enrolments.agency,
    enrolments.line,
    'enrolment' as table_name,
    enrolments.row_key,
    '终止早于参保' as fault
  from enrolments
  where enrolments.ended_on < enrolments.enrolled_on
  union all
  select
    person.agency,
    person.line,
    'person' as table_name,
    person.person_no as row_key,
    '出生日期在当月之后' as fault
  from facts.person as person
  cross join facts.run as run
  where person.birth_date > run.last_day
  union all
  select
    employer.agency,
    employer.line,
    'employer' as table_name,
    employer.employer_no as row_key,
    '注销早于登记' as fault
  from facts.employer as employer
  where employer.cancelled_on < employer.registered_on
  union all
  select
    levy.agency,
    levy.line,
    'levy' as table_name,
    levy.levy_no as row_key,
    '费款所属期在当月之后' as fault
  from facts.levy as levy
  cross join facts.run as run
  where levy.fee_period > run.period and levy.kind <> 'advance'
  union all
  select
    contribution.agency,
    contribution.line,
    'contribution' as table_name,
    contribution.receipt_no as row_key,
    '费款所属期在当月之后' as fault
  from facts.contribution as contribution
  cross join facts.run as run
  where contribution.fee_period > run.period and contribution.kind <> 'advance'
  union all
  select
    benefit_approval.agency,
    benefit_approval.line,
    'benefit_approval' as table_name,
    benefit_approval.approval_no as row_key,
    '待遇起始早于参保' as fault
  from facts.benefit_approval as benefit_approval
  join first_enrolment
    on first_enrolment.agency = benefit_approval.agency
    and first_enrolment.line = benefit_approval.line
    and first_enrolment.person_no = benefit_approval.person_no
  where benefit_approval.start_period < period_of(first_enrolment.enrolled_on)
  union all
  select
    qualification_check.agency,
    qualification_check.line,
    'qualification_check' as table_name,
    qualification_check.person_no as row_key,
    '认证日期在当月之后' as fault
  from facts.qualification_check as qualification_check
  cross join facts.run as run
  where qualification_check.checked_on > run.last_day
  union all
  select
    relation_transfer.agency,
    relation_transfer.line,
    'relation_transfer' as table_name,
    relation_transfer.transfer_no as row_key,
    '办结早于申请' as fault
  from facts.relation_transfer as relation_transfer
  where relation_transfer.completed_on < relation_transfer.applied_on
),
wrong as (
  select
    faults.agency,
    faults.line,
    faults.table_name,
    faults.row_key,
    string_agg(faults.fault, '，' order by faults.fault nulls last) as faults
  from faults
  group by faults.agency, faults.line, faults.table_name, faults.row_key
),
judged as (
  select
    wrong.agency,
    wrong.line,
    wrong.table_name,
    wrong.row_key,
    wrong.faults
  from wrong
  union all
  select
    enrolments.agency,
    enrolments.line,
    'enrolment' as table_name,
    enrolments.row_key,
    cast(null as text) as faults
  from enrolments
  cross join facts.run as run
  where enrolments.line <> '310'
    and enrolments.is_known
    and enrolments.birth_date is null
    and enrolments.enrolled_on <= run.last_day
    and (enrolments.ended_on is null or enrolments.ended_on >= enrolments.enrolled_on)
)
select
  case when judged.faults is null then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.table_name || ':' || judged.row_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.faults is null then 'birth_date' end as missing,
  judged.table_name as table_name,
  judged.row_key as row_key,
  judged.faults as faults
from judged
cross join facts.run as run
order by judged.agency nulls last, judged.line nulls last, hit_key nulls last

-- One retirement a person: the earliest start of the pension items approved in M.
with retirement as (
  select distinct on (approval.agency, approval.line, approval.person_no)
    approval.agency,
    approval.line,
    approval.person_no,
    approval.approval_no,
    approval.start_period,
    approval.retire_kind,
    approval.paid_months_total,
    approval.basis_doc_no
  from facts.benefit_approval as approval
  where approval.line in ('110', '120') and approval.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')
  order by
    approval.agency nulls last,
    approval.line nulls last,
    approval.person_no nulls last,
    approval.start_period nulls last,
    approval.approved_on desc nulls last,
    approval.retire_kind nulls last,
    approval.approval_no nulls last
),
-- The date of birth in the archive goes before the one in the register.
described as (
  select
    retirement.agency,
    retirement.line,
    retirement.person_no,
    retirement.start_period,
    retirement.retire_kind,
    retirement.paid_months_total,
    retirement.basis_doc_no,
    person.name,
    person.retire_class,
    coalesce(person.archive_birth_date, person.birth_date) as birth_date
  from retirement
  left join facts.person as person
    on person.agency = retirement.agency
    and person.line = retirement.line
    and person.person_no = retirement.person_no
),
dated as (
  select
    described.agency,
    described.line,
    described.person_no,
    described.start_period,
    described.retire_kind,
    described.paid_months_total,
    described.basis_doc_no,
    described.name,
    described.retire_class,
    described.birth_date,
    retirement_month(described.birth_date, described.retire_class) as statutory_month,
    retirement_month(described.birth_date, 'M60') as latest_month,
    age.original_months
  from described
  cross join facts.run as run
  left join facts.statutory_retirement_age as age
    on age.retire_class = described.retire_class
    and age.birth_from <= period_of(described.birth_date)
    and age.birth_to >= period_of(described.birth_date)
    and age.valid_from <= run.last_day
    and (age.valid_to is null or age.valid_to >= run.last_day)
),
measured as (
  select
    dated.agency,
    dated.line,
    dated.person_no,
    dated.start_period,
    dated.retire_kind,
    dated.paid_months_total,
    dated.basis_doc_no,
    dated.name,
    dated.retire_class,
    dated.birth_date,
    dated.statutory_month,
    dated.latest_month,
    dated.start_period < dated.statutory_month as is_early,
    cast(substr(dated.statutory_month, 1, 4) as integer) * 12
      + cast(substr(dated.statutory_month, 5, 2) as integer)
      - cast(substr(dated.start_period, 1, 4) as integer) * 12
      - cast(substr(dated.start_period, 5, 2) as integer) as early_months,
    period_of(add_months(dated.birth_date, dated.original_months)) as original_month,
    coalesce(dated.retire_kind in ('special_work', 'illness'), false) as is_exempt,
    minimum.months as minimum_months
  from dated
  cross join facts.run as run
  left join facts.statutory_minimum_contribution as minimum
    on minimum.year_from <= substr(dated.start_period, 1, 4)
    and (minimum.year_to is null or minimum.year_to >= substr(dated.start_period, 1, 4))
    and minimum.valid_from <= run.last_day
    and (minimum.valid_to is null or minimum.valid_to >= run.last_day)
),
-- The employer of the enrolment that ended last, or is still open.
employer_of_person as (
  select distinct on (measured.agency, measured.line, measured.person_no)
    measured.agency,
    measured.line,
    measured.person_no,
    enrolment.employer_no
  from measured
  join facts.enrolment as enrolment
    on enrolment.agency = measured.agency
    and enrolment.line = measured.line
    and enrolment.person_no = measured.person_no
  where enrolment.employer_no is not null
  order by
    measured.agency nulls last,
    measured.line nulls last,
    measured.person_no nulls last,
    enrolment.ended_on desc nulls first,
    enrolment.enrolled_on desc nulls last,
    enrolment.employer_no nulls last
),
early_at_employer as (
  select
    employer.agency,
    employer.line,
    employer.employer_no,
    count(distinct measured.person_no) as persons
  from employer_of_person as employer
  join measured
    on measured.agency = employer.agency
    and measured.line = employer.line
    and measured.person_no = employer.person_no
  where measured.is_early or measured.is_exempt or measured.retire_kind = 'early'
  group by employer.agency, employer.line, employer.employer_no
),
judged as (
  select
    measured.agency,
    measured.line,
    measured.person_no,
    measured.start_period,
    measured.retire_kind,
    measured.paid_months_total,
    measured.name,
    measured.retire_class,
    measured.birth_date,
    measured.statutory_month,
    measured.latest_month,
    measured.is_early,
    measured.is_exempt,
    measured.early_months,
    measured.minimum_months,
    employer.employer_no,
    parameter.flexible_months,
    parameter.concentration,
    early_at_employer.persons,
    measured.retire_kind is not null and not measured.is_exempt and measured.is_early
      and measured.early_months > parameter.flexible_months as is_too_early,
    measured.retire_kind is not null and not measured.is_exempt and measured.is_early
      and measured.start_period < measured.original_month as is_below_original_age,
    measured.retire_kind is not null and not measured.is_exempt and measured.is_early
      and measured.paid_months_total < measured.minimum_months as is_below_minimum,
    measured.is_exempt and (measured.basis_doc_no is null or measured.basis_doc_no = '') as is_without_document,
    (measured.is_early or measured.is_exempt or measured.retire_kind = 'early')
      and early_at_employer.persons >= parameter.concentration as is_concentrated
  from measured
  cross join facts.parameter as parameter
  left join employer_of_person as employer
    on employer.agency = measured.agency
    and employer.line = measured.line
    and employer.person_no = measured.person_no
  left join early_at_employer
    on early_at_employer.agency = employer.agency
    and early_at_employer.line = employer.line
    and early_at_employer.employer_no = employer.employer_no
),
reason as (
  select judged.agency, judged.line, judged.person_no, 1 as place, '提前超过弹性月数' as reason
  from judged
  where judged.is_too_early
  union all
  select judged.agency, judged.line, judged.person_no, 2 as place, '早于原法定退休年龄' as reason
  from judged
  where judged.is_below_original_age
  union all
  select judged.agency, judged.line, judged.person_no, 3 as place, '未满最低缴费年限' as reason
  from judged
  where judged.is_below_minimum
  union all
  select judged.agency, judged.line, judged.person_no, 4 as place, '特殊工种或病退无依据文号' as reason
  from judged
  where judged.is_without_document
  union all
  select judged.agency, judged.line, judged.person_no, 5 as place, '同一单位当月集中提前退休' as reason
  from judged
  where judged.is_concentrated
),
reasons_of_person as (
  select
    reason.agency,
    reason.line,
    reason.person_no,
    min(reason.place) as first_place,
    string_agg(reason.reason, '；' order by reason.place nulls last) as reasons
  from reason
  group by reason.agency, reason.line, reason.person_no
),
open_question as (
  select
    judged.agency,
    judged.line,
    judged.person_no,
    case
      when judged.birth_date is null then 'birth_date'
      when judged.retire_class is null then 'retire_class'
      when judged.retire_kind is null then 'retire_kind'
      else 'paid_months_total'
    end as missing
  from judged
  where not judged.is_exempt
    and (
      judged.birth_date is null
      or (judged.retire_class is null and judged.start_period < judged.latest_month)
      or (judged.is_early and (judged.retire_kind is null or judged.paid_months_total is null))
    )
    and not exists (
      select 1
      from reasons_of_person as known
      where known.agency = judged.agency and known.line = judged.line and known.person_no = judged.person_no
    )
),
answer as (
  select
    'hit' as verdict,
    judged.agency,
    judged.line,
    judged.person_no as subject,
    judged.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    case
      when reasons_of_person.first_place in (1, 2) then judged.early_months
      when reasons_of_person.first_place = 3 then judged.paid_months_total
      when reasons_of_person.first_place = 5 then judged.persons
    end as observed,
    case
      when reasons_of_person.first_place in (1, 2) then judged.flexible_months
      when reasons_of_person.first_place = 3 then judged.minimum_months
      when reasons_of_person.first_place = 5 then judged.concentration
    end as threshold,
    cast(null as decimal(38, 2)) as amount,
    cast(null as text) as missing,
    judged.name,
    judged.birth_date,
    judged.retire_class,
    judged.retire_kind,
    judged.start_period,
    judged.statutory_month,
    judged.early_months,
    judged.paid_months_total,
    judged.employer_no,
    reasons_of_person.reasons
  from reasons_of_person
  join judged
    on judged.agency = reasons_of_person.agency
    and judged.line = reasons_of_person.line
    and judged.person_no = reasons_of_person.person_no
  cross join facts.run as run
  union all
  select
    'cannot_decide' as verdict,
    judged.agency,
    judged.line,
    judged.person_no as subject,
    judged.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as bigint) as observed,
    cast(null as bigint) as threshold,
    cast(null as decimal(38, 2)) as amount,
    open_question.missing,
    judged.name,
    judged.birth_date,
    judged.retire_class,
    judged.retire_kind,
    judged.start_period,
    judged.statutory_month,
    judged.early_months,
    judged.paid_months_total,
    judged.employer_no,
    cast(null as text) as reasons
  from open_question
  join judged
    on judged.agency = open_question.agency
    and judged.line = open_question.line
    and judged.person_no = open_question.person_no
  cross join facts.run as run
  union all
  -- A missing statutory row is one answer for the agency and line, not one for each person.
  select
    'cannot_decide' as verdict,
    measured.agency,
    measured.line,
    measured.agency as subject,
    'total' as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as bigint) as observed,
    cast(null as bigint) as threshold,
    cast(null as decimal(38, 2)) as amount,
    case
      when bool_or(measured.original_month is null) then 'statutory_retirement_age'
      else 'statutory_minimum_contribution'
    end as missing,
    cast(null as text) as name,
    cast(null as date) as birth_date,
    cast(null as text) as retire_class,
    cast(null as text) as retire_kind,
    cast(null as text) as start_period,
    cast(null as text) as statutory_month,
    cast(null as bigint) as early_months,
    cast(null as integer) as paid_months_total,
    cast(null as text) as employer_no,
    cast(null as text) as reasons
  from measured
  cross join facts.run as run
  where measured.is_early
    and not measured.is_exempt
    and (measured.original_month is null or measured.minimum_months is null)
  group by measured.agency, measured.line, run.period
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.subject as subject,
  answer.hit_key as hit_key,
  answer.related_key as related_key,
  answer.first_period as first_period,
  cast(answer.observed as decimal(38, 6)) as observed,
  cast(answer.threshold as decimal(38, 6)) as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.name as name,
  answer.birth_date as birth_date,
  answer.retire_class as retire_class,
  answer.retire_kind as retire_kind,
  answer.start_period as start_period,
  answer.statutory_month as statutory_month,
  cast(answer.early_months as integer) as early_months,
  cast(answer.paid_months_total as integer) as paid_months_total,
  answer.employer_no as employer_no,
  answer.reasons as reasons
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.hit_key nulls last

-- One pension a person: the latest of the items that are approved in M.
with pension as (
  select distinct on (approval.agency, approval.line, approval.person_no)
    approval.agency,
    approval.line,
    approval.person_no,
    approval.approval_no,
    approval.start_period,
    approval.paid_months_total,
    approval.retire_kind,
    approval.approved_on
  from facts.benefit_approval as approval
  where approval.line in ('110', '120') and approval.item in ('basic_pension', 'transitional_pension', 'personal_account_pension')
  order by
    approval.agency nulls last,
    approval.line nulls last,
    approval.person_no nulls last,
    approval.approved_on desc nulls last,
    approval.paid_months_total nulls last,
    approval.approval_no nulls last
),
judged as (
  select
    pension.agency,
    pension.line,
    pension.person_no,
    pension.approval_no,
    pension.start_period,
    pension.paid_months_total,
    pension.retire_kind,
    pension.approved_on,
    minimum.months as minimum_months
  from pension
  cross join facts.run as run
  left join facts.statutory_minimum_contribution as minimum
    on minimum.year_from <= substr(pension.start_period, 1, 4)
    and (minimum.year_to is null or minimum.year_to >= substr(pension.start_period, 1, 4))
    and minimum.valid_from <= run.last_day
    and (minimum.valid_to is null or minimum.valid_to >= run.last_day)
),
answer as (
  select
    case when judged.paid_months_total is null then 'cannot_decide' else 'hit' end as verdict,
    judged.agency,
    judged.line,
    judged.person_no as subject,
    judged.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    judged.paid_months_total as observed,
    judged.minimum_months as threshold,
    cast(null as decimal(38, 2)) as amount,
    case when judged.paid_months_total is null then 'paid_months_total' end as missing,
    person.name,
    judged.start_period,
    judged.paid_months_total,
    judged.minimum_months,
    judged.minimum_months - judged.paid_months_total as missing_months,
    judged.retire_kind,
    judged.approval_no,
    judged.approved_on
  from judged
  cross join facts.run as run
  left join facts.person as person
    on person.agency = judged.agency
    and person.line = judged.line
    and person.person_no = judged.person_no
  where judged.paid_months_total < judged.minimum_months
    or (judged.paid_months_total is null and judged.minimum_months is not null)
  union all
  -- A missing statutory row is one answer for the agency and line, not one for each person.
  select
    'cannot_decide' as verdict,
    judged.agency,
    judged.line,
    judged.agency as subject,
    'total' as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    cast(null as integer) as observed,
    cast(null as integer) as threshold,
    cast(null as decimal(38, 2)) as amount,
    'statutory_minimum_contribution' as missing,
    cast(null as text) as name,
    cast(null as text) as start_period,
    cast(null as integer) as paid_months_total,
    cast(null as integer) as minimum_months,
    cast(null as integer) as missing_months,
    cast(null as text) as retire_kind,
    cast(null as text) as approval_no,
    cast(null as date) as approved_on
  from judged
  cross join facts.run as run
  where judged.minimum_months is null
  group by judged.agency, judged.line, run.period
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
  answer.start_period as start_period,
  cast(answer.paid_months_total as integer) as paid_months_total,
  cast(answer.minimum_months as integer) as minimum_months,
  cast(answer.missing_months as integer) as missing_months,
  answer.retire_kind as retire_kind,
  answer.approval_no as approval_no,
  answer.approved_on as approved_on
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.hit_key nulls last

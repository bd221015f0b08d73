with lump_sum as (
  select
    approval.agency,
    approval.line,
    approval.person_no,
    approval.approval_no,
    approval.item,
    approval.start_period,
    approval.injury_grade,
    approval.wage,
    cast(approval.approved_amount as decimal(38, 2)) as approved_amount
  from facts.benefit_approval as approval
  where approval.line = '410' and approval.item in ('disability_lump_sum', 'death_lump_sum')
),
income as (
  select income.year, income.amount
  from facts.statutory_disposable_income as income
  join facts.run as run
    on income.valid_from <= run.last_day
    and (income.valid_to is null or income.valid_to >= run.last_day)
),
multiple as (
  select multiple.grade, multiple.months
  from facts.statutory_disability_multiple as multiple
  join facts.run as run
    on multiple.valid_from <= run.last_day
    and (multiple.valid_to is null or multiple.valid_to >= run.last_day)
),
measured as (
  select
    lump_sum.agency,
    lump_sum.line,
    lump_sum.person_no,
    lump_sum.approval_no,
    lump_sum.item,
    lump_sum.start_period,
    lump_sum.injury_grade,
    lump_sum.wage,
    lump_sum.approved_amount,
    case
      when lump_sum.item = 'disability_lump_sum' then cast(lump_sum.wage as decimal(38, 2)) * multiple.months
      else parameter.death_multiple * cast(income.amount as decimal(38, 2))
    end as standard,
    -- A benefit that begins in January may belong to a death in December, and so to the year before.
    case
      when lump_sum.item = 'death_lump_sum' and substr(lump_sum.start_period, 5, 2) = '01'
      then parameter.death_multiple * cast(earlier_income.amount as decimal(38, 2))
    end as other_standard,
    case
      when lump_sum.item = 'disability_lump_sum' and lump_sum.injury_grade is null then 'injury_grade'
      when lump_sum.item = 'disability_lump_sum' and lump_sum.wage is null then 'wage'
      when lump_sum.item = 'disability_lump_sum' and multiple.months is null then 'statutory_disability_multiple'
      when lump_sum.item = 'death_lump_sum' and income.amount is null then 'statutory_disposable_income'
    end as missing,
    parameter.tolerance
  from lump_sum
  cross join facts.parameter as parameter
  left join multiple on multiple.grade = lump_sum.injury_grade
  left join income on income.year = substr(period_add(lump_sum.start_period, -12), 1, 4)
  left join income as earlier_income on earlier_income.year = substr(period_add(lump_sum.start_period, -24), 1, 4)
),
judged as (
  select
    measured.agency,
    measured.line,
    measured.person_no,
    measured.approval_no,
    measured.item,
    measured.start_period,
    measured.injury_grade,
    measured.wage,
    measured.approved_amount,
    measured.standard,
    measured.missing,
    abs(measured.approved_amount - measured.standard) as difference
  from measured
  where measured.missing is not null
    or (abs(measured.approved_amount - measured.standard) > measured.tolerance
      and coalesce(abs(measured.approved_amount - measured.other_standard) > measured.tolerance, true))
),
-- One answer a person: what differs most, and a difference before an open question.
answer_of_person as (
  select distinct on (judged.agency, judged.line, judged.person_no)
    judged.agency,
    judged.line,
    judged.person_no,
    judged.approval_no,
    judged.item,
    judged.start_period,
    judged.injury_grade,
    judged.wage,
    judged.approved_amount,
    judged.standard,
    judged.missing,
    judged.difference
  from judged
  where judged.missing is null or judged.missing in ('injury_grade', 'wage')
  order by
    judged.agency nulls last,
    judged.line nulls last,
    judged.person_no nulls last,
    judged.missing nulls first,
    judged.difference desc nulls last,
    judged.approval_no nulls last
),
answer as (
  select
    case when one.missing is null then 'hit' else 'cannot_decide' end as verdict,
    one.agency,
    one.line,
    one.person_no as subject,
    one.person_no as hit_key,
    cast(null as text) as related_key,
    run.period as first_period,
    case when one.missing is null then one.approved_amount end as observed,
    case when one.missing is null then one.standard end as threshold,
    case when one.missing is null then one.difference end as amount,
    one.missing,
    person.name,
    one.item,
    one.injury_grade,
    one.wage,
    one.standard,
    one.approved_amount,
    one.approval_no,
    one.start_period
  from answer_of_person as one
  cross join facts.run as run
  left join facts.person as person
    on person.agency = one.agency
    and person.line = one.line
    and person.person_no = one.person_no
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
    cast(null as decimal(38, 2)) as observed,
    cast(null as decimal(38, 2)) as threshold,
    cast(null as decimal(38, 2)) as amount,
    min(judged.missing) as missing,
    cast(null as text) as name,
    cast(null as text) as item,
    cast(null as integer) as injury_grade,
    cast(null as decimal(38, 2)) as wage,
    cast(null as decimal(38, 2)) as standard,
    cast(null as decimal(38, 2)) as approved_amount,
    cast(null as text) as approval_no,
    cast(null as text) as start_period
  from judged
  cross join facts.run as run
  where judged.missing in ('statutory_disability_multiple', 'statutory_disposable_income')
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
  answer.item as item,
  cast(answer.injury_grade as integer) as injury_grade,
  cast(answer.wage as decimal(38, 2)) as wage,
  cast(answer.standard as decimal(38, 2)) as standard,
  cast(answer.approved_amount as decimal(38, 2)) as approved_amount,
  answer.approval_no as approval_no,
  answer.start_period as start_period
from answer
order by
  answer.agency nulls last,
  answer.line nulls last,
  answer.subject nulls last,
  answer.verdict desc nulls last,
  answer.hit_key nulls last

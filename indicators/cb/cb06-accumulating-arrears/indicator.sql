-- Who owes for this month's fee: the small side from which the history is read.
with due_now as (
  select
    levy.agency,
    levy.line,
    levy.employer_no,
    sum(levy.unit_due + levy.person_due) filter (where levy.person_no is not null) as by_person,
    sum(levy.unit_due + levy.person_due) filter (where levy.person_no is null) as as_a_whole
  from facts.levy as levy
  join facts.run as run on run.period = levy.fee_period
  where levy.line <> '170'
    and levy.employer_no is not null
    and levy.kind <> 'arrears'
  group by levy.agency, levy.line, levy.employer_no
),
paid_now as (
  select contribution.agency, contribution.line, contribution.employer_no, sum(contribution.amount) as paid
  from facts.contribution as contribution
  join facts.run as run on run.period = contribution.fee_period
  where contribution.line <> '170'
    and contribution.employer_no is not null
  group by contribution.agency, contribution.line, contribution.employer_no
),
short_now as (
  select due_now.agency, due_now.line, due_now.employer_no
  from due_now
  cross join facts.parameter as parameter
  left join paid_now
    on paid_now.agency = due_now.agency
    and paid_now.line = due_now.line
    and paid_now.employer_no = due_now.employer_no
  where coalesce(due_now.by_person, due_now.as_a_whole) - coalesce(paid_now.paid, 0) > parameter.min_gap
),
due as (
  select
    levy.agency,
    levy.line,
    levy.employer_no,
    levy.fee_period,
    sum(levy.unit_due + levy.person_due) filter (where levy.person_no is not null) as by_person,
    sum(levy.unit_due + levy.person_due) filter (where levy.person_no is null) as as_a_whole
  from short_now
  join facts.levy_history as levy
    on levy.agency = short_now.agency
    and levy.line = short_now.line
    and levy.employer_no = short_now.employer_no
  where levy.kind <> 'arrears'
  group by levy.agency, levy.line, levy.employer_no, levy.fee_period
),
paid as (
  select
    contribution.agency,
    contribution.line,
    contribution.employer_no,
    contribution.fee_period,
    sum(contribution.amount) as paid
  from short_now
  join facts.contribution_history as contribution
    on contribution.agency = short_now.agency
    and contribution.line = short_now.line
    and contribution.employer_no = short_now.employer_no
  group by contribution.agency, contribution.line, contribution.employer_no, contribution.fee_period
),
month_before as (
  select cast(series.n as integer) as months_ago, period_add(run.period, cast(0 - series.n as integer)) as fee_period
  from facts.run as run
  cross join generate_series(0, 11) as series(n)
),
monthly as (
  select
    due.agency,
    due.line,
    due.employer_no,
    due.fee_period,
    month_before.months_ago,
    cast(coalesce(due.by_person, due.as_a_whole) as decimal(38, 2)) as due,
    cast(coalesce(paid.paid, 0) as decimal(38, 2)) as paid
  from due
  join month_before on month_before.fee_period = due.fee_period
  left join paid
    on paid.agency = due.agency
    and paid.line = due.line
    and paid.employer_no = due.employer_no
    and paid.fee_period = due.fee_period
),
owing as (
  select
    monthly.agency,
    monthly.line,
    monthly.employer_no,
    monthly.fee_period,
    monthly.months_ago,
    monthly.due,
    monthly.paid,
    row_number() over (
      partition by monthly.agency, monthly.line, monthly.employer_no
      order by monthly.months_ago nulls last
    ) as owing_rank
  from monthly
  join facts.parameter as parameter on monthly.due - monthly.paid > parameter.min_gap
),
-- The months that owe without a gap from this month backwards.
unbroken as (
  select
    owing.agency,
    owing.line,
    owing.employer_no,
    count(*) as months,
    min(owing.fee_period) as first_period,
    sum(owing.due) as due,
    sum(owing.paid) as paid,
    sum(owing.due - owing.paid) filter (where owing.months_ago = 0) as month_gap
  from owing
  where owing.owing_rank = owing.months_ago + 1
  group by owing.agency, owing.line, owing.employer_no
),
-- The earliest month of which the place has sent its business.
sent_since as (
  select submission.agency, submission.line, min(submission.period) as period
  from facts.submission as submission
  where submission.dataset = 'business' and submission.state = 'accepted'
  group by submission.agency, submission.line
),
judged as (
  select
    case
      when unbroken.months >= least(parameter.months_medium, parameter.months_high) then 'hit'
      when unbroken.first_period <= sent_since.period then 'cannot_decide'
    end as verdict,
    case when unbroken.months >= parameter.months_high then 'high' end as severity,
    case
      when unbroken.months >= parameter.months_high then parameter.months_high
      else parameter.months_medium
    end as threshold,
    unbroken.agency,
    unbroken.line,
    unbroken.employer_no,
    unbroken.months,
    unbroken.first_period,
    unbroken.due,
    unbroken.paid,
    unbroken.month_gap
  from unbroken
  cross join facts.parameter as parameter
  join sent_since
    on sent_since.agency = unbroken.agency
    and sent_since.line = unbroken.line
)
select
  judged.verdict as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.employer_no as subject,
  judged.employer_no as hit_key,
  cast(null as text) as related_key,
  judged.first_period as first_period,
  cast(judged.months as decimal(38, 6)) as observed,
  cast(judged.threshold as decimal(38, 6)) as threshold,
  cast(judged.due - judged.paid as decimal(38, 2)) as amount,
  judged.severity as severity,
  case when judged.verdict = 'cannot_decide' then 'levy' end as missing,
  employer.name as employer_name,
  employer.status as employer_status,
  cast(judged.due as decimal(38, 2)) as due,
  cast(judged.paid as decimal(38, 2)) as paid,
  cast(judged.month_gap as decimal(38, 2)) as month_gap
from judged
left join facts.employer as employer
  on employer.agency = judged.agency
  and employer.line = judged.line
  and employer.employer_no = judged.employer_no
where judged.verdict is not null
order by judged.agency nulls last, judged.line nulls last, judged.employer_no nulls last

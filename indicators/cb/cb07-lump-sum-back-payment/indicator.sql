with receipt as (
  select
    contribution.agency,
    contribution.line,
    contribution.receipt_no,
    contribution.person_no,
    contribution.months,
    cast(contribution.amount as decimal(38, 2)) as amount,
    contribution.paid_on,
    contribution.log_no
  from facts.contribution as contribution
  where contribution.line in ('110', '120', '170')
    and contribution.kind = 'back'
    and contribution.person_no is not null
    and contribution.amount > 0
),
payer as (
  select distinct receipt.agency, receipt.line, receipt.person_no
  from receipt
),
named as (
  select
    payer.agency,
    payer.line,
    payer.person_no,
    person.name,
    person.retire_class,
    person.birth_date as sent_birth,
    person.sex as sent_sex,
    id_key(person.id_number) as natural_person,
    is_valid_citizen_id(id_key(person.id_number), run.last_day) as has_valid_id
  from payer
  cross join facts.run as run
  left join facts.person as person
    on person.agency = payer.agency
    and person.line = payer.line
    and person.person_no = payer.person_no
),
known as (
  select
    named.agency,
    named.line,
    named.person_no,
    named.name,
    named.retire_class,
    case
      when named.sent_birth is not null then named.sent_birth
      when named.has_valid_id then cast(
        substr(named.natural_person, 7, 4) || '-' || substr(named.natural_person, 11, 2)
        || '-' || substr(named.natural_person, 13, 2) as date
      )
    end as birth_date,
    case
      when named.sent_sex in ('1', '2') then named.sent_sex
      when named.has_valid_id
        then case when substr(named.natural_person, 17, 1) in ('1', '3', '5', '7', '9') then '1' else '2' end
    end as sex
  from named
),
-- Every month in which the person may reach the age: that of the class sent, else those of the sex, else all.
retirement as (
  select known.agency, known.line, known.person_no, retirement_month(known.birth_date, class.name) as retires_in
  from known
  join (
    select 'M60' as name, '1' as sex
    union all
    select 'F55' as name, '2' as sex
    union all
    select 'F50' as name, '2' as sex
  ) as class
    on class.name = known.retire_class
    or (known.retire_class is null and (class.sex = known.sex or known.sex is null))
  where known.line <> '170' and known.birth_date is not null
  union all
  select
    known.agency,
    known.line,
    known.person_no,
    period_of(add_months(known.birth_date, 12 * parameter.resident_age)) as retires_in
  from known
  cross join facts.parameter as parameter
  where known.line = '170' and known.birth_date is not null
),
distance as (
  select
    receipt.agency,
    receipt.line,
    receipt.receipt_no,
    receipt.person_no,
    retirement.retires_in,
    12 * (cast(substr(retirement.retires_in, 1, 4) as integer)
      - cast(substr(period_of(receipt.paid_on), 1, 4) as integer))
      + cast(substr(retirement.retires_in, 5, 2) as integer)
      - cast(substr(period_of(receipt.paid_on), 5, 2) as integer) as months_before
  from receipt
  join retirement
    on retirement.agency = receipt.agency
    and retirement.line = receipt.line
    and retirement.person_no = receipt.person_no
),
near_retirement as (
  select
    distance.agency,
    distance.line,
    distance.receipt_no,
    distance.person_no,
    min(distance.retires_in) as retires_in,
    min(distance.months_before) as months_before,
    bool_and(distance.months_before between 0 and parameter.before_retirement) as is_near
  from distance
  cross join facts.parameter as parameter
  group by distance.agency, distance.line, distance.receipt_no, distance.person_no
  having bool_or(distance.months_before between 0 and parameter.before_retirement)
),
handled as (
  select
    receipt.agency,
    receipt.line,
    receipt.receipt_no,
    receipt.person_no,
    log.staff_no,
    cast(log.operated_at as date) as handled_on
  from receipt
  left join facts.operation_log_history as log
    on log.agency = receipt.agency
    and log.log_no = receipt.log_no
),
by_clerk as (
  select handled.agency, handled.line, handled.staff_no, handled.handled_on, count(*) as receipts
  from handled
  where handled.staff_no is not null
  group by handled.agency, handled.line, handled.staff_no, handled.handled_on
),
-- What nobody is known to have handled may be one clerk's, of one day.
unknown_clerk as (
  select
    handled.agency,
    handled.line,
    count(*) as receipts
  from handled
  where handled.staff_no is null
  group by handled.agency, handled.line
),
busiest as (
  select by_clerk.agency, by_clerk.line, max(by_clerk.receipts) as receipts
  from by_clerk
  group by by_clerk.agency, by_clerk.line
),
finding as (
  select
    receipt.agency,
    receipt.line,
    receipt.receipt_no,
    receipt.person_no,
    1 as importance,
    '单次补缴月数过多' as said,
    cast(receipt.months as decimal(38, 6)) as observed,
    cast(parameter.back_months as decimal(38, 6)) as threshold,
    cast(null as text) as staff_no,
    cast(null as bigint) as same_day
  from receipt
  join facts.parameter as parameter on receipt.months >= parameter.back_months
  union all
  select
    receipt.agency,
    receipt.line,
    receipt.receipt_no,
    receipt.person_no,
    2 as importance,
    '单次补缴金额过大' as said,
    cast(receipt.amount as decimal(38, 6)) as observed,
    cast(parameter.back_amount as decimal(38, 6)) as threshold,
    cast(null as text) as staff_no,
    cast(null as bigint) as same_day
  from receipt
  join facts.parameter as parameter on receipt.amount >= parameter.back_amount
  union all
  select
    near_retirement.agency,
    near_retirement.line,
    near_retirement.receipt_no,
    near_retirement.person_no,
    3 as importance,
    '达到领取年龄前突击补缴' as said,
    cast(near_retirement.months_before as decimal(38, 6)) as observed,
    cast(parameter.before_retirement as decimal(38, 6)) as threshold,
    cast(null as text) as staff_no,
    cast(null as bigint) as same_day
  from near_retirement
  cross join facts.parameter as parameter
  where near_retirement.is_near
  union all
  select
    handled.agency,
    handled.line,
    handled.receipt_no,
    handled.person_no,
    4 as importance,
    '同一经办人同日办理多笔补缴' as said,
    cast(by_clerk.receipts as decimal(38, 6)) as observed,
    cast(parameter.same_handler as decimal(38, 6)) as threshold,
    by_clerk.staff_no,
    by_clerk.receipts as same_day
  from handled
  join by_clerk
    on by_clerk.agency = handled.agency
    and by_clerk.line = handled.line
    and by_clerk.staff_no = handled.staff_no
    and by_clerk.handled_on = handled.handled_on
  join facts.parameter as parameter on by_clerk.receipts >= parameter.same_handler
),
left_open as (
  select receipt.agency, receipt.line, receipt.person_no, 'months' as missing
  from receipt
  where receipt.months is null
  union all
  select known.agency, known.line, known.person_no, 'birth_date' as missing
  from known
  where known.birth_date is null
  union all
  select near_retirement.agency, near_retirement.line, near_retirement.person_no, 'retire_class' as missing
  from near_retirement
  where not near_retirement.is_near
  union all
  select handled.agency, handled.line, handled.person_no, 'log_no' as missing
  from handled
  join unknown_clerk
    on unknown_clerk.agency = handled.agency
    and unknown_clerk.line = handled.line
  left join busiest
    on busiest.agency = handled.agency
    and busiest.line = handled.line
  left join by_clerk
    on by_clerk.agency = handled.agency
    and by_clerk.line = handled.line
    and by_clerk.staff_no = handled.staff_no
    and by_clerk.handled_on = handled.handled_on
  cross join facts.parameter as parameter
  where unknown_clerk.receipts + case
      when handled.staff_no is null then coalesce(busiest.receipts, 0)
      else by_clerk.receipts
    end >= parameter.same_handler
),
strongest as (
  select distinct on (finding.agency, finding.line, finding.person_no)
    finding.agency,
    finding.line,
    finding.person_no,
    finding.observed,
    finding.threshold
  from finding
  order by
    finding.agency nulls last,
    finding.line nulls last,
    finding.person_no nulls last,
    finding.importance nulls last,
    finding.observed desc nulls last
),
found as (
  select
    finding.agency,
    finding.line,
    finding.person_no,
    string_agg(distinct finding.said, '；' order by finding.said nulls last) as finding,
    min(finding.staff_no) as staff_no,
    max(finding.same_day) as same_day
  from finding
  group by finding.agency, finding.line, finding.person_no
),
abnormal as (
  select
    receipt.agency,
    receipt.line,
    receipt.person_no,
    count(*) as receipts,
    sum(receipt.amount) as amount,
    max(receipt.months) as months,
    max(receipt.paid_on) as paid_on
  from receipt
  join (
    select distinct finding.agency, finding.line, finding.receipt_no
    from finding
  ) as abnormal_receipt
    on abnormal_receipt.agency = receipt.agency
    and abnormal_receipt.line = receipt.line
    and abnormal_receipt.receipt_no = receipt.receipt_no
  group by receipt.agency, receipt.line, receipt.person_no
),
retires as (
  select near_retirement.agency, near_retirement.line, near_retirement.person_no, min(near_retirement.retires_in) as retires_in
  from near_retirement
  where near_retirement.is_near
  group by near_retirement.agency, near_retirement.line, near_retirement.person_no
),
answer as (
  select
    'hit' as verdict,
    found.agency,
    found.line,
    found.person_no,
    strongest.observed,
    strongest.threshold,
    abnormal.amount,
    cast(null as text) as missing,
    found.finding,
    abnormal.receipts,
    abnormal.months,
    abnormal.paid_on,
    retires.retires_in,
    found.staff_no,
    found.same_day
  from found
  join strongest
    on strongest.agency = found.agency
    and strongest.line = found.line
    and strongest.person_no = found.person_no
  join abnormal
    on abnormal.agency = found.agency
    and abnormal.line = found.line
    and abnormal.person_no = found.person_no
  left join retires
    on retires.agency = found.agency
    and retires.line = found.line
    and retires.person_no = found.person_no
  union all
  select
    'cannot_decide' as verdict,
    left_open.agency,
    left_open.line,
    left_open.person_no,
    cast(null as decimal(38, 6)) as observed,
    cast(null as decimal(38, 6)) as threshold,
    cast(null as decimal(38, 2)) as amount,
    string_agg(distinct left_open.missing, ',' order by left_open.missing nulls last) as missing,
    cast(null as text) as finding,
    cast(null as bigint) as receipts,
    cast(null as integer) as months,
    cast(null as date) as paid_on,
    cast(null as text) as retires_in,
    cast(null as text) as staff_no,
    cast(null as bigint) as same_day
  from left_open
  where not exists (
    select 1
    from found
    where found.agency = left_open.agency
      and found.line = left_open.line
      and found.person_no = left_open.person_no
  )
  group by left_open.agency, left_open.line, left_open.person_no
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.person_no as subject,
  answer.person_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  answer.observed as observed,
  answer.threshold as threshold,
  cast(answer.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  known.name as name,
  answer.finding as finding,
  cast(answer.receipts as integer) as receipts,
  answer.months as months,
  answer.paid_on as paid_on,
  answer.retires_in as retires_in,
  answer.staff_no as staff_no,
  cast(answer.same_day as integer) as same_day
from answer
join known
  on known.agency = answer.agency
  and known.line = answer.line
  and known.person_no = answer.person_no
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.person_no nulls last

with month_item as (
  select
    account.agency,
    account.line,
    account.person_no,
    'closing' as check_name,
    cast(
      account.opening + account.credit_person + account.credit_subsidy + account.interest - account.debit as decimal(38, 2)
    ) as expected,
    cast(account.closing as decimal(38, 2)) as sent
  from facts.personal_account as account
),
carried_item as (
  select
    account.agency,
    account.line,
    account.person_no,
    'opening' as check_name,
    cast(before.closing as decimal(38, 2)) as expected,
    cast(account.opening as decimal(38, 2)) as sent
  from facts.personal_account as account
  cross join facts.run as run
  join facts.personal_account_history as before
    on before.agency = account.agency
    and before.line = account.line
    and before.person_no = account.person_no
    and before.period = period_add(run.period, -1)
),
-- What is right is summed together, so that a row for each account is not kept.
tallied as (
  select
    item.agency,
    item.line,
    item.is_broken,
    case when item.is_broken then item.person_no end as person_no,
    case when item.is_broken then item.check_name end as check_name,
    count(*) as compared,
    sum(item.expected) as expected,
    sum(item.sent) as sent
  from (
    select
      checked.agency,
      checked.line,
      checked.person_no,
      checked.check_name,
      checked.expected,
      checked.sent,
      abs(checked.expected - checked.sent) > parameter.tolerance as is_broken
    from (
      select agency, line, person_no, check_name, expected, sent from month_item
      union all
      select agency, line, person_no, check_name, expected, sent from carried_item
    ) as checked
    cross join facts.parameter as parameter
  ) as item
  group by
    item.agency,
    item.line,
    item.is_broken,
    case when item.is_broken then item.person_no end,
    case when item.is_broken then item.check_name end
),
counted as (
  select
    tallied.agency,
    tallied.line,
    sum(tallied.compared) as compared,
    bool_or(tallied.is_broken) as is_broken,
    sum(tallied.expected) as expected,
    sum(tallied.sent) as sent
  from tallied
  group by tallied.agency, tallied.line
),
answer as (
  select
    case when counted.is_broken then 'broken' else 'holds' end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.expected,
    counted.sent,
    cast(null as text) as person_no,
    cast(null as text) as check_name
  from counted
  union all
  select
    'row' as verdict,
    tallied.agency,
    tallied.line,
    tallied.person_no || ':' || tallied.check_name as item,
    cast(null as bigint) as compared,
    tallied.expected,
    tallied.sent,
    tallied.person_no,
    tallied.check_name
  from tallied
  where tallied.is_broken
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  cast(answer.compared as bigint) as compared,
  cast(answer.expected as decimal(38, 6)) as left_value,
  cast(answer.sent as decimal(38, 6)) as right_value,
  cast(answer.expected - answer.sent as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.person_no as person_no,
  answer.check_name as check_name
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

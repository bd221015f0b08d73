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
item as (
  select month_item.agency, month_item.line, month_item.person_no, month_item.check_name, month_item.expected, month_item.sent
  from month_item
  union all
  select
    carried_item.agency,
    carried_item.line,
    carried_item.person_no,
    carried_item.check_name,
    carried_item.expected,
    carried_item.sent
  from carried_item
),
counted as (
  select
    item.agency,
    item.line,
    count(*) as compared,
    count(*) filter (where abs(item.expected - item.sent) > parameter.tolerance) as broken,
    sum(item.expected) as expected,
    sum(item.sent) as sent
  from item
  cross join facts.parameter as parameter
  group by item.agency, item.line
),
answer as (
  select
    case when counted.broken > 0 then 'broken' else 'holds' end as verdict,
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
    item.agency,
    item.line,
    item.person_no || ':' || item.check_name as item,
    cast(null as bigint) as compared,
    item.expected,
    item.sent,
    item.person_no,
    item.check_name
  from item
  cross join facts.parameter as parameter
  where abs(item.expected - item.sent) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.expected as decimal(38, 6)) as left_value,
  cast(answer.sent as decimal(38, 6)) as right_value,
  cast(answer.expected - answer.sent as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.person_no as person_no,
  answer.check_name as check_name
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

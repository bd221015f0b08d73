-- A transfer is what its latest row says.
with latest_row as (
  select history.agency, history.line, history.transfer_no, max(history.period) as period
  from facts.relation_transfer_history as history
  where history.line in ('110', '120', '170')
  group by history.agency, history.line, history.transfer_no
),
transfer as (
  select
    history.agency,
    history.line,
    history.transfer_no,
    history.person_no,
    history.direction,
    history.other_region,
    history.months,
    history.account_amount,
    history.pooled_amount,
    history.applied_on,
    case when history.completed_on <= run.last_day then history.completed_on end as completed_on,
    history.period = run.period as is_of_month,
    cast(
      case when history.completed_on <= run.last_day then history.completed_on else run.last_day end
      - history.applied_on as integer
    ) as days,
    id_key(person.id_number) as natural_person,
    person.name
  from latest_row
  cross join facts.run as run
  join facts.relation_transfer_history as history
    on history.agency = latest_row.agency
    and history.line = latest_row.line
    and history.transfer_no = latest_row.transfer_no
    and history.period = latest_row.period
  left join facts.person as person
    on person.agency = history.agency
    and person.line = history.line
    and person.person_no = history.person_no
),
-- What came in this month and the last transfer out of the same person elsewhere in the region before it.
pair as (
  select distinct on (arrived.agency, arrived.line, arrived.transfer_no)
    arrived.agency,
    arrived.line,
    arrived.transfer_no,
    arrived.natural_person,
    left_there.agency as out_agency,
    left_there.line as out_line,
    left_there.transfer_no as out_transfer_no,
    arrived.months as in_months,
    left_there.months as out_months,
    arrived.account_amount as in_account,
    left_there.account_amount as out_account
  from transfer as arrived
  join transfer as left_there
    on left_there.natural_person = arrived.natural_person
    and left_there.direction = 'out'
    and left_there.completed_on <= arrived.completed_on
    and (left_there.agency <> arrived.agency or left_there.line <> arrived.line)
  where arrived.direction = 'in'
    and arrived.is_of_month
    and (arrived.other_region is null or left(arrived.other_region, 2) = left(left_there.agency, 2))
  order by
    arrived.agency nulls last,
    arrived.line nulls last,
    arrived.transfer_no nulls last,
    left_there.completed_on desc nulls last,
    left_there.agency nulls last,
    left_there.line nulls last,
    left_there.transfer_no nulls last
),
compared as (
  select
    pair.agency,
    pair.line,
    pair.transfer_no,
    pair.out_agency,
    pair.out_line,
    pair.out_transfer_no,
    pair.natural_person,
    coalesce(pair.in_account <> pair.out_account, false)
      or (pair.line = pair.out_line and coalesce(pair.in_months <> pair.out_months, false)) as differs,
    pair.in_account is null or pair.out_account is null as account_unknown,
    pair.line = pair.out_line and (pair.in_months is null or pair.out_months is null) as months_unknown,
    coalesce(cast(pair.in_months as text), '') || '/' || coalesce(cast(pair.in_account as text), '') || '，'
      || coalesce(cast(pair.out_months as text), '') || '/' || coalesce(cast(pair.out_account as text), '') as sides
  from pair
),
finding as (
  select
    compared.agency,
    compared.line,
    compared.transfer_no,
    1 as importance,
    '转入与转出不符' as said,
    compared.natural_person as related_key,
    compared.sides
  from compared
  where compared.differs
  union all
  select
    compared.out_agency as agency,
    compared.out_line as line,
    compared.out_transfer_no as transfer_no,
    1 as importance,
    '转入与转出不符' as said,
    compared.natural_person as related_key,
    compared.sides
  from compared
  where compared.differs
  union all
  select
    transfer.agency,
    transfer.line,
    transfer.transfer_no,
    2 as importance,
    '转移基金为零' as said,
    cast(null as text) as related_key,
    cast(null as text) as sides
  from transfer
  where transfer.is_of_month
    and transfer.completed_on is not null
    and transfer.months is distinct from 0
    and transfer.account_amount = 0
    and (transfer.line = '170' or transfer.pooled_amount = 0)
  union all
  select
    transfer.agency,
    transfer.line,
    transfer.transfer_no,
    3 as importance,
    '在途过久' as said,
    cast(null as text) as related_key,
    cast(null as text) as sides
  from transfer
  cross join facts.parameter as parameter
  where transfer.days > parameter.max_days and (transfer.is_of_month or transfer.completed_on is null)
),
left_open as (
  select compared.agency, compared.line, compared.transfer_no, 'account_amount' as missing
  from compared
  where not compared.differs and compared.account_unknown
  union all
  select compared.agency, compared.line, compared.transfer_no, 'months' as missing
  from compared
  where not compared.differs and compared.months_unknown
  union all
  select transfer.agency, transfer.line, transfer.transfer_no, 'account_amount' as missing
  from transfer
  where transfer.is_of_month
    and transfer.completed_on is not null
    and transfer.months is distinct from 0
    and transfer.account_amount is null
    and (transfer.line = '170' or coalesce(transfer.pooled_amount, 0) = 0)
  union all
  select transfer.agency, transfer.line, transfer.transfer_no, 'pooled_amount' as missing
  from transfer
  where transfer.is_of_month
    and transfer.completed_on is not null
    and transfer.months is distinct from 0
    and transfer.line <> '170'
    and transfer.account_amount = 0
    and transfer.pooled_amount is null
  union all
  select transfer.agency, transfer.line, transfer.transfer_no, 'id_number' as missing
  from transfer
  where transfer.is_of_month
    and transfer.completed_on is not null
    and transfer.direction = 'in'
    and transfer.natural_person is null
    and left(transfer.other_region, 2) = left(transfer.agency, 2)
),
strongest as (
  select distinct on (transfer.agency, transfer.line, transfer.person_no)
    transfer.agency,
    transfer.line,
    transfer.person_no,
    transfer.transfer_no,
    finding.importance,
    finding.sides
  from finding
  join transfer
    on transfer.agency = finding.agency
    and transfer.line = finding.line
    and transfer.transfer_no = finding.transfer_no
  order by
    transfer.agency nulls last,
    transfer.line nulls last,
    transfer.person_no nulls last,
    finding.importance nulls last,
    transfer.days desc nulls last,
    transfer.transfer_no nulls last
),
found as (
  select
    transfer.agency,
    transfer.line,
    transfer.person_no,
    string_agg(distinct finding.said, '；' order by finding.said nulls last) as said,
    max(finding.related_key) as related_key
  from finding
  join transfer
    on transfer.agency = finding.agency
    and transfer.line = finding.line
    and transfer.transfer_no = finding.transfer_no
  group by transfer.agency, transfer.line, transfer.person_no
),
open_person as (
  select
    transfer.agency,
    transfer.line,
    transfer.person_no,
    min(left_open.transfer_no) as transfer_no,
    string_agg(distinct left_open.missing, ',' order by left_open.missing nulls last) as missing
  from left_open
  join transfer
    on transfer.agency = left_open.agency
    and transfer.line = left_open.line
    and transfer.transfer_no = left_open.transfer_no
  where not exists (
    select 1
    from found
    where found.agency = transfer.agency
      and found.line = transfer.line
      and found.person_no = transfer.person_no
  )
  group by transfer.agency, transfer.line, transfer.person_no
),
answer as (
  select
    'hit' as verdict,
    found.agency,
    found.line,
    found.person_no,
    strongest.transfer_no,
    found.related_key,
    found.said,
    strongest.importance,
    strongest.sides,
    cast(null as text) as missing
  from found
  join strongest
    on strongest.agency = found.agency
    and strongest.line = found.line
    and strongest.person_no = found.person_no
  union all
  select
    'cannot_decide' as verdict,
    open_person.agency,
    open_person.line,
    open_person.person_no,
    open_person.transfer_no,
    cast(null as text) as related_key,
    cast(null as text) as said,
    cast(null as integer) as importance,
    cast(null as text) as sides,
    open_person.missing
  from open_person
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.person_no as subject,
  answer.person_no as hit_key,
  answer.related_key as related_key,
  run.period as first_period,
  cast(case when answer.importance = 3 then transfer.days end as decimal(38, 6)) as observed,
  cast(case when answer.importance = 3 then parameter.max_days end as decimal(38, 6)) as threshold,
  cast(
    case when answer.verdict = 'hit' then coalesce(transfer.account_amount, 0) + coalesce(transfer.pooled_amount, 0) end
    as decimal(38, 2)
  ) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  transfer.name as name,
  answer.said as finding,
  answer.transfer_no as transfer_no,
  transfer.direction as direction,
  transfer.other_region as other_region,
  transfer.days as days,
  answer.sides as sides,
  transfer.applied_on as applied_on
from answer
join transfer
  on transfer.agency = answer.agency
  and transfer.line = answer.line
  and transfer.transfer_no = answer.transfer_no
cross join facts.run as run
cross join facts.parameter as parameter
order by answer.agency nulls last, answer.line nulls last, answer.person_no nulls last

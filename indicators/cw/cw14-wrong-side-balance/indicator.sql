-- A head may be sent whole, in its details, or both: the rows of its shortest code count.
with balance_row as (
  select
    balance.agency,
    balance.line,
    substr(balance.subject, 1, 4) as head,
    balance.opening,
    balance.debit,
    balance.credit,
    balance.closing,
    length(balance.subject) as code_length,
    min(length(balance.subject)) over (
      partition by balance.agency, balance.line, substr(balance.subject, 1, 4)
    ) as shortest
  from facts.subject_balance as balance
),
head_balance as (
  select
    balance_row.agency,
    balance_row.line,
    balance_row.head,
    cast(sum(balance_row.opening) as decimal(38, 2)) as opening,
    cast(sum(balance_row.debit) as decimal(38, 2)) as debit,
    cast(sum(balance_row.credit) as decimal(38, 2)) as credit,
    cast(sum(balance_row.closing) as decimal(38, 2)) as closing
  from balance_row
  where balance_row.code_length = balance_row.shortest
  group by balance_row.agency, balance_row.line, balance_row.head
  having sum(balance_row.closing) <> 0
),
account as (
  select statutory.subject, min(statutory.name) as name, min(statutory.class) as class
  from facts.statutory_account as statutory
  cross join facts.run as run
  where statutory.valid_from <= run.last_day and (statutory.valid_to is null or statutory.valid_to >= run.last_day)
  group by statutory.subject
),
-- Income and expenditure are carried to the fund balance: a head of each side in one voucher.
transfer_place as (
  select distinct balance_entry.agency, balance_entry.line
  from facts.voucher_entry as balance_entry
  join facts.voucher_entry as result_entry
    on result_entry.agency = balance_entry.agency
    and result_entry.line = balance_entry.line
    and result_entry.voucher_no = balance_entry.voucher_no
  where substr(balance_entry.subject, 1, 4) in ('3001', '3101', '3201')
    and substr(result_entry.subject, 1, 1) in ('4', '5')
),
judged as (
  select
    head_balance.agency,
    head_balance.line,
    head_balance.head,
    account.name,
    account.class,
    head_balance.opening,
    head_balance.debit,
    head_balance.credit,
    head_balance.closing,
    case
      when account.class in ('资产类', '支出类') and head_balance.closing < 0 then '应为借方余额，实为贷方余额'
      when account.class in ('负债类', '收入类') and head_balance.closing > 0 and head_balance.head <> '4202'
        then '应为贷方余额，实为借方余额'
      when account.class in ('收入类', '支出类')
        and head_balance.head not in ('4601', '4602')
        and transfer_place.agency is not null
        then '结转后仍有余额'
    end as finding
  from head_balance
  left join account on account.subject = head_balance.head
  left join transfer_place
    on transfer_place.agency = head_balance.agency
    and transfer_place.line = head_balance.line
),
answer as (
  select
    'hit' as verdict,
    judged.agency,
    judged.line,
    judged.head as hit_key,
    judged.closing,
    judged.finding,
    judged.name,
    judged.class,
    judged.opening,
    judged.debit,
    judged.credit
  from judged
  where judged.finding is not null
  union all
  select
    'cannot_decide' as verdict,
    judged.agency,
    judged.line,
    'total' as hit_key,
    cast(null as decimal(38, 2)) as closing,
    cast(null as text) as finding,
    cast(null as text) as name,
    cast(null as text) as class,
    cast(null as decimal(38, 2)) as opening,
    cast(null as decimal(38, 2)) as debit,
    cast(null as decimal(38, 2)) as credit
  from judged
  where judged.class is null
  group by judged.agency, judged.line
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.agency as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.closing as decimal(38, 6)) as observed,
  cast(case when answer.verdict = 'hit' then 0 end as decimal(38, 6)) as threshold,
  cast(abs(answer.closing) as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when answer.verdict = 'cannot_decide' then 'statutory_account' end as missing,
  answer.finding as finding,
  answer.name as head_name,
  answer.class as account_class,
  answer.opening as opening,
  answer.debit as debit,
  answer.credit as credit,
  answer.closing as closing
from answer
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.hit_key nulls last

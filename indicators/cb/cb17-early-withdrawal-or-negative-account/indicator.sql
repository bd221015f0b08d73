with drawn as (
  select
    account.agency,
    account.line,
    account.person_no,
    account.opening,
    account.debit,
    account.debit_kind,
    account.closing
  from facts.personal_account as account
  where account.line in ('110', '120', '170')
    and (account.closing < 0 or (account.debit > 0 and account.debit_kind is distinct from 'refund'))
),
transferred as (
  select distinct relation_transfer.agency, relation_transfer.line, relation_transfer.person_no
  from facts.relation_transfer_history as relation_transfer
  where relation_transfer.direction = 'out'
),
looked_up as (
  select
    drawn.agency,
    drawn.line,
    drawn.person_no,
    drawn.opening,
    drawn.debit,
    drawn.debit_kind,
    drawn.closing,
    person.name,
    person.person_status,
    case
      when drawn.debit <= 0 or drawn.debit_kind = 'refund' then 'allowed'
      when drawn.debit_kind = 'transfer_out'
        then case when transferred.person_no is null then '没有转出记录而转出账户资金' else 'allowed' end
      when person.person_status = 'dead' then 'allowed'
      when person.person_status = 'retired' and drawn.debit_kind is distinct from 'inheritance' then 'allowed'
      when person.person_status is not null and drawn.debit_kind = 'inheritance' then '人员未登记死亡而支付继承'
      when person.person_status is not null and drawn.debit_kind is not null then '未退休而支取个人账户'
    end as use_of_debit,
    case when person.person_no is null then 'person_status' else 'debit_kind' end as open_field
  from drawn
  left join facts.person as person
    on person.agency = drawn.agency
    and person.line = drawn.line
    and person.person_no = drawn.person_no
  left join transferred
    on transferred.agency = drawn.agency
    and transferred.line = drawn.line
    and transferred.person_no = drawn.person_no
),
judged as (
  select
    case
      when looked_up.closing < 0 or looked_up.use_of_debit <> 'allowed' then 'hit'
      when looked_up.use_of_debit is null then 'cannot_decide'
    end as verdict,
    looked_up.agency,
    looked_up.line,
    looked_up.person_no,
    looked_up.opening,
    looked_up.debit,
    looked_up.debit_kind,
    looked_up.closing,
    looked_up.name,
    looked_up.person_status,
    looked_up.open_field,
    case
      when looked_up.closing < 0 and looked_up.use_of_debit <> 'allowed' then '余额为负，并且' || looked_up.use_of_debit
      when looked_up.closing < 0 then '余额为负'
      when looked_up.use_of_debit <> 'allowed' then looked_up.use_of_debit
    end as finding
  from looked_up
)
select
  judged.verdict as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.person_no as subject,
  judged.person_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(case when judged.closing < 0 then judged.closing else judged.debit end as decimal(38, 6)) as observed,
  cast(0 as decimal(38, 6)) as threshold,
  cast(case when judged.closing < 0 then abs(judged.closing) else judged.debit end as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.verdict = 'cannot_decide' then judged.open_field end as missing,
  judged.name as name,
  judged.finding as finding,
  judged.person_status as person_status,
  judged.debit_kind as debit_kind,
  cast(judged.opening as decimal(38, 2)) as opening,
  cast(judged.debit as decimal(38, 2)) as debit,
  cast(judged.closing as decimal(38, 2)) as closing
from judged
cross join facts.run as run
where judged.verdict is not null
order by judged.agency nulls last, judged.line nulls last, judged.person_no nulls last

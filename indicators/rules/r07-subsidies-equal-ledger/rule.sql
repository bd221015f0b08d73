with credited as (
  select account.agency, account.line, sum(account.credit_subsidy) as amount
  from facts.personal_account as account
  where account.line = '170'
  group by account.agency, account.line
),
transfer_voucher as (
  select distinct entry.agency, entry.line, entry.voucher_no
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) in ('3001', '3101', '3201')
),
subsidy_entry as (
  select
    entry.agency,
    entry.line,
    entry.credit - entry.debit as amount,
    case
      when substr(entry.subject, 1, 4) = '4102' then 'collective'
      when entry.sub_subject is null then 'unknown'
      when strpos(entry.sub_subject, parameter.subsidy_word) > 0 then 'fiscal'
      else 'other'
    end as kind
  from facts.voucher_entry as entry
  cross join facts.parameter as parameter
  left join transfer_voucher
    on transfer_voucher.agency = entry.agency
    and transfer_voucher.line = entry.line
    and transfer_voucher.voucher_no = entry.voucher_no
  where entry.line = '170'
    and substr(entry.subject, 1, 4) in ('4101', '4102')
    and transfer_voucher.voucher_no is null
),
booked as (
  select
    entry.agency,
    entry.line,
    sum(case when entry.kind = 'fiscal' then entry.amount else 0 end) as fiscal,
    sum(case when entry.kind = 'collective' then entry.amount else 0 end) as collective,
    sum(case when entry.kind = 'other' then entry.amount else 0 end) as other,
    count(*) filter (where entry.kind = 'unknown') as unknown
  from subsidy_entry as entry
  group by entry.agency, entry.line
),
compared as (
  select
    coalesce(credited.agency, booked.agency) as agency,
    coalesce(credited.line, booked.line) as line,
    cast(coalesce(credited.amount, 0) as decimal(38, 2)) as credited,
    cast(coalesce(booked.fiscal, 0) as decimal(38, 2)) as fiscal,
    cast(coalesce(booked.collective, 0) as decimal(38, 2)) as collective,
    cast(coalesce(booked.other, 0) as decimal(38, 2)) as other,
    cast(coalesce(booked.fiscal, 0) + coalesce(booked.collective, 0) as decimal(38, 2)) as booked,
    coalesce(booked.unknown, 0) as unknown
  from credited
  full join booked on booked.agency = credited.agency and booked.line = credited.line
),
answer as (
  select
    case
      when compared.unknown > 0 then 'not_checkable'
      when abs(compared.credited - compared.booked) > parameter.tolerance then 'broken'
      else 'holds'
    end as verdict,
    compared.agency,
    compared.line,
    cast(null as text) as item,
    cast(case when compared.unknown > 0 then 0 else 1 end as bigint) as compared,
    case when compared.unknown = 0 then compared.credited end as credited,
    case when compared.unknown = 0 then compared.booked end as booked,
    case when compared.unknown > 0 then 'sub_subject' end as missing,
    compared.fiscal,
    compared.collective,
    compared.other
  from compared
  cross join facts.parameter as parameter
  union all
  select
    'row' as verdict,
    compared.agency,
    compared.line,
    'total' as item,
    cast(null as bigint) as compared,
    compared.credited,
    compared.booked,
    cast(null as text) as missing,
    compared.fiscal,
    compared.collective,
    compared.other
  from compared
  cross join facts.parameter as parameter
  where compared.unknown = 0 and abs(compared.credited - compared.booked) > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.credited as decimal(38, 6)) as left_value,
  cast(answer.booked as decimal(38, 6)) as right_value,
  cast(answer.credited - answer.booked as decimal(38, 6)) as difference,
  answer.missing as missing,
  answer.fiscal as fiscal_sum,
  answer.collective as collective_sum,
  answer.other as other_fiscal_sum
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

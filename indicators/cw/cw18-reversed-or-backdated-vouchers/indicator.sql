with marked as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    bool_or(entry.debit < 0 or entry.credit < 0) as has_negative,
    sum(abs(entry.debit) + abs(entry.credit)) as amount
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) in ('5001', '4001')
  group by entry.agency, entry.line, entry.voucher_no
),
transfer_voucher as (
  select distinct entry.agency, entry.line, entry.voucher_no
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) in ('3001', '3101', '3201')
),
reversed as (
  select
    voucher.agency,
    voucher.line,
    count(*) as vouchers,
    min(voucher.voucher_no) as first_voucher_no,
    min(voucher.voucher_date) as first_date,
    cast(sum(marked.amount) as decimal(38, 2)) as reversed_sum,
    string_agg(distinct voucher.maker, '、' order by voucher.maker nulls last) as makers
  from facts.voucher as voucher
  join marked
    on marked.agency = voucher.agency
    and marked.line = voucher.line
    and marked.voucher_no = voucher.voucher_no
  left join transfer_voucher
    on transfer_voucher.agency = voucher.agency
    and transfer_voucher.line = voucher.line
    and transfer_voucher.voucher_no = voucher.voucher_no
  where transfer_voucher.voucher_no is null and (voucher.reverses is not null or marked.has_negative)
  group by voucher.agency, voucher.line
),
backdated as (
  select
    voucher.agency,
    voucher.line,
    count(*) filter (where voucher.entered_on is not null) as vouchers,
    min(case when voucher.entered_on is not null then voucher.voucher_no end) as first_voucher_no,
    min(case when voucher.entered_on is not null then voucher.voucher_date end) as first_date,
    max(voucher.entered_on - voucher.voucher_date) as most_days,
    string_agg(distinct voucher.maker, '、' order by voucher.maker nulls last)
      filter (where voucher.entered_on is not null) as makers
  from facts.voucher as voucher
  cross join facts.parameter as parameter
  where voucher.entered_on is null or voucher.entered_on - voucher.voucher_date > parameter.days
  group by voucher.agency, voucher.line
),
answer as (
  select
    'hit' as verdict,
    reversed.agency,
    reversed.line,
    'reversal' as hit_key,
    reversed.vouchers as observed,
    parameter.reversals as threshold,
    cast(null as text) as missing,
    '红冲待遇支出或保费收入的凭证' as finding,
    reversed.vouchers,
    reversed.first_voucher_no,
    reversed.first_date,
    reversed.reversed_sum,
    cast(null as integer) as most_days,
    reversed.makers
  from reversed
  cross join facts.parameter as parameter
  where reversed.vouchers >= parameter.reversals
  union all
  select
    case when backdated.vouchers > 0 then 'hit' else 'cannot_decide' end as verdict,
    backdated.agency,
    backdated.line,
    'backdated' as hit_key,
    backdated.most_days as observed,
    case when backdated.vouchers > 0 then parameter.days end as threshold,
    case when backdated.vouchers = 0 then 'entered_on' end as missing,
    case when backdated.vouchers > 0 then '倒签的凭证' end as finding,
    case when backdated.vouchers > 0 then backdated.vouchers end as vouchers,
    backdated.first_voucher_no,
    backdated.first_date,
    cast(null as decimal(38, 2)) as reversed_sum,
    backdated.most_days,
    backdated.makers
  from backdated
  cross join facts.parameter as parameter
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.agency as subject,
  answer.hit_key as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.observed as decimal(38, 6)) as observed,
  cast(answer.threshold as decimal(38, 6)) as threshold,
  answer.reversed_sum as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.finding as finding,
  cast(answer.vouchers as integer) as vouchers,
  answer.first_voucher_no as first_voucher_no,
  answer.first_date as first_date,
  answer.reversed_sum as reversed_sum,
  cast(answer.most_days as integer) as most_days,
  answer.makers as makers
from answer
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.hit_key nulls last

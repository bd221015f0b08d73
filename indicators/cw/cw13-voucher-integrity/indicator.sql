with entry_sum as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    cast(sum(entry.debit) as decimal(38, 2)) as debit_sum,
    cast(sum(entry.credit) as decimal(38, 2)) as credit_sum
  from facts.voucher_entry as entry
  group by entry.agency, entry.line, entry.voucher_no
),
trimmed as (
  select
    voucher.agency,
    voucher.line,
    voucher.voucher_no,
    rtrim(voucher.voucher_no, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_/.:#()[] 号') as numbered
  from facts.voucher as voucher
),
-- The last run of digits counts (its last eighteen, which a bigint holds); what stands before it is the series.
digits as (
  select
    trimmed.agency,
    trimmed.line,
    trimmed.voucher_no,
    trimmed.numbered,
    right(substr(trimmed.numbered, length(rtrim(trimmed.numbered, '0123456789')) + 1), 18) as last_digits
  from trimmed
),
numbered_voucher as (
  select
    digits.agency,
    digits.line,
    digits.voucher_no,
    substr(digits.numbered, 1, length(digits.numbered) - length(digits.last_digits)) as series,
    cast(digits.last_digits as bigint) as number
  from digits
  where digits.last_digits <> ''
),
followed as (
  select
    numbered_voucher.agency,
    numbered_voucher.line,
    numbered_voucher.voucher_no,
    numbered_voucher.number,
    lag(numbered_voucher.number) over (
      partition by numbered_voucher.agency, numbered_voucher.line, numbered_voucher.series
      order by numbered_voucher.number nulls first, numbered_voucher.voucher_no nulls first
    ) as number_before
  from numbered_voucher
),
gap as (
  select
    followed.agency,
    followed.line,
    followed.voucher_no,
    case
      when followed.number - followed.number_before = 2 then cast(followed.number - 1 as text)
      else cast(followed.number_before + 1 as text) || '–' || cast(followed.number - 1 as text)
    end as missing_numbers
  from followed
  where followed.number - followed.number_before > 1
),
known as (
  select
    coalesce(voucher.agency, entry_sum.agency) as agency,
    coalesce(voucher.line, entry_sum.line) as line,
    coalesce(voucher.voucher_no, entry_sum.voucher_no) as voucher_no,
    voucher.voucher_date,
    voucher.summary,
    voucher.maker,
    voucher.checker,
    entry_sum.debit_sum,
    entry_sum.credit_sum,
    coalesce(entry_sum.debit_sum <> entry_sum.credit_sum, false) as is_unbalanced,
    voucher.voucher_no is not null and voucher.checker is null as is_unchecked,
    coalesce(voucher.checker = voucher.maker, false) as is_self_checked,
    voucher.checker is not null and voucher.maker is null as is_unsure
  from facts.voucher as voucher
  full join entry_sum
    on entry_sum.agency = voucher.agency
    and entry_sum.line = voucher.line
    and entry_sum.voucher_no = voucher.voucher_no
),
judged as (
  select
    known.agency,
    known.line,
    known.voucher_no,
    known.voucher_date,
    known.summary,
    known.maker,
    known.checker,
    known.debit_sum,
    known.credit_sum,
    known.is_unbalanced,
    gap.missing_numbers,
    case when known.is_unbalanced then '，借贷不平' else '' end
      || case when gap.missing_numbers is not null then '，断号' else '' end
      || case when known.is_unchecked then '，没有审核人' else '' end
      || case when known.is_self_checked then '，制单人审核自己的凭证' else '' end as findings
  from known
  left join gap
    on gap.agency = known.agency
    and gap.line = known.line
    and gap.voucher_no = known.voucher_no
  where known.is_unbalanced
    or gap.missing_numbers is not null
    or known.is_unchecked
    or known.is_self_checked
    or known.is_unsure
)
select
  case when judged.findings = '' then 'cannot_decide' else 'hit' end as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  judged.voucher_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(case when judged.is_unbalanced then judged.debit_sum - judged.credit_sum end as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when judged.findings = '' then 'maker' end as missing,
  case when judged.findings <> '' then substr(judged.findings, 2) end as finding,
  judged.voucher_date as voucher_date,
  judged.summary as voucher_summary,
  judged.debit_sum as debit_sum,
  judged.credit_sum as credit_sum,
  judged.missing_numbers as missing_numbers,
  judged.maker as maker,
  judged.checker as voucher_checker
from judged
cross join facts.run as run
order by judged.agency nulls last, judged.line nulls last, judged.voucher_no nulls last

with entry as (
  select
    voucher_entry.agency,
    voucher_entry.line,
    voucher_entry.voucher_no,
    voucher_entry.line_no,
    substr(voucher_entry.subject, 1, 4) as head,
    substr(voucher_entry.subject, 1, 4) in ('1001', '1002', '1003', '1004', '1005', '1006') as is_money,
    cast(voucher_entry.credit - voucher_entry.debit as decimal(38, 2)) as credited
  from facts.voucher_entry as voucher_entry
),
-- What goes from one fund account to another stays in the fund, so the net of all money heads counts.
paid as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    sum(case when entry.is_money then entry.credited else 0 end) as paid_out,
    max(case when entry.is_money then entry.credited end) as largest_payment,
    string_agg(distinct entry.head, ' ' order by entry.head nulls last) filter (where entry.is_money and entry.credited > 0)
      as paid_from,
    string_agg(distinct entry.head, ' ' order by entry.head nulls last)
      filter (where not entry.is_money and entry.credited < 0) as paid_for
  from entry
  group by entry.agency, entry.line, entry.voucher_no
)
select
  'hit' as verdict,
  voucher.agency as agency,
  voucher.line as line,
  voucher.agency as subject,
  voucher.voucher_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(paid.largest_payment as decimal(38, 6)) as observed,
  cast(parameter.large_amount as decimal(38, 6)) as threshold,
  cast(paid.paid_out as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  voucher.voucher_date as voucher_date,
  voucher.summary as voucher_summary,
  cast(paid.largest_payment as decimal(38, 2)) as largest_payment,
  paid.paid_from as paid_from,
  paid.paid_for as paid_for,
  voucher.maker as maker,
  voucher.checker as voucher_checker
from paid
join facts.voucher as voucher
  on voucher.agency = paid.agency
  and voucher.line = paid.line
  and voucher.voucher_no = paid.voucher_no
cross join facts.run as run
cross join facts.parameter as parameter
where voucher.decision_doc_no is null
  and paid.paid_out >= parameter.large_amount
  and paid.largest_payment >= parameter.large_amount
order by voucher.agency nulls last, voucher.line nulls last, voucher.voucher_no nulls last

with entry as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    substr(entry.subject, 1, 4) as head,
    entry.debit - entry.credit as amount,
    substr(entry.subject, 1, 4) = '5001'
      or (entry.debit = 0 and entry.credit = 0)
      or strpos(' ' || parameter.other_subjects || ' ', ' ' || substr(entry.subject, 1, 4) || ' ') > 0
      or strpos(' ' || parameter.other_subjects || ' ', ' ' || substr(entry.subject, 1, 1) || ' ') > 0 as fits
  from facts.voucher_entry as entry
  cross join facts.parameter as parameter
  where entry.line in ('110', '120', '170', '210', '410')
),
-- The month-end transfer empties the head into the balance.
item as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    bool_and(entry.fits) as fits,
    string_agg(distinct entry.head, ' ' order by entry.head nulls last) filter (where not entry.fits) as wrong_subjects,
    sum(case when entry.head = '5001' then entry.amount else 0 end) as benefit_amount
  from entry
  group by entry.agency, entry.line, entry.voucher_no
  having bool_or(entry.head = '5001') and not bool_or(entry.head in ('3001', '3101', '3201'))
),
counted as (
  select item.agency, item.line, count(*) as compared, count(*) filter (where item.fits) as fits
  from item
  group by item.agency, item.line
),
answer as (
  select
    case when counted.compared - counted.fits > parameter.tolerance then 'broken' else 'holds' end as verdict,
    counted.agency,
    counted.line,
    cast(null as text) as item,
    counted.compared,
    counted.compared as wanted,
    counted.fits,
    cast(null as text) as wrong_subjects,
    cast(null as decimal(38, 2)) as benefit_amount
  from counted
  cross join facts.parameter as parameter
  union all
  select
    'row' as verdict,
    item.agency,
    item.line,
    item.voucher_no as item,
    cast(null as bigint) as compared,
    1 as wanted,
    0 as fits,
    item.wrong_subjects,
    cast(item.benefit_amount as decimal(38, 2)) as benefit_amount
  from item
  join counted on counted.agency = item.agency and counted.line = item.line
  cross join facts.parameter as parameter
  where not item.fits and counted.compared - counted.fits > parameter.tolerance
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.item as item,
  answer.compared as compared,
  cast(answer.wanted as decimal(38, 6)) as left_value,
  cast(answer.fits as decimal(38, 6)) as right_value,
  cast(answer.wanted - answer.fits as decimal(38, 6)) as difference,
  cast(null as text) as missing,
  answer.wrong_subjects as wrong_subjects,
  answer.benefit_amount as benefit_amount
from answer
order by answer.agency nulls last, answer.line nulls last, answer.item nulls first

with recursive cut (kind, word, rest) as (
  select 'cashier' as kind, cast('' as text) as word, parameter.cashier_words || '|' as rest
  from facts.parameter as parameter
  union all
  select
    cut.kind,
    substr(cut.rest, 1, strpos(cut.rest, '|') - 1) as word,
    substr(cut.rest, strpos(cut.rest, '|') + 1) as rest
  from cut
  where cut.rest <> ''
),
cut_ledger (word, rest) as (
  select cast('' as text) as word, parameter.ledger_words || '|' as rest
  from facts.parameter as parameter
  union all
  select
    substr(cut_ledger.rest, 1, strpos(cut_ledger.rest, '|') - 1) as word,
    substr(cut_ledger.rest, strpos(cut_ledger.rest, '|') + 1) as rest
  from cut_ledger
  where cut_ledger.rest <> ''
),
duty_word as (
  select distinct cut.kind, cut.word
  from cut
  where cut.word <> ''
  union all
  select distinct 'ledger' as kind, cut_ledger.word
  from cut_ledger
  where cut_ledger.word <> ''
),
-- A clerk who left this month's package is known by the latest earlier one.
latest_staff as (
  select distinct on (history.agency, history.staff_no)
    history.agency,
    history.staff_no,
    history.person_hash,
    history.name
  from facts.staff_history as history
  order by history.agency nulls last, history.staff_no nulls last, history.period desc nulls last
),
act as (
  select voucher.agency, voucher.line, voucher.voucher_no, 'maker' as role, voucher.maker as staff_no
  from facts.voucher as voucher
  where voucher.maker is not null
  union all
  select voucher.agency, voucher.line, voucher.voucher_no, 'checker' as role, voucher.checker as staff_no
  from facts.voucher as voucher
  where voucher.checker is not null
  union all
  select voucher.agency, voucher.line, voucher.voucher_no, 'cashier' as role, voucher.cashier as staff_no
  from facts.voucher as voucher
  where voucher.cashier is not null
),
act_of_person as (
  select
    act.agency,
    act.line,
    act.voucher_no,
    act.role,
    act.staff_no,
    latest_staff.name,
    coalesce(latest_staff.person_hash, 'staff ' || act.staff_no) as person
  from act
  left join latest_staff
    on latest_staff.agency = act.agency
    and latest_staff.staff_no = act.staff_no
),
own_check as (
  select maker.agency, maker.line, maker.person, count(distinct maker.voucher_no) as vouchers
  from act_of_person as maker
  join act_of_person as checker
    on checker.agency = maker.agency
    and checker.line = maker.line
    and checker.voucher_no = maker.voucher_no
    and checker.person = maker.person
  where maker.role = 'maker' and checker.role = 'checker'
  group by maker.agency, maker.line, maker.person
),
by_voucher as (
  select
    act_of_person.agency,
    act_of_person.line,
    act_of_person.person,
    min(act_of_person.staff_no) as staff_no,
    string_agg(distinct act_of_person.name, '、' order by act_of_person.name nulls last) as staff_names,
    count(distinct act_of_person.voucher_no) filter (where act_of_person.role = 'maker') as made,
    count(distinct act_of_person.voucher_no) filter (where act_of_person.role = 'checker') as checked,
    count(distinct act_of_person.voucher_no) filter (where act_of_person.role = 'cashier') as cashed
  from act_of_person
  group by act_of_person.agency, act_of_person.line, act_of_person.person
),
voucher_finding as (
  select
    by_voucher.agency,
    by_voucher.line,
    by_voucher.staff_no,
    by_voucher.staff_names,
    by_voucher.made,
    by_voucher.checked,
    by_voucher.cashed,
    coalesce(own_check.vouchers, 0) as self_checked,
    case when own_check.vouchers > 0 then '，制单兼审核' else '' end
      || case when by_voucher.cashed > 0 and by_voucher.made > 0 then '，出纳兼制单' else '' end
      || case when by_voucher.cashed > 0 and by_voucher.checked > 0 then '，出纳兼审核' else '' end as findings,
    case when own_check.vouchers > 0 then 1 else 0 end
      + case when by_voucher.cashed > 0 and by_voucher.made > 0 then 1 else 0 end
      + case when by_voucher.cashed > 0 and by_voucher.checked > 0 then 1 else 0 end as pairs
  from by_voucher
  left join own_check
    on own_check.agency = by_voucher.agency
    and own_check.line = by_voucher.line
    and own_check.person = by_voucher.person
  where own_check.vouchers > 0 or (by_voucher.cashed > 0 and by_voucher.made + by_voucher.checked > 0)
),
-- Duties that are held at the end of the month.
held as (
  select
    duty.agency,
    duty.staff_no,
    duty.post,
    duty.matter,
    latest_staff.name,
    coalesce(latest_staff.person_hash, 'staff ' || duty.staff_no) as person,
    exists (
      select 1
      from duty_word
      where duty_word.kind = 'cashier' and strpos(duty.post || ' ' || duty.matter, duty_word.word) > 0
    ) as is_cashier,
    exists (
      select 1
      from duty_word
      where duty_word.kind = 'ledger' and strpos(duty.post || ' ' || duty.matter, duty_word.word) > 0
    ) as is_ledger
  from facts.duty as duty
  cross join facts.run as run
  left join latest_staff
    on latest_staff.agency = duty.agency
    and latest_staff.staff_no = duty.staff_no
  where duty.from_date <= run.last_day and (duty.to_date is null or duty.to_date >= run.last_day)
),
duty_finding as (
  select
    held.agency,
    min(held.staff_no) as staff_no,
    string_agg(distinct held.name, '、' order by held.name nulls last) as staff_names,
    string_agg(
      distinct held.post || '（' || held.matter || '）',
      '、' order by held.post || '（' || held.matter || '）' nulls last
    ) as posts
  from held
  where held.is_cashier or held.is_ledger
  group by held.agency, held.person
  having bool_or(held.is_cashier) and bool_or(held.is_ledger)
),
unsigned as (
  select
    voucher.agency,
    voucher.line,
    bool_or(voucher.maker is null) as lacks_maker
  from facts.voucher as voucher
  where voucher.maker is null or voucher.checker is null
  group by voucher.agency, voucher.line
),
answer as (
  select
    'hit' as verdict,
    voucher_finding.agency,
    voucher_finding.line,
    voucher_finding.staff_no as subject,
    voucher_finding.pairs,
    cast(null as text) as missing,
    substr(voucher_finding.findings, 2) as finding,
    voucher_finding.staff_names,
    voucher_finding.made,
    voucher_finding.checked,
    voucher_finding.cashed,
    voucher_finding.self_checked,
    cast(null as text) as posts
  from voucher_finding
  union all
  select
    'hit' as verdict,
    duty_finding.agency,
    '000' as line,
    duty_finding.staff_no as subject,
    1 as pairs,
    cast(null as text) as missing,
    '出纳兼管账目' as finding,
    duty_finding.staff_names,
    cast(null as bigint) as made,
    cast(null as bigint) as checked,
    cast(null as bigint) as cashed,
    cast(null as bigint) as self_checked,
    duty_finding.posts
  from duty_finding
  union all
  select
    'cannot_decide' as verdict,
    unsigned.agency,
    unsigned.line,
    unsigned.agency as subject,
    cast(null as integer) as pairs,
    case when unsigned.lacks_maker then 'maker' else 'checker' end as missing,
    cast(null as text) as finding,
    cast(null as text) as staff_names,
    cast(null as bigint) as made,
    cast(null as bigint) as checked,
    cast(null as bigint) as cashed,
    cast(null as bigint) as self_checked,
    cast(null as text) as posts
  from unsigned
)
select
  answer.verdict as verdict,
  answer.agency as agency,
  answer.line as line,
  answer.subject as subject,
  answer.subject as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(answer.pairs as decimal(38, 6)) as observed,
  cast(case when answer.verdict = 'hit' then 0 end as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  answer.missing as missing,
  answer.finding as finding,
  answer.staff_names as staff_names,
  cast(answer.made as integer) as made,
  cast(answer.checked as integer) as checked,
  cast(answer.cashed as integer) as cashed,
  cast(answer.self_checked as integer) as self_checked,
  answer.posts as posts
from answer
cross join facts.run as run
order by answer.agency nulls last, answer.line nulls last, answer.subject nulls last, answer.verdict nulls last

with recursive cut (word, rest) as (
  select cast('' as text) as word, parameter.words || '|' as rest
  from facts.parameter as parameter
  union all
  select substr(cut.rest, 1, strpos(cut.rest, '|') - 1) as word, substr(cut.rest, strpos(cut.rest, '|') + 1) as rest
  from cut
  where cut.rest <> ''
),
admin_word as (
  select distinct cut.word
  from cut
  where cut.word <> ''
),
charged_entry as (
  select
    entry.agency,
    entry.line,
    entry.voucher_no,
    entry.sub_subject,
    entry.counterparty_account_hash,
    cast(entry.debit - entry.credit as decimal(38, 2)) as amount
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) = '5401'
),
transfer_voucher as (
  select distinct entry.agency, entry.line, entry.voucher_no
  from facts.voucher_entry as entry
  where substr(entry.subject, 1, 4) in ('3001', '3101', '3201')
),
charged as (
  select
    charged_entry.agency,
    charged_entry.line,
    charged_entry.voucher_no,
    sum(charged_entry.amount) as amount,
    string_agg(distinct charged_entry.sub_subject, '、' order by charged_entry.sub_subject nulls last) as sub_subjects
  from charged_entry
  left join transfer_voucher
    on transfer_voucher.agency = charged_entry.agency
    and transfer_voucher.line = charged_entry.line
    and transfer_voucher.voucher_no = charged_entry.voucher_no
  where transfer_voucher.voucher_no is null
  group by charged_entry.agency, charged_entry.line, charged_entry.voucher_no
  having sum(charged_entry.amount) > 0
),
counterparty as (
  select
    charged_entry.agency,
    charged_entry.line,
    charged_entry.voucher_no,
    string_agg(distinct statement.counterparty_name, '、' order by statement.counterparty_name nulls last) as names
  from charged_entry
  join facts.bank_statement as statement
    on statement.agency = charged_entry.agency
    and statement.line = charged_entry.line
    and statement.counterparty_account_hash = charged_entry.counterparty_account_hash
  group by charged_entry.agency, charged_entry.line, charged_entry.voucher_no
),
described as (
  select
    charged.agency,
    charged.line,
    charged.voucher_no,
    charged.amount,
    charged.sub_subjects,
    counterparty.names,
    voucher.voucher_date,
    voucher.summary,
    voucher.maker,
    voucher.checker,
    coalesce(voucher.summary, '') || '/' || coalesce(charged.sub_subjects, '') || '/' || coalesce(counterparty.names, '')
      as described_as
  from charged
  left join facts.voucher as voucher
    on voucher.agency = charged.agency
    and voucher.line = charged.line
    and voucher.voucher_no = charged.voucher_no
  left join counterparty
    on counterparty.agency = charged.agency
    and counterparty.line = charged.line
    and counterparty.voucher_no = charged.voucher_no
),
matched as (
  select
    described.agency,
    described.line,
    described.voucher_no,
    string_agg(admin_word.word, '、' order by admin_word.word nulls last) as words
  from described
  join admin_word on strpos(described.described_as, admin_word.word) > 0
  group by described.agency, described.line, described.voucher_no
)
select
  case when matched.words is null then 'cannot_decide' else 'hit' end as verdict,
  described.agency as agency,
  described.line as line,
  described.agency as subject,
  described.voucher_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(null as decimal(38, 6)) as observed,
  cast(null as decimal(38, 6)) as threshold,
  cast(described.amount as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when matched.words is null then 'summary' end as missing,
  matched.words as matched_words,
  described.voucher_date as voucher_date,
  described.summary as voucher_summary,
  described.sub_subjects as sub_subjects,
  described.names as counterparty_names,
  described.maker as maker,
  described.checker as voucher_checker
from described
cross join facts.run as run
left join matched
  on matched.agency = described.agency
  and matched.line = described.line
  and matched.voucher_no = described.voucher_no
where matched.words is not null or described.summary is null
order by described.agency nulls last, described.line nulls last, described.voucher_no nulls last

with people as (
  select
    person.agency,
    person.line,
    count(*) as rows,
    count(*) filter (where person.id_number is null and person.other_id is null) as no_id_number,
    count(*) filter (where person.birth_date is null) as no_birth_date
  from facts.person as person
  group by person.agency, person.line
),
payments as (
  select
    benefit_payment.agency,
    benefit_payment.line,
    count(*) as rows,
    count(*) filter (where benefit_payment.channel <> 'cash') as judged_0,
    count(*) filter (where benefit_payment.channel <> 'cash' and benefit_payment.account_hash is null) as no_account_hash,
    count(*) filter (where benefit_payment.reviewed_by is null) as no_reviewed_by,
    count(*) filter (where benefit_payment.reviewed_at is null) as no_reviewed_at,
    count(*) filter (where benefit_payment.approved_by is null) as no_approved_by,
    count(*) filter (where benefit_payment.approved_at is null) as no_approved_at,
    count(*) filter (where benefit_payment.paid_at is null) as no_paid_at
  from facts.benefit_payment as benefit_payment
  group by benefit_payment.agency, benefit_payment.line
),
returns as (
  select
    bank_return.agency,
    bank_return.line,
    count(*) filter (where bank_return.result = 'success') as judged_0,
    count(*) filter (where bank_return.result = 'success' and bank_return.settled_at is null) as no_settled_at,
    count(*) filter (where bank_return.result = 'success' and bank_return.account_name is null) as no_account_name
  from facts.bank_return as bank_return
  group by bank_return.agency, bank_return.line
),
vouchers as (
  select
    voucher.agency,
    voucher.line,
    count(*) as rows,
    count(*) filter (where voucher.maker is null) as no_maker,
    count(*) filter (where voucher.checker is null) as no_checker
  from facts.voucher as voucher
  group by voucher.agency, voucher.line
),
statements as (
  select
    bank_statement.agency,
    bank_statement.line,
    count(*) filter (where bank_statement.direction = 'out') as judged_0,
    count(*) filter (where bank_statement.direction = 'out' and bank_statement.counterparty_kind is null) as no_counterparty_kind
  from facts.bank_statement as bank_statement
  group by bank_statement.agency, bank_statement.line
),
logs as (
  select
    operation_log.agency,
    operation_log.line,
    count(*) filter (where operation_log.self_service is not true) as judged_0,
    count(*) filter (where operation_log.self_service is not true and operation_log.staff_no is null) as no_staff_no
  from facts.operation_log as operation_log
  group by operation_log.agency, operation_log.line
),
shares as (
  select people.agency, people.line, 'person' as table_name, 'id_number' as column_name, people.rows as rows, people.no_id_number as empty_rows
  from people
  union all
  select people.agency, people.line, 'person' as table_name, 'birth_date' as column_name, people.rows as rows, people.no_birth_date as empty_rows
  from people
  union all
  select payments.agency, payments.line, 'benefit_payment' as table_name, 'account_hash' as column_name, payments.judged_0 as rows, payments.no_account_hash as empty_rows
  from payments
  union all
  select payments.agency, payments.line, 'benefit_payment' as table_name, 'reviewed_by' as column_name, payments.rows as rows, payments.no_reviewed_by as empty_rows
  from payments
  union all
  select payments.agency, payments.line, 'benefit_payment' as table_name, 'reviewed_at' as column_name, payments.rows as rows, payments.no_reviewed_at as empty_rows
  from payments
  union all
  select payments.agency, payments.line, 'benefit_payment' as table_name, 'approved_by' as column_name, payments.rows as rows, payments.no_approved_by as empty_rows
  from payments
  union all
  select payments.agency, payments.line, 'benefit_payment' as table_name, 'approved_at' as column_name, payments.rows as rows, payments.no_approved_at as empty_rows
  from payments
  union all
  select payments.agency, payments.line, 'benefit_payment' as table_name, 'paid_at' as column_name, payments.rows as rows, payments.no_paid_at as empty_rows
  from payments
  union all
  select returns.agency, returns.line, 'bank_return' as table_name, 'settled_at' as column_name, returns.judged_0 as rows, returns.no_settled_at as empty_rows
  from returns
  union all
  select returns.agency, returns.line, 'bank_return' as table_name, 'account_name' as column_name, returns.judged_0 as rows, returns.no_account_name as empty_rows
  from returns
  union all
  select vouchers.agency, vouchers.line, 'voucher' as table_name, 'maker' as column_name, vouchers.rows as rows, vouchers.no_maker as empty_rows
  from vouchers
  union all
  select vouchers.agency, vouchers.line, 'voucher' as table_name, 'checker' as column_name, vouchers.rows as rows, vouchers.no_checker as empty_rows
  from vouchers
  union all
  select statements.agency, statements.line, 'bank_statement' as table_name, 'counterparty_kind' as column_name, statements.judged_0 as rows, statements.no_counterparty_kind as empty_rows
  from statements
  union all
  select logs.agency, logs.line, 'operation_log' as table_name, 'staff_no' as column_name, logs.judged_0 as rows, logs.no_staff_no as empty_rows
  from logs
),
due as (
  select
    run.period,
    run.due_on
  from facts.run as run
  where run.as_of > run.due_on
),
in_time as (
  select
    submission.agency,
    submission.line,
    submission.dataset
  from facts.submission as submission
  join due on due.period = submission.period
  -- The due day counts until 24:00.
  where submission.state = 'accepted' and submission.arrived_at < cast(due.due_on + 1 as timestamp)
  group by submission.agency, submission.line, submission.dataset
),
refusals as (
  select
    refusal.agency,
    refusal.line,
    refusal.dataset,
    refusal.table_name,
    refusal.column_name,
    refusal.version,
    max(refusal.version) over (
      partition by refusal.agency, refusal.line, refusal.table_name, refusal.column_name
    ) as latest
  from facts.submission_check as refusal
  join due on due.period = refusal.period
  where refusal.check_code in ('value_missing', 'column_missing')
    and refusal.table_name is not null
    and refusal.column_name is not null
    and not exists (
      select 1
      from in_time
      where in_time.agency = refusal.agency
        and in_time.line = refusal.line
        and in_time.dataset = refusal.dataset
    )
),
refused as (
  select
    refusals.agency,
    refusals.line,
    refusals.dataset,
    refusals.table_name,
    refusals.column_name,
    refusals.version,
    count(*) as empty_rows
  from refusals
  where refusals.version = refusals.latest
  group by
    refusals.agency,
    refusals.line,
    refusals.dataset,
    refusals.table_name,
    refusals.column_name,
    refusals.version
),
found as (
  select
    shares.agency,
    shares.line,
    shares.table_name,
    shares.column_name,
    shares.rows,
    shares.empty_rows,
    cast(parameter.null_share as decimal(38, 6)) as threshold,
    cast(null as integer) as refused_version
  from shares
  cross join facts.parameter as parameter
  where shares.rows >= parameter.min_rows
    and shares.empty_rows > cast(parameter.null_share as decimal(12, 6)) * shares.rows
  union all
  select
    refused.agency,
    refused.line,
    refused.table_name,
    refused.column_name,
    submission_table.rows,
    refused.empty_rows,
    cast(0 as decimal(38, 6)) as threshold,
    refused.version as refused_version
  from refused
  left join facts.submission_table as submission_table
    on submission_table.agency = refused.agency
    and submission_table.line = refused.line
    and submission_table.dataset = refused.dataset
    and submission_table.period in (select due.period from due)
    and submission_table.version = refused.version
    and submission_table.state = 'refused'
    and submission_table.table_name = refused.table_name
)
select
  'hit' as verdict,
  found.agency as agency,
  found.line as line,
  found.agency as subject,
  found.table_name || '.' || found.column_name as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  ratio(found.empty_rows, found.rows) as observed,
  found.threshold as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  found.table_name as table_name,
  found.column_name as column_name,
  found.rows as rows,
  found.empty_rows as empty_rows,
  found.refused_version as refused_version
from found
cross join facts.run as run
order by found.agency nulls last, found.line nulls last, hit_key nulls last

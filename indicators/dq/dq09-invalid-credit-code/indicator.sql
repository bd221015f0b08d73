with employers as (
  select
    employer.agency,
    employer.line,
    employer.employer_no,
    employer.name,
    employer.credit_code,
    employer.status,
    is_valid_credit_code(employer.credit_code) as is_valid
  from facts.employer as employer
  where employer.status <> 'cancelled'
),
shared_codes as (
  select
    employers.agency,
    employers.line,
    employers.credit_code,
    count(*) as employers
  from employers
  where employers.credit_code is not null
  group by employers.agency, employers.line, employers.credit_code
  having count(*) > 1
),
repeated as (
  select
    employers.agency,
    employers.line,
    employers.employer_no,
    shared_codes.employers as shared_by,
    string_agg(other.employer_no, ',' order by other.employer_no nulls last) as other_employers
  from shared_codes
  join employers
    on employers.agency = shared_codes.agency
    and employers.line = shared_codes.line
    and employers.credit_code = shared_codes.credit_code
  join employers as other
    on other.agency = shared_codes.agency
    and other.line = shared_codes.line
    and other.credit_code = shared_codes.credit_code
    and other.employer_no <> employers.employer_no
  group by employers.agency, employers.line, employers.employer_no, shared_codes.employers
)
select
  case when employers.credit_code is null then 'cannot_decide' else 'hit' end as verdict,
  employers.agency as agency,
  employers.line as line,
  employers.agency as subject,
  employers.employer_no as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(repeated.shared_by as decimal(38, 6)) as observed,
  case when repeated.employer_no is not null then cast(1 as decimal(38, 6)) end as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  case when employers.credit_code is null then 'credit_code' end as missing,
  employers.name as employer_name,
  employers.credit_code as credit_code,
  employers.status as employer_status,
  case
    when employers.credit_code is null then null
    when not employers.is_valid and repeated.employer_no is not null then '代码无效，重号'
    when repeated.employer_no is not null then '重号'
    when length(employers.credit_code) <> 18 then '长度不是18位'
    else '字符或校验位不符'
  end as reason,
  repeated.other_employers as other_employers
from employers
cross join facts.run as run
left join repeated
  on repeated.agency = employers.agency
  and repeated.line = employers.line
  and repeated.employer_no = employers.employer_no
where employers.credit_code is null or not employers.is_valid or repeated.employer_no is not null
order by employers.agency nulls last, employers.line nulls last, employers.employer_no nulls last

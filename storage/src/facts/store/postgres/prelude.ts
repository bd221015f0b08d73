import { creditAlphabet } from '../duckdb-prelude.js';

const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const citizenSum = citizenWeights.map((weight, i) => `${weight} * (get_byte(id::bytea, ${i}) - 48)`).join(' + ');
const creditSum = creditWeights
  .map((weight, i) => `${weight} * (strpos('${creditAlphabet}', substr(code, ${i + 1}, 1)) - 1)`)
  .join(' + ');

/** The same functions as `duckdb-prelude.ts`, for PostgreSQL 15–18; needs `facts.working_day` to exist. */
export const postgresPrelude: readonly string[] = [
  `create function add_months(d date, n integer) returns date language sql immutable parallel safe as
     $$ select (d + make_interval(months => n))::date $$`,
  `create function period_of(d date) returns text language sql immutable parallel safe as
     $$ select lpad(extract(year from d)::integer::text, 4, '0') || lpad(extract(month from d)::integer::text, 2, '0') $$`,
  `create function period_start(p text) returns date language sql immutable parallel safe as
     $$ select make_date(substr(p, 1, 4)::integer, substr(p, 5, 2)::integer, 1) $$`,
  `create function period_add(p text, n integer) returns text language sql immutable parallel safe as
     $$ select period_of(add_months(period_start(p), n)) $$`,
  `create function seconds_between(a timestamp, b timestamp) returns bigint language sql immutable parallel safe as
     $$ select trunc(extract(epoch from b - a))::bigint $$`,
  `create function working_days_between(a date, b date) returns integer language sql stable as
     $$ select case
          when a is null or b is null then null
          when b <= a then 0
          when count(*) = b - a then (count(*) filter (where w.is_working))::integer
        end
        from facts.working_day as w where w.day > a and w.day <= b $$`,
  `create function id_key(id text) returns text language sql immutable parallel safe as
     $$ select nullif(replace(trim(id), 'x', 'X'), '') $$`,
  `create function div_floor(a bigint, b bigint) returns bigint language sql immutable parallel safe as
     $$ select case when b <> 0 then a / b - case when a % b <> 0 and (a < 0) <> (b < 0) then 1 else 0 end end $$`,
  `create function ratio(a numeric, b numeric) returns numeric language sql immutable parallel safe as
     $$ select case when b <> 0 then
          (case when (a < 0) <> (b < 0) then -1 else 1 end *
            div(abs(round(a, 6)) * 2000000000000 + abs(round(b, 6)) * 1000000, 2000000 * abs(round(b, 6))) *
            0.000001)::decimal(38,6) end $$`,
  `create function retirement_delay(k integer, step integer, cap integer) returns integer
     language sql immutable parallel safe as
     $$ select case when k < 0 then 0 else least(cap, k / step + 1) end $$`,
  `create function retirement_month(birth date, class text) returns text language sql immutable parallel safe as
     $$ select case class
          when 'M60' then period_of(add_months(birth, 720 + retirement_delay(
            ((extract(year from birth) - 1965) * 12 + extract(month from birth) - 1)::integer, 4, 36)))
          when 'F55' then period_of(add_months(birth, 660 + retirement_delay(
            ((extract(year from birth) - 1970) * 12 + extract(month from birth) - 1)::integer, 4, 36)))
          when 'F50' then period_of(add_months(birth, 600 + retirement_delay(
            ((extract(year from birth) - 1975) * 12 + extract(month from birth) - 1)::integer, 2, 60)))
        end $$`,
  `create function is_valid_citizen_id(id text, last_day date) returns boolean language sql immutable parallel safe as
     $$ select case
          when id is null or last_day is null then null
          when id !~ '^[0-9]{17}[0-9X]$' then false
          when substr(id, 7, 4) = '0000' then false
          when substr(id, 11, 2) not between '01' and '12' then false
          when substr(id, 13, 2)::integer not between 1 and extract(day from
            make_date(substr(id, 7, 4)::integer, substr(id, 11, 2)::integer, 1) + interval '1 month' - interval '1 day')
            then false
          when substr(id, 7, 8) collate "C" > to_char(last_day, 'YYYYMMDD') then false
          else substr('10X98765432', (${citizenSum}) % 11 + 1, 1) = substr(id, 18, 1)
        end $$`,
  `create function is_valid_credit_code(code text) returns boolean language sql immutable parallel safe as
     $$ select case
          when code is null then null
          when code !~ '^[${creditAlphabet}]{18}$' then false
          else (31 - (${creditSum}) % 31) % 31 = strpos('${creditAlphabet}', substr(code, 18, 1)) - 1
        end $$`,
];

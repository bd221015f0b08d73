/** Digits of GB 11643's check, by the remainder of the weighted sum. */
const citizenWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
export const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const citizenSum = citizenWeights
  .map((weight, i) => `${weight} * cast(substr(id, ${i + 1}, 1) as integer)`)
  .join(' + ');
const creditSum = creditWeights
  .map((weight, i) => `${weight} * (strpos('${creditAlphabet}', substr(code, ${i + 1}, 1)) - 1)`)
  .join(' + ');

/**
 * The functions that an indicator may call, as DuckDB macros. The same names and results as in `postgres-prelude.ts`;
 * needs `facts.working_day` to exist. Sources: handbook §1.3 (GB 11643, GB 32100, 延迟退休办法).
 */
export const duckdbPrelude: readonly string[] = [
  `create macro add_months(d, n) as cast(cast(d as date) + to_months(cast(n as integer)) as date)`,
  `create macro period_of(d) as strftime(cast(d as date), '%Y%m')`,
  `create macro period_start(p) as cast(substr(p, 1, 4) || '-' || substr(p, 5, 2) || '-01' as date)`,
  `create macro period_add(p, n) as period_of(add_months(period_start(p), n))`,
  `create macro seconds_between(a, b) as
     (epoch_us(cast(b as timestamp)) - epoch_us(cast(a as timestamp))) // 1000000`,
  // A macro's arguments are pasted in: names of its own keep a caller's `day` or alias from being caught inside.
  `create macro working_days_between(a, b) as (
     select case
       when a is null or b is null then null
       when b <= a then 0
       when count(*) = cast(b as date) - cast(a as date)
         then cast(count(*) filter (where prelude_calendar.prelude_works) as integer)
     end
     from (select day as prelude_day, is_working as prelude_works from facts.working_day) as prelude_calendar
     where prelude_calendar.prelude_day > a and prelude_calendar.prelude_day <= b)`,
  `create macro id_key(id) as nullif(replace(trim(id), 'x', 'X'), '')`,
  `create macro div_floor(a, b) as
     case when b <> 0 then a // b - case when a % b <> 0 and (a < 0) <> (b < 0) then 1 else 0 end end`,
  `create macro ratio_units(v) as cast(replace(cast(cast(v as decimal(38,6)) as varchar), '.', '') as hugeint)`,
  `create macro ratio_text(units) as
     cast(units // 1000000 as varchar) || '.' || lpad(cast(units % 1000000 as varchar), 6, '0')`,
  `create macro ratio(a, b) as case when b <> 0 then cast(
     case when (a < 0) <> (b < 0) and a <> 0 then '-' else '' end ||
     ratio_text((abs(ratio_units(a)) * 2000000 + abs(ratio_units(b))) // (2 * abs(ratio_units(b)))) as decimal(38,6)) end`,
  `create macro retirement_delay(k, step, cap) as case when k < 0 then 0 else least(cap, k // step + 1) end`,
  `create macro retirement_month(birth, class) as case class
     when 'M60' then period_of(add_months(birth, 720 + retirement_delay((year(birth) - 1965) * 12 + month(birth) - 1, 4, 36)))
     when 'F55' then period_of(add_months(birth, 660 + retirement_delay((year(birth) - 1970) * 12 + month(birth) - 1, 4, 36)))
     when 'F50' then period_of(add_months(birth, 600 + retirement_delay((year(birth) - 1975) * 12 + month(birth) - 1, 2, 60)))
   end`,
  `create macro is_valid_citizen_id(id, last_day) as case
     when id is null or last_day is null then null
     when not regexp_full_match(id, '[0-9]{17}[0-9X]') then false
     when substr(id, 7, 4) = '0000'
       or try_cast(substr(id, 7, 4) || '-' || substr(id, 11, 2) || '-' || substr(id, 13, 2) as date) is null then false
     when substr(id, 7, 8) > strftime(cast(last_day as date), '%Y%m%d') then false
     else substr('10X98765432', (${citizenSum}) % 11 + 1, 1) = substr(id, 18, 1)
   end`,
  `create macro is_valid_credit_code(code) as case
     when code is null then null
     when not regexp_full_match(code, '[${creditAlphabet}]{18}') then false
     else (31 - (${creditSum}) % 31) % 31 = strpos('${creditAlphabet}', substr(code, 18, 1)) - 1
   end`,
];

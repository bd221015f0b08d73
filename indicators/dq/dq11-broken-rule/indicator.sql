select
  'hit' as verdict,
  rule_result.agency as agency,
  rule_result.line as line,
  rule_result.agency as subject,
  rule_result.rule as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(rule_result.difference as decimal(38, 6)) as observed,
  cast(rule_result.tolerance as decimal(38, 6)) as threshold,
  case when rule_result.unit = '元' then cast(abs(rule_result.difference) as decimal(38, 2)) end as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  rule_result.rule as rule,
  rule_result.left_value as left_value,
  rule_result.right_value as right_value,
  rule_result.difference as difference,
  rule_result.unit as unit,
  rule_result.broken_rows as broken_rows
from facts.rule_result as rule_result
join facts.run as run on run.period = rule_result.period
where rule_result.state = 'broken'
order by rule_result.agency nulls last, rule_result.line nulls last, rule_result.rule nulls last

select
  'hit' as verdict,
  taken.agency as agency,
  '000' as line,
  taken.agency as subject,
  taken.account as hit_key,
  cast(null as text) as related_key,
  run.period as first_period,
  cast(case when taken.exports > parameter.exports then taken.exports else taken.rows end as decimal(38, 6)) as observed,
  cast(case when taken.exports > parameter.exports then parameter.exports else parameter.rows end as decimal(38, 6))
    as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  case
    when taken.exports > parameter.exports and taken.rows > parameter.rows then '次数和行数都超过限额'
    when taken.exports > parameter.exports then '次数超过限额'
    else '行数超过限额'
  end as finding,
  taken.account as account,
  taken.exports as exports,
  taken.rows as rows
from facts.supervision_export as taken
cross join facts.run as run
cross join facts.parameter as parameter
where taken.exports > parameter.exports or taken.rows > parameter.rows
order by taken.agency nulls last, taken.account nulls last, line nulls last, subject nulls last, hit_key nulls last

with expected as (
  select
    expected_submission.agency,
    expected_submission.line,
    run.period,
    run.due_on,
    run.as_of
  from facts.expected_submission as expected_submission
  join facts.run as run on run.period = expected_submission.period
  where expected_submission.dataset = 'external' and run.as_of > run.due_on
),
feeds as (
  select
    external_feed.agency,
    external_feed.feed,
    min(external_feed.loaded_at) filter (where external_feed.period = run.period) as first_of_month
  from facts.external_feed as external_feed
  cross join facts.run as run
  group by external_feed.agency, external_feed.feed
),
judged as (
  select
    expected.agency,
    expected.line,
    expected.period,
    feeds.feed,
    case
      when feeds.first_of_month is null then expected.as_of
      when feeds.first_of_month < cast(expected.due_on + 1 as timestamp) then expected.due_on + 1
      else cast(feeds.first_of_month as date)
    end as judged_on,
    -- What arrived late ended the gap; what came before it is what was there until then.
    case
      when feeds.first_of_month is null then cast(expected.as_of + 1 as timestamp)
      when feeds.first_of_month < cast(expected.due_on + 1 as timestamp) then cast(expected.due_on + 1 as timestamp)
      else feeds.first_of_month
    end as loaded_before
  from expected
  left join feeds on feeds.agency = expected.agency
),
last_loads as (
  select distinct on (judged.agency, judged.feed)
    judged.agency,
    judged.feed,
    external_feed.loaded_at,
    external_feed.period,
    external_feed.rows
  from judged
  join facts.external_feed as external_feed
    on external_feed.agency = judged.agency
    and external_feed.feed = judged.feed
    and external_feed.loaded_at < judged.loaded_before
  order by
    judged.agency nulls last,
    judged.feed nulls last,
    external_feed.loaded_at desc nulls last,
    external_feed.period desc nulls last,
    external_feed.version desc nulls last
)
select
  'hit' as verdict,
  judged.agency as agency,
  judged.line as line,
  judged.agency as subject,
  coalesce(judged.feed, 'external') as hit_key,
  cast(null as text) as related_key,
  judged.period as first_period,
  cast(judged.judged_on - cast(last_loads.loaded_at as date) as decimal(38, 6)) as observed,
  cast(parameter.max_days as decimal(38, 6)) as threshold,
  cast(null as decimal(38, 2)) as amount,
  cast(null as text) as severity,
  cast(null as text) as missing,
  last_loads.loaded_at as last_loaded_at,
  last_loads.period as last_period,
  judged.judged_on as judged_on,
  last_loads.rows as rows_loaded
from judged
cross join facts.parameter as parameter
left join last_loads on last_loads.agency = judged.agency and last_loads.feed = judged.feed
where judged.feed is null or judged.judged_on - cast(last_loads.loaded_at as date) > parameter.max_days
order by judged.agency nulls last, judged.line nulls last, hit_key nulls last

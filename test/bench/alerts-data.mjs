// A region's alerts of five years, made by SQL: one in twenty is open, the rest has ended; see docs/performance.md.

export const TODAY = '2026-10-20';
export const AGENCIES = Array.from({ length: 16 }, (_, index) => String(120101 + index));

/** Statements that fill an empty database; each is one step of the log. */
export function fillSteps({ rows, indicators, officer, month }) {
  // The older ones have ended; they were written first.
  const ended = Math.floor(rows * 0.95);
  const codes = `array[${indicators.map((code) => `'${code}'`).join(',')}]`;
  const agencies = `array[${AGENCIES.map((code) => `'${code}'`).join(',')}]`;
  return {
    alerts: `
      insert into alert (id, number, indicator, indicator_version, agency, line, subject, period, first_period, severity, state, revision,
        continues, hits, observed, threshold, amount, raised_at, screened_at, dispatched_at, auto_receipt_on, received_at, received_on,
        answer_due_on, returned_at, return_due_on, return_count, rectification_ordered_at, rectification_due_on, calendar_version, answered_at,
        answered_late, answer_round, problem_type, closed_at, closed_on, updated_at, definition_hash)
      select gen_random_uuid(), '津预' || extract(year from raised) || '-' || lpad(i::text, 7, '0'),
        (${codes})[1 + (power(a, 2) * ${indicators.length})::int % ${indicators.length}], 1, (${agencies})[1 + (power(b, 2) * 16)::int % 16],
        (array['110', '120', '210', '310', '410'])[1 + (c * 5)::int % 5], 'P' || lpad(i::text, 9, '0'), null,
        ${month ? `'${month}'` : `to_char(raised - interval '1 month', 'YYYYMM')`}, (array['low', 'medium', 'medium', 'high', 'critical'])[1 + (d * 5)::int % 5], state,
        case when steps > 5 then 6 else steps end, true, 1 + (c * 3)::int % 3, 2, 0, round((power(d, 4) * 90000 + 100)::numeric, 2), raised,
        case when steps >= 2 then raised + interval '2 hours' end, case when sent then raised + interval '3 hours' end,
        case when sent then (raised + interval '2 days')::date end, case when steps >= 4 then raised + interval '1 day' end,
        case when steps >= 4 then (raised + interval '1 day')::date end, case when steps >= 4 then (raised + interval '1 month')::date end,
        case when state = 'returned' then raised + interval '20 days' end, case when state = 'returned' then (raised + interval '34 days')::date end,
        case when state = 'returned' then 1 else 0 end, case when state in ('rectifying', 'rectified') then raised + interval '20 days' end,
        case when state in ('rectifying', 'rectified') then (raised + interval '50 days')::date end, 'built-in-2026',
        case when steps >= 5 then raised + interval '10 days' end, case when steps >= 5 then a < 0.1 end, case when steps >= 5 then 1 else 0 end,
        case when steps >= 5 then (array['P1', 'P2', 'P3', 'P4', 'P5', 'P9'])[1 + (c * 6)::int % 6] end,
        case when state in ('closed', 'dismissed') then raised + interval '25 days' end,
        case when state in ('closed', 'dismissed') then (raised + interval '25 days')::date end, raised + interval '25 days',
        (select d.hash from indicator_definition d where d.code = (${codes})[1 + (power(a, 2) * ${indicators.length})::int % ${indicators.length}])
      from (
        select *, state not in ('raised', 'screened', 'dismissed') as sent,
          case state when 'raised' then 1 when 'screened' then 2 when 'dismissed' then 2 when 'dispatched' then 3 when 'withdrawn' then 3
            when 'received' then 4 when 'answered' then 5 else 6 end as steps,
          timestamptz '${TODAY} 01:00+08' - (case when i > ${ended} then (${rows} - i) * interval '45 days' / (${rows} - ${ended}) else interval '45 days' + (${ended} - i) * interval '1780 days' / ${ended} end) as raised
        from (
          select i, random() as a, random() as b, random() as c, random() as d,
            case when i <= ${ended} then (array['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'dismissed', 'withdrawn'])[1 + i % 10]
              else (array['raised', 'raised', 'raised', 'screened', 'dispatched', 'received', 'received', 'received', 'received', 'answered',
                'answered', 'answered', 'returned', 'rectifying', 'rectified', 'in_second_review'])[1 + i % 16] end as state
          from generate_series(1, ${rows}) as i
        ) as drawn
      ) as made`,
    events: `
      insert into alert_event (alert_id, agency, sequence, type, from_state, to_state, actor, account, actor_role, at, recorded_at, details, agency_may_see)
      select a.id, a.agency, s.sequence, s.type, s.from_state, s.to_state, s.actor, case when s.sequence > 1 then '${officer}'::uuid end, s.role,
        a.raised_at + s.after, a.raised_at + s.after, '{}', s.sequence > 2
      from alert a join (values (1, 'raise', null, 'raised', 'evaluation', null, interval '0'),
        (2, 'screen', 'raised', 'screened', '张敏', 'supervision_officer', interval '2 hours'),
        (3, 'dispatch', 'screened', 'dispatched', '张敏', 'supervision_officer', interval '3 hours'),
        (4, 'receive', 'dispatched', 'received', '李静', 'agency_handler', interval '1 day'),
        (5, 'answer', 'received', 'answered', '李静', 'agency_handler', interval '10 days'),
        (6, 'close', 'answered', 'closed', '张敏', 'supervision_officer', interval '25 days')) as s (sequence, type, from_state, to_state, actor, role, after)
        on s.sequence <= a.revision`,
    answers: `
      insert into answer (id, alert_id, agency, round, problem_type, explanation, fields, answered_by, answered_by_name, answered_at, late)
      select gen_random_uuid(), id, agency, 1, problem_type, '经核查，该人员待遇已按规定处理，相关凭证附后。', '{}', '${officer}', '李静', answered_at, answered_late
      from alert where answered_at is not null`,
    runs: `
      insert into evaluation (id, period, run_no, state, trigger, requested_by, requested_at, as_of, calendar_version, indicators, finished_at)
      select md5('run' || period)::uuid, period, 1, 'finished', 'schedule', 'system', now(), '${TODAY}', 'built-in-2026', ${codes}, now()
      from (select distinct first_period as period from alert) as months`,
    'indicators of the runs': `
      insert into evaluation_indicator (evaluation_id, indicator, version, parameters, state)
      select id, code, 1, '{}', 'done' from evaluation, unnest(${codes}) as code`,
    'hits of alerts': `
      insert into alert_hit (alert_id, agency, subject, hit_key, period, live, first_period, observed, threshold, amount, indicator_version, evidence, found_at)
      select a.id, a.agency, a.subject, 'PAY-' || a.number || '-' || n, a.first_period, a.state <> 'withdrawn', a.first_period, 2, 0, a.amount, 1,
        '{"name": "张三丰", "death_date": "2026-06-14", "item": "basic_pension"}', a.raised_at
      from alert a, generate_series(1, a.hits) as n`,
    'hits of runs': `
      insert into hit (evaluation_id, indicator, agency, line, subject, hit_key, verdict, first_period, evidence, alert_id)
      select md5('run' || a.first_period)::uuid, a.indicator, a.agency, a.line, a.subject, h.hit_key, 'hit', a.first_period, h.evidence, a.id
      from alert a join alert_hit h on h.alert_id = a.id`,
  };
}

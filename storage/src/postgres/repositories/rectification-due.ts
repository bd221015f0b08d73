/**
 * SQL: when the rectification was due that event `e` reports: as the event says, or, where the report came before the calendar of its
 * year, as the calendar said later; null while that is missing, and where the report was returned before.
 */
export const rectificationDue = `coalesce((e.details->>'dueOn')::date, (
  select (f.details->>'rectificationDueOn')::date from alert_event f
  where f.alert_id = e.alert_id and f.sequence > e.sequence and f.type = 'calendar_filled' and f.details->>'rectificationDueOn' is not null
    and not exists (select from alert_event n where n.alert_id = e.alert_id and n.sequence > e.sequence and n.sequence < f.sequence
      and n.type in ('return_rectification', 'order_rectification'))
  order by f.sequence limit 1))`;

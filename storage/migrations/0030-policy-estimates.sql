-- The same rights in words that the planner can judge. Of `scope = 'all' or …` it takes that one row in a hundred is seen, as it does
-- not know the scope, and gathers and sorts what it could read in order; of a `case` it takes every second.
alter policy by_agency on fundwatch.alert using (
  case (select fundwatch.current_scope()) when 'all' then true
    when 'agency:' || agency then dispatched_at is not null else false end);
alter policy by_alert on fundwatch.alert_event using (
  case (select fundwatch.current_scope()) when 'all' then true
    when 'agency:' || agency then agency_may_see and exists (select from fundwatch.alert where alert.id = alert_id) else false end);
alter policy by_alert on fundwatch.alert_hit using (
  case (select fundwatch.current_scope()) when 'all' then true
    when 'agency:' || agency then exists (select from fundwatch.alert where alert.id = alert_id) else false end);
alter policy by_alert on fundwatch.answer using (
  case (select fundwatch.current_scope()) when 'all' then true
    when 'agency:' || agency then exists (select from fundwatch.alert where alert.id = alert_id) else false end);

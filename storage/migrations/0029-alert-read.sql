-- Queues are counted from the index alone: with all that row-level security and the buckets ask for.
drop index fundwatch.alert_open;
create index alert_open on fundwatch.alert (state, due_on)
  include (agency, raised_at, dispatched_at, baseline, consulted, waiting_for_calendar, open_branches, officer, handler)
  where state not in ('closed', 'dismissed', 'withdrawn');
-- The same of what an agency sees of all there is, when it is counted.
drop index fundwatch.alert_agency_state;
create index alert_agency_state on fundwatch.alert (agency, state) include (raised_at, dispatched_at, baseline, consulted);
-- An agency's list in the order of its queue, without sorting all that it ever had.
create index alert_agency_urgency on fundwatch.alert (agency, (coalesce(due_on, '9999-12-31'::date)), (3 - severity_rank), (- coalesce(amount, 0)), id);

-- Queues are counted from the index alone: with all that row-level security and the buckets ask for.
drop index fundwatch.alert_open;
create index alert_open on fundwatch.alert (state, due_on)
  include (agency, raised_at, dispatched_at, baseline, consulted, waiting_for_calendar, open_branches, officer, handler)
  where state not in ('closed', 'dismissed', 'withdrawn');
-- The same of what an agency sees of all there is.
drop index fundwatch.alert_agency_state;
create index alert_agency_state on fundwatch.alert (agency, state) include (raised_at, dispatched_at, baseline, consulted);

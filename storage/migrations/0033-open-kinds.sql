-- Queues are counted by kinds of open alerts, which these indexes hold next to each other: nothing is sorted or hashed to find them.
drop index fundwatch.alert_open;
create index alert_open on fundwatch.alert (state, due_on, waiting_for_calendar, open_branches)
  include (agency, raised_at, dispatched_at, baseline, consulted, officer, handler)
  where state not in ('closed', 'dismissed', 'withdrawn');
-- The same of each agency: it reads its own, not what is open everywhere.
create index alert_open_agency on fundwatch.alert (agency, state, due_on, waiting_for_calendar, open_branches)
  include (raised_at, dispatched_at, baseline, consulted, handler)
  where state not in ('closed', 'dismissed', 'withdrawn');

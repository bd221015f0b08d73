-- Two records that only grow, read by time: a run reads one month of what was looked at unmasked or downloaded, and an
-- evaluation's page the alerts that it touched at the instant it finished at.

create index audit_event_action on fundwatch.audit_event (action, business_at);
create index alert_event_evaluation on fundwatch.alert_event (at) where actor = 'evaluation';

-- What reports count by day: events by their kind, answers by the day that they were due, and money by the day it is booked on.
-- What runs of indicators write by the hundred thousand is counted by no report.
create index alert_event_type on fundwatch.alert_event (type, at) where type not in ('raise', 'extend', 'adjust', 'screen');
create index alert_answer_due on fundwatch.alert ((case extended_clock when 'answer' then extended_due_on else answer_due_on end))
  where answer_due_on is not null;
create index recovery_entry_day on fundwatch.recovery_entry (booked_on) where voided_at is null;

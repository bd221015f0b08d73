-- Numbers in the timeline of an alert and among its branches follow each other over everything that is there. An agency, or
-- a department, that writes the next one does not see all of it (what the office keeps to itself), so the last number is
-- read in the scope of all.
create function fundwatch.next_alert_event(of uuid) returns integer language plpgsql as $$
declare
  own text := current_setting('fundwatch.scope', true);
  last integer;
begin
  perform set_config('fundwatch.scope', 'all', true);
  select max(sequence) into last from fundwatch.alert_event where alert_id = of;
  perform set_config('fundwatch.scope', coalesce(own, ''), true);
  return coalesce(last, 0) + 1;
end
$$;
create function fundwatch.next_alert_branch(of uuid) returns integer language plpgsql as $$
declare
  own text := current_setting('fundwatch.scope', true);
  last integer;
begin
  perform set_config('fundwatch.scope', 'all', true);
  select max(sequence) into last from fundwatch.alert_branch where alert_id = of;
  perform set_config('fundwatch.scope', coalesce(own, ''), true);
  return coalesce(last, 0) + 1;
end
$$;

-- What is open is a small part of what there is: every queue and its counts read only that.
create index alert_open on fundwatch.alert (state, due_on) where state not in ('closed', 'dismissed', 'withdrawn');

-- The alerts of a period, from the index alone: with the agency, which row-level security asks for.
drop index fundwatch.alert_hit_period;
create index alert_hit_period on fundwatch.alert_hit (period, agency, alert_id) where live;
create index hit_known on fundwatch.hit (evaluation_id, indicator, alert_id) where verdict = 'hit' and alert_id is not null;

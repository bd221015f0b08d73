-- Papers of inspections and of major matters. The notice of an inspection is the agency's from the step on that gives it.

alter table fundwatch.document
  add column inspection_id uuid references fundwatch.inspection (id),
  add column major_matter_id uuid references fundwatch.major_matter (id),
  add constraint document_of_one check (num_nonnulls(alert_id, inspection_id, major_matter_id) <= 1);
create index document_inspection on fundwatch.document (inspection_id) where inspection_id is not null;
create index document_major_matter on fundwatch.document (major_matter_id) where major_matter_id is not null;

drop policy by_agency on fundwatch.document;
create policy by_agency on fundwatch.document for select using (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and agency_may_see
    and (inspection_id is not null or exists (select from fundwatch.alert where alert.id = alert_id))));
create policy made_by_agency on fundwatch.document for insert with check (
  (select fundwatch.current_scope()) = 'all'
  or ((select fundwatch.current_scope()) = 'agency:' || agency and agency_may_see
    and exists (select from fundwatch.alert where alert.id = alert_id)));
-- A paper that was made stays as it is; that it went out is all that changes.
create policy sent_by_office on fundwatch.document for update using ((select fundwatch.current_scope()) = 'all');
grant update (agency_may_see) on fundwatch.document to fundwatch_app;

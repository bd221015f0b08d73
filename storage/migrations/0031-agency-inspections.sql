-- The inspected agency reads its own inspection from its notice on, signs for the draft and objects to it (豫49(三)).
-- Team and timeline only as far as the agency is concerned; plans, work records, papers and linked alerts stay the office's.

create policy of_own_agency on fundwatch.inspection for select using (
  (select fundwatch.current_scope()) = 'agency:' || agency and notified_on is not null);
create policy answered_by_agency on fundwatch.inspection for update
  using ((select fundwatch.current_scope()) = 'agency:' || agency and notified_on is not null)
  with check ((select fundwatch.current_scope()) = 'agency:' || agency and notified_on is not null
    and state in ('drafted', 'objected', 'confirmed'));

create policy of_own_agency on fundwatch.inspection_member for select using (
  (select fundwatch.current_scope()) like 'agency:%'
  and exists (select from fundwatch.inspection where inspection.id = inspection_id));

create policy of_own_agency on fundwatch.matter_event for select using (
  (select fundwatch.current_scope()) like 'agency:%' and matter = 'inspection' and type in ('receive', 'object', 'confirm')
  and exists (select from fundwatch.inspection where inspection.id = matter_id));
create policy written_by_agency on fundwatch.matter_event for insert with check (
  (select fundwatch.current_scope()) like 'agency:%' and matter = 'inspection' and type in ('receive', 'object', 'confirm')
  and exists (select from fundwatch.inspection where inspection.id = matter_id));

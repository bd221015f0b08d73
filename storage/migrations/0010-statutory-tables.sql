-- Figures that the office's own region sets (缴费基数上下限, 待遇标准 …): each entry of a table is kept whole, the latest one counts
-- beside the delivered rows.
create table fundwatch.statutory_entry (
  id bigint generated always as identity primary key,
  table_name text not null,
  source_title text not null,
  source_reference text not null,
  rows jsonb not null,
  entered_by_name text not null,
  entered_at timestamptz not null
);
create index statutory_entry_latest on fundwatch.statutory_entry (table_name, id desc);
alter table fundwatch.statutory_entry enable row level security;
alter table fundwatch.statutory_entry force row level security;
grant select, insert on fundwatch.statutory_entry to fundwatch_app;
create policy readers on fundwatch.statutory_entry for select using ((select fundwatch.current_scope()) is not null);
create policy office on fundwatch.statutory_entry for insert with check ((select fundwatch.current_scope()) = 'all');

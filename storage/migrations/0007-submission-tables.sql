-- What was found of each table of a refused version, too, and the hash of each table's content: the indicators on
-- resubmissions (DQ03) and on refusals that were not replaced (DQ02, DQ04) read them.

alter table fundwatch.fact_file add column content_hash text;

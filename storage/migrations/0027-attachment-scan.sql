-- When a file was looked through for malware and nothing was found; null: nobody looked (no scanner is set up).
alter table fundwatch.attachment add column scanned_at timestamptz;
alter table fundwatch.matter_file add column scanned_at timestamptz;

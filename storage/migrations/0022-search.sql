-- What alerts are found by. Row-level security lets an index answer plain equality of text only, so what stands in the
-- evidence and has to be found has a column of its own: the keyed hash of an account, never an account.
create index alert_subject on fundwatch.alert (subject);
create index alert_hit_subject on fundwatch.alert_hit (subject, alert_id);
alter table fundwatch.alert_hit add column account_hash text generated always as (
  coalesce(evidence ->> 'account_hash', evidence ->> 'counterparty_account_hash', evidence ->> 'payee_account_hash',
    evidence ->> 'payer_account_hash')) stored;
create index alert_hit_account on fundwatch.alert_hit (account_hash, alert_id) where account_hash is not null;

import type { AccountHashes } from '@fundwatch/domain/evaluate';
import type { FactQuery } from './fact-store.js';

/** Where the standard names the account of somebody else than the agency, hashed with the region's key. */
const accountColumns = [
  ['benefit_payment', 'account_hash'],
  ['refund', 'payer_account_hash'],
  ['refund', 'payee_account_hash'],
  ['bank_statement', 'counterparty_account_hash'],
  ['voucher_entry', 'counterparty_account_hash'],
] as const;

/** Tables that `accountHashQuery` reads. */
export const accountTables: readonly string[] = [...new Set(accountColumns.map(([table]) => table))];

const hashes = accountColumns.map(
  ([table, column]) => `select agency, ${column} as hash from facts.${table} where ${column} is not null`,
);

/** Distinct account hashes of M by agency, and how many of them another agency has, too. */
export const accountHashQuery: FactQuery = {
  sql: `with hash as (${hashes.join(' union ')}),
  spread as (select hash, count(*) as agencies from hash group by hash)
select hash.agency as agency, count(*) as hashes, count(*) filter (where spread.agencies > 1) as shared
from hash join spread on spread.hash = hash.hash
group by hash.agency order by hash.agency nulls last`,
  parameters: [],
  needs: [
    { dataset: 'business', tables: ['benefit_payment', 'refund'], lookBack: 1 },
    { dataset: 'finance', tables: ['bank_statement', 'voucher_entry'], lookBack: 1 },
  ],
  evidence: [],
};

export function readAccountHashes(): (values: (string | null)[]) => AccountHashes {
  return ([agency, count, shared]) => ({ agency: agency!, hashes: Number(count), shared: Number(shared) });
}

import { shortDecimal, sumDecimals } from '../alert/decimal.js';

/** What the ledger says of one person's money, and what the agency's latest table of recoveries says; yuan, decimal text. */
export interface LedgerRecovery {
  kind: 'confirmed' | 'agreed' | 'recovered';
  amount: string;
  voucher: string;
}
export interface SubmittedRecovery {
  confirmedAmount: string | null;
  recoveredAmount: string | null;
  /** The last voucher by which money came in. */
  voucherNo: string | null;
}

export interface RecoveryComparison {
  confirmed: { ledger: string; submitted: string };
  recovered: { ledger: string; submitted: string };
  /** To the cent, on both. */
  agrees: boolean;
  /** Vouchers of the ledger's recoveries that the submission does not name; a row names its last one only. */
  vouchersNotSubmitted: string[];
}

/** Holds the ledger against the submitted recoveries (CW19, DY32 read the same table). */
export function compareRecovery(
  entries: readonly LedgerRecovery[],
  submitted: readonly SubmittedRecovery[],
): RecoveryComparison {
  const sum = (amounts: (string | null)[]) => shortDecimal(sumDecimals(amounts)) ?? '0';
  const ledger = (kind: LedgerRecovery['kind']) =>
    sum(entries.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  const confirmed = { ledger: ledger('confirmed'), submitted: sum(submitted.map((row) => row.confirmedAmount)) };
  const recovered = { ledger: ledger('recovered'), submitted: sum(submitted.map((row) => row.recoveredAmount)) };
  const named = new Set(submitted.map(({ voucherNo }) => voucherNo?.trim()));
  const vouchers = entries.filter(({ kind }) => kind === 'recovered').map(({ voucher }) => voucher.trim());
  return {
    confirmed,
    recovered,
    agrees: confirmed.ledger === confirmed.submitted && recovered.ledger === recovered.submitted,
    vouchersNotSubmitted: [...new Set(vouchers)].filter((voucher) => !named.has(voucher)),
  };
}

import { describe, expect, it } from 'vitest';
import { compareRecovery } from './index.js';

const entry = (kind: 'confirmed' | 'agreed' | 'recovered', amount: string, voucher = '收-1') => ({
  kind,
  amount,
  voucher,
});

describe('the ledger held against the submitted recoveries', () => {
  it('agrees to the cent, however many entries and rows the sums are made of', () => {
    const entries = [
      entry('confirmed', '8000.10'),
      entry('confirmed', '412.01'),
      entry('agreed', '8412.11'),
      entry('recovered', '0.10'),
      entry('recovered', '0.20', '收-2'),
    ];
    const rows = [
      { confirmedAmount: '8412.11', recoveredAmount: '0.1', voucherNo: '收-1' },
      { confirmedAmount: '0.00', recoveredAmount: '0.20', voucherNo: ' 收-2 ' },
    ];
    expect(compareRecovery(entries, rows)).toEqual({
      confirmed: { ledger: '8412.11', submitted: '8412.11' },
      recovered: { ledger: '0.3', submitted: '0.3' },
      agrees: true,
      vouchersNotSubmitted: [],
    });
  });

  it('differs where a cent does, and names the vouchers that were not submitted', () => {
    const rows = [{ confirmedAmount: '100', recoveredAmount: '50.01', voucherNo: null }];
    const compared = compareRecovery([entry('confirmed', '100.00'), entry('recovered', '50.00', '收-9')], rows);
    expect(compared).toMatchObject({
      recovered: { ledger: '50', submitted: '50.01' },
      agrees: false,
      vouchersNotSubmitted: ['收-9'],
    });
  });

  it('is nothing against nothing', () => {
    expect(compareRecovery([], [])).toMatchObject({ agrees: true, recovered: { ledger: '0', submitted: '0' } });
  });
});

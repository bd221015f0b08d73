import { seededRandom } from '../../../cli/src/demo/seeded-random.js';
import { comparePlaces } from './cw01.js';
import { generatedPeriods } from './generate-months.js';
import { yuanOf, type Row } from './month-facts.js';
import { count, type Counts } from './spoil-benefits.js';

/** Differences that are left between business and ledger, in cents; the first three are within the tolerance. */
const differences = [0n, 1n, -1n, 2n, -2n, 123456n, -50000n];

/** Books what was paid, but for a difference of each kind, and vouchers that must not count. */
export function spoilLedger(facts: Map<string, Row[]>, seed: number): Counts {
  const random = seededRandom(seed, 'ledger');
  const counts: Counts = new Map();
  const entries = facts.get('voucher_entry')!;
  for (const period of generatedPeriods) {
    for (const { agency, line, difference } of comparePlaces(facts, period)) {
      const wanted = random.pick(differences);
      const post = (voucher_no: string, line_no: string, subject: string, cents: bigint) =>
        entries.push({
          agency,
          line,
          period,
          voucher_no,
          line_no,
          subject,
          sub_subject: null,
          debit: cents > 0n ? yuanOf(cents) : '0.00',
          credit: cents > 0n ? '0.00' : yuanOf(-cents),
          counterparty_kind: null,
          counterparty_account_hash: null,
        });
      post('N1', '1', random.pick(['5001', '500101', '50010203']), difference - wanted);
      count(counts, `difference of ${yuanOf(wanted)}`);
      const transfer = random.pick(['3001', '310101', '3201']);
      post('N2', '1', '5001', 77700n);
      post('N2', '2', transfer, -77700n);
      post('N3', '1', random.pick(['5002', '5101', '4001', '15001']), 4200n);
    }
  }
  return counts;
}

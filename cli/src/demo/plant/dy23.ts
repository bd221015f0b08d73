import type { Payment } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  /** Which payments of the month, by their place. */
  places: readonly number[];
  verdict: 'hit' | 'cannot_decide' | 'near_miss';
  change: (payment: Payment) => void;
  why?: string;
}

const hourAfter = (at: string | null): string | null =>
  at === null ? null : at.replace(/T(\d\d)/, (_, hour: string) => `T${String(Number(hour) + 1).padStart(2, '0')}`);

const cases: readonly Case[] = [
  {
    agency: '120102',
    line: '170',
    period: '202606',
    places: [2, 3],
    verdict: 'hit',
    change: (payment) => Object.assign(payment, { reviewedBy: null, reviewedAt: null }),
  },
  {
    agency: '120110',
    line: '110',
    period: '202607',
    places: [1, 2, 3],
    verdict: 'hit',
    // Paid first, approved an hour later.
    change: (payment) => Object.assign(payment, { approvedAt: hourAfter(payment.paidAt) }),
  },
  {
    agency: '120116',
    line: '210',
    period: '202608',
    places: [0, 1],
    verdict: 'hit',
    change: (payment) => Object.assign(payment, { approvedBy: null }),
  },
  {
    agency: '120101',
    line: '170',
    period: '202609',
    places: [4],
    verdict: 'hit',
    change: (payment) => Object.assign(payment, { approvedAt: null }),
  },
  {
    agency: '120117',
    line: '110',
    period: '202608',
    places: [1],
    verdict: 'cannot_decide',
    change: (payment) => Object.assign(payment, { paidAt: null }),
  },
  {
    agency: '120119',
    line: '110',
    period: '202607',
    places: [1, 2],
    verdict: 'near_miss',
    change: (payment) => Object.assign(payment, { paidAt: payment.approvedAt }),
    why: '支付时间等于审核时间',
  },
];

/** Benefits paid without review or before approval. */
export const dy23: Planting = {
  drafts({ book, findings, resubmissions }) {
    for (const { agency, line, period, places, verdict, change, why } of cases) {
      for (const place of places) {
        const payment = book(agency, line).months[period].payments[place];
        if (!payment) throw new Error(`no payment ${place} at ${agency} ${line} in ${period}`);
        change(payment);
        if (verdict === 'hit') findings.hit('DY23', agency, line, agency, payment.no, period);
        else if (verdict === 'near_miss')
          findings.nearMiss('DY23', agency, line, agency, payment.no, period, why ?? '');
        else findings.cannotDecide('DY23', agency, line, agency, payment.no, period);
      }
    }
    // Sent without the reviewer's name at first; the corrected version withdraws the alert.
    const unnamed = book('120104', '110').months['202607'].payments[1];
    if (!unnamed) throw new Error('no payment at 120104 110 in 202607');
    resubmissions.push({
      agency: '120104',
      line: '110',
      dataset: 'business',
      period: '202607',
      firstSentAt: null,
      correctedSentAt: '2026-09-02T10:12:00+08:00',
      spoil: (tables) => ({
        ...tables,
        benefit_payment: (tables['benefit_payment'] ?? []).map((row) =>
          row['payment_no'] === unnamed.no ? { ...row, reviewed_by: null, reviewed_at: null } : row,
        ),
      }),
    });
  },
};

import { keyedHash } from '../keyed-hash.js';
import { demoPeriods } from '../months.js';
import type { Planting, World } from '../world.js';
import { lateSubmissions } from './dq01.js';
import { moveMoney } from './move-money.js';

/** Suspense heads on the wrong side (CW14), too old or too large (CW15). */
export const cw14AndCw15: Planting = {
  drafts(world) {
    const { findings } = world;
    // More was given back than had come in; the next month puts it right.
    for (const [period, direction] of [
      ['202607', 'out'],
      ['202608', 'in'],
    ] as const) {
      moveMoney(world, {
        agency: '120116',
        line: '210',
        period,
        account: 'fiscal',
        direction,
        cents: 240_000,
        counterpartyKind: 'fiscal',
        counterpartyHash: keyedHash('0290003'),
        counterpartyName: '财政补助资金',
        purpose: direction === 'out' ? '退回多拨补助' : '多退补助收回',
        contra: '2001',
      });
    }
    findings.hit('CW14', '120116', '210', '120116', '2001', '202607');
    findings.nearMiss('CW14', '120116', '210', '120116', '2001', '202608', '暂收款已冲平');
    // The pool account's head is younger than the chart of accounts.
    for (const period of demoPeriods) findings.cannotDecide('CW14', '120103', '120', '120103', 'total', period);

    world.book('120105', '170').openings.push({ subject: '1101', cents: 18_000, since: '2025-03-10' });
    world.book('120112', '170').openings.push({ subject: '1101', cents: 10_000, since: '2025-09-30' });
    findings.nearMiss('CW15', '120112', '170', '120112', '1101', '202609', '挂账恰满 12 个月，占支出不到 10%');
  },
  books: planSuspense,
};

/** What other cases left on 1101 and 2001 counts by its share of the month's expenditure, here by its age. */
function planSuspense(world: World): void {
  for (const book of world.books) {
    for (const period of demoPeriods) {
      const isMissing = lateSubmissions.some(
        (one) => one.sentAt === null && one.agency === book.agency && one.line === book.line && one.period === period,
      );
      const books = world.finance.get(book)?.[period];
      if (isMissing || !books) continue;
      for (const head of ['1101', '2001']) {
        const balance = books.balances.get(head);
        const closing = balance ? Math.abs(balance.opening + balance.debit - balance.credit) : 0;
        const isOld = (books.oldestItems.get(head) ?? period) < '2025-06-30';
        if (closing === 0 || (!isOld && closing * 10 <= books.report.expense)) continue;
        world.findings.hit('CW15', book.agency, book.line, book.agency, head, period);
      }
    }
  }
}

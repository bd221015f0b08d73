import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';
import { changeRows } from './change-rows.js';

const cases: readonly { agency: string; line: DemoLine; period: DemoPeriod; payments: number }[] = [
  { agency: '120118', line: '170', period: '202606', payments: 4 },
  { agency: '120116', line: '210', period: '202608', payments: 2 },
  { agency: '120104', line: '110', period: '202609', payments: 1 },
];

/** Payments that went to the bank on a disk. */
export const dy27: Planting = {
  drafts(world) {
    const { book, findings } = world;
    for (const { agency, line, period, payments } of cases) {
      const byDisk = new Set(
        book(agency, line)
          .months[period].payments.slice(0, payments)
          .map(({ no }) => no),
      );
      changeRows(world, { agency, line, dataset: 'business' }, [period], 'benefit_payment', (row) =>
        byDisk.has(row['payment_no'] ?? '') ? { ...row, channel: 'file' } : row,
      );
      for (const no of byDisk) findings.hit('DY27', agency, line, agency, no, period);
    }
    const direct = book('120105', '110').months['202608'].payments[0];
    if (!direct) throw new Error('no payment at 120105 110 in 202608');
    findings.nearMiss('DY27', '120105', '110', '120105', direct.no, '202608', '系统自动传给银行的文件属于直联');
  },
};

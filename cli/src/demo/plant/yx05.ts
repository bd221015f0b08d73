import { yuanText } from '../cents.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';

interface Deviation {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  item: 'income' | 'expense';
  /** What was done, as a share of what had been budgeted. */
  share: number;
  why?: string;
}

/** Budgets that foresaw less or more than what came. */
const deviations: readonly Deviation[] = [
  { agency: '120103', line: '210', period: '202607', item: 'income', share: 0.92 },
  { agency: '120102', line: '170', period: '202608', item: 'expense', share: 1.2 },
  { agency: '120114', line: '120', period: '202609', item: 'expense', share: 1.4 },
  { agency: '120118', line: '110', period: '202608', item: 'expense', share: 1.049, why: '偏差 4.9%，未超 5%' },
];

export const yx05: Planting = {
  drafts({ findings, slips }) {
    for (const { agency, line, period, item, share, why } of deviations) {
      slips.push({
        agency,
        line,
        dataset: 'finance',
        period,
        spoil: (tables) => {
          const done = tables['fund_report']?.find((row) => row['report_line'] === item)?.['year_amount'];
          const foreseen = yuanText(Math.round((Number(done) * 100) / share));
          const budget = (tables['budget'] ?? []).map((row) =>
            row['budget_line'] === item ? { ...row, period_budget: foreseen } : row,
          );
          return { ...tables, budget };
        },
      });
      if (why === undefined) findings.hit('YX05', agency, line, agency, item, period);
      else findings.nearMiss('YX05', agency, line, agency, item, period, why);
    }
  },
};

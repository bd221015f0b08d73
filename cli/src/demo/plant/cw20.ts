import { yuanText } from '../cents.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';
import { changeRows } from './change-rows.js';

/** Reports whose opening or closing balance was written otherwise than the books have it. */
const slips: readonly {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  item: 'opening_balance' | 'closing_balance';
  cents: number;
  why?: string;
}[] = [
  { agency: '120103', line: '170', period: '202607', item: 'closing_balance', cents: 1_200_000 },
  { agency: '120114', line: '120', period: '202608', item: 'opening_balance', cents: -350_000 },
  { agency: '120112', line: '110', period: '202609', item: 'closing_balance', cents: -86_420 },
  {
    agency: '120104',
    line: '170',
    period: '202608',
    item: 'closing_balance',
    cents: 1,
    why: '期末结余差额恰为 0.01 元',
  },
];

export const cw20: Planting = {
  drafts(world) {
    for (const { agency, line, period, item, cents, why } of slips) {
      changeRows(world, { agency, line, dataset: 'finance' }, [period], 'fund_report', (row) =>
        row['report_line'] === item
          ? { ...row, month_amount: yuanText(Math.round(Number(row['month_amount']) * 100) + cents) }
          : row,
      );
      if (why) world.findings.nearMiss('CW20', agency, line, agency, 'total', period, why);
      else {
        world.findings.hit('CW20', agency, line, agency, 'total', period);
        world.findings.brokenRule('R22', agency, line, period);
      }
    }
  },
};

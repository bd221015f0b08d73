import { demoPeriods, type DemoPeriod } from '../months.js';
import type { Row } from '../rows.js';
import type { Planting } from '../world.js';

const cases: readonly { agency: string; period: DemoPeriod; copies: number; hit: boolean }[] = [
  { agency: '120102', period: '202608', copies: 4, hit: true },
  { agency: '120106', period: '202607', copies: 2, hit: false },
];

/** Login logs with every retry in them: far more rows than the month before, and the month after. */
export const dq05: Planting = {
  control({ findings, slips }) {
    for (const { agency, period, copies, hit } of cases) {
      const spoil: (row: Row) => Row[] = (row) =>
        Array.from({ length: copies }, (_, copy) => ({
          ...row,
          login_no: copy === 0 ? row['login_no']! : `${row['login_no']}-${copy}`,
          succeeded: String(copy === 0),
        }));
      slips.push({
        agency,
        line: '000',
        dataset: 'control',
        period,
        spoil: (tables) => ({ ...tables, login_log: (tables['login_log'] ?? []).flatMap(spoil) }),
      });
      const after = demoPeriods[demoPeriods.indexOf(period) + 1];
      for (const month of after ? [period, after] : [period]) {
        if (hit) findings.hit('DQ05', agency, '000', agency, 'login_log', month);
        else findings.nearMiss('DQ05', agency, '000', agency, 'login_log', month, '成倍变化，但不到 200 行');
      }
    }
  },
};

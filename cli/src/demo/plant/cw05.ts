import type { Cents } from '../cents.js';
import { keyedHash } from '../keyed-hash.js';
import { atSecond, clock, demoPeriods, workingDaysOf, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { moveMoney } from './move-money.js';

/** Interest that reached the income account after the month's money had gone to the fiscal account. */
const lateInterest: readonly { agency: string; line: DemoLine; period: DemoPeriod; next: DemoPeriod; cents: Cents }[] =
  [
    { agency: '120115', line: '110', period: '202607', next: '202608', cents: 231_055 },
    { agency: '120104', line: '110', period: '202608', next: '202609', cents: 5_680 },
  ];

/** Money that was left on the income account (CW05) or at the treasury (CW06). */
export const cw05AndCw06: Planting = {
  drafts(world) {
    const { findings } = world;
    for (const { agency, line, period, next, cents } of lateInterest) {
      moveMoney(world, {
        agency,
        line,
        period,
        account: 'income',
        direction: 'in',
        cents,
        counterpartyKind: 'bank',
        counterpartyHash: null,
        counterpartyName: '开户银行',
        purpose: '利息',
        contra: '4201',
        at: atSecond(workingDaysOf(period).at(-1)!, clock(17, 40)),
        afterSweep: true,
      });
      findings.hit('CW05', agency, line, agency, 'total', period);
      findings.brokenRule('R14', agency, line, period);
      findings.nearMiss('CW05', agency, line, agency, 'total', next, '上月留下的利息本月已划转');
    }
    keepAtTreasury(world);
  },
};

function keepAtTreasury(world: World): void {
  const { findings } = world;
  world.book('120116', '120').openings.push({ subject: '1005', cents: 5_000_000, since: '2026-05-29' });
  world.book('120114', '210').openings.push({ subject: '1005', cents: 800_000, since: '2026-05-29' });
  moveMoney(world, {
    agency: '120114',
    line: '210',
    period: '202607',
    account: 'fiscal',
    direction: 'in',
    cents: 800_000,
    counterpartyKind: 'treasury',
    counterpartyHash: keyedHash('0290004'),
    counterpartyName: '国家金库',
    purpose: '国库划款',
    contra: '1005',
  });
  const [first, ...later] = demoPeriods;
  for (const [agency, line] of [
    ['120116', '120'],
    ['120114', '210'],
  ] as const) {
    findings.cannotDecide('CW06', agency, line, agency, 'total', first);
  }
  for (const period of later) findings.hit('CW06', '120116', '120', '120116', 'total', period);
  findings.nearMiss('CW06', '120114', '210', '120114', 'total', '202607', '国库存款当月已全部划转财政专户');
}

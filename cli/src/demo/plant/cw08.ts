import type { Cents } from '../cents.js';
import { fundAccountHash } from '../keep-books.js';
import { keyedHash } from '../keyed-hash.js';
import type { ExtraMovement } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { moveMoney } from './move-money.js';

interface Case {
  indicator: 'CW08' | 'CW09';
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  cents: Cents;
  kind: string;
  hash: string | null;
  name: string;
  purpose: string;
  contra: string;
  why?: string;
}

const firm = keyedHash('0290021');

const cases: readonly Case[] = [
  {
    indicator: 'CW08',
    agency: '120103',
    line: '110',
    period: '202609',
    cents: 240_000,
    kind: 'public',
    hash: firm,
    name: '津合商贸（示范）有限公司',
    purpose: '往来款',
    contra: '1101',
  },
  {
    indicator: 'CW08',
    agency: '120118',
    line: '110',
    period: '202609',
    cents: 2_000,
    kind: 'bank',
    hash: keyedHash('0290022'),
    name: '开户银行',
    purpose: '账户管理费',
    contra: '1101',
  },
  {
    indicator: 'CW09',
    agency: '120102',
    line: '110',
    period: '202607',
    cents: 650_000,
    kind: 'public',
    hash: firm,
    name: '津合商贸（示范）有限公司',
    purpose: '借款',
    contra: '2001',
  },
  {
    indicator: 'CW09',
    agency: '120119',
    line: '170',
    period: '202609',
    cents: 180_000,
    kind: 'private',
    hash: keyedHash('6228480033'),
    name: '顾明远',
    purpose: '代垫款归还',
    contra: '2001',
  },
  {
    indicator: 'CW09',
    agency: '120116',
    line: '410',
    period: '202608',
    cents: 90_000,
    kind: 'bank',
    hash: keyedHash('0290022'),
    name: '开户银行',
    purpose: '转账',
    contra: '2001',
  },
  {
    indicator: 'CW09',
    agency: '120103',
    line: '110',
    period: '202606',
    cents: 1_233,
    kind: 'bank',
    hash: null,
    name: '开户银行',
    purpose: '二季度结息',
    contra: '4201',
    why: '本户利息',
  },
];

/** Income accounts that paid where they may not (CW08), and expense accounts that took in what they may not (CW09). */
export const cw08AndCw09: Planting = {
  drafts(world) {
    const { findings } = world;
    for (const one of cases) {
      const { indicator, agency, line, period, why } = one;
      const account = indicator === 'CW08' ? 'income' : 'expense';
      const movement = moveMoney(world, {
        agency,
        line,
        period,
        account,
        direction: indicator === 'CW08' ? 'out' : 'in',
        cents: one.cents,
        counterpartyKind: one.kind,
        counterpartyHash: one.hash,
        counterpartyName: one.name,
        purpose: one.purpose,
        contra: one.contra,
      });
      const subject = fundAccountHash(agency, line, account);
      if (why) findings.nearMiss(indicator, agency, line, subject, serialOf(movement), period, why);
      else {
        findings.hit(indicator, agency, line, subject, serialOf(movement), period);
        findings.brokenRule(indicator === 'CW08' ? 'R14' : 'R13', agency, line, period);
      }
    }
    judgePrivateOutflows(world);
  },
};

const serialOf = (movement: ExtraMovement) => () => movement.serial ?? '';

/** What the private transfers of CW07 mean for income accounts. */
function judgePrivateOutflows(world: World): void {
  const { findings } = world;
  const found = (agency: string, line: DemoLine, period: DemoPeriod, account: ExtraMovement['account']) => {
    const { movements } = world.book(agency, line).months[period];
    const movement = movements.find((one) => one.account === account && one.direction === 'out');
    if (!movement) throw new Error(`${agency} ${line} moved nothing from ${account} in ${period}`);
    return [fundAccountHash(agency, line, account), serialOf(movement)] as const;
  };
  findings.hit('CW08', '120112', '110', ...found('120112', '110', '202606', 'income'), '202606');
  findings.cannotDecide('CW08', '120114', '120', ...found('120114', '120', '202608', 'stray'), '202608');
  const [account, refund] = found('120106', '110', '202607', 'income');
  findings.nearMiss('CW08', '120106', '110', account, refund, '202607', '退回原缴费账户');
}

import type { Cents } from '../cents.js';
import { keyedHash } from '../keyed-hash.js';
import type { ExtraMovement } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';
import { changeRows } from './change-rows.js';
import { moveMoney } from './move-money.js';

interface Case {
  indicator: 'CW11' | 'CW21';
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  account: ExtraMovement['account'];
  cents: Cents;
  purpose: string;
  contra: string;
  decision?: string;
  why?: string;
}

const cases: readonly Case[] = [
  {
    indicator: 'CW11',
    agency: '120103',
    line: '110',
    period: '202608',
    account: 'fiscal',
    cents: 500_000_000,
    purpose: '购买三年期国债',
    contra: '1201',
  },
  {
    indicator: 'CW11',
    agency: '120101',
    line: '120',
    period: '202607',
    account: 'fiscal',
    cents: 600_000_000,
    purpose: '购买五年期国债',
    contra: '1201',
    decision: '津和社保会纪〔2026〕11号',
    why: '有集体决策文号',
  },
  {
    indicator: 'CW21',
    agency: '120115',
    line: '170',
    period: '202608',
    account: 'expense',
    cents: 3_650,
    purpose: '代发手续费',
    contra: '5401',
  },
  {
    indicator: 'CW21',
    agency: '120116',
    line: '410',
    period: '202607',
    account: 'expense',
    cents: 40_000,
    purpose: '劳动能力鉴定调查费',
    contra: '5401',
    why: '不含管理费用的词',
  },
];

/** Large payments without a decision (CW11) and costs of the office's own (CW21). */
export const cw11AndCw21: Planting = {
  drafts(world) {
    for (const one of cases) {
      const { indicator, agency, line, period, purpose, decision, why } = one;
      moveMoney(world, {
        agency,
        line,
        period,
        account: one.account,
        direction: 'out',
        cents: one.cents,
        counterpartyKind: 'bank',
        counterpartyHash: keyedHash('0290005'),
        counterpartyName: '开户银行',
        purpose,
        contra: one.contra,
      });
      if (decision) {
        changeRows(world, { agency, line, dataset: 'finance' }, [period], 'voucher', (row) =>
          row['summary'] === purpose ? { ...row, decision_doc_no: decision } : row,
        );
      }
      const voucherNo = () => voucherOf(world, one);
      if (why) world.findings.nearMiss(indicator, agency, line, agency, voucherNo, period, why);
      else world.findings.hit(indicator, agency, line, agency, voucherNo, period);
    }
  },
};

function voucherOf(world: World, { agency, line, period, purpose }: Case): string {
  const vouchers = world.finance.get(world.book(agency, line))?.[period].vouchers ?? [];
  return vouchers.find(({ summary }) => summary === purpose)?.no ?? '';
}

import { addDays } from '@fundwatch/domain/calendar';
import type { Voucher } from '../keep-books.js';
import type { DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Row } from '../rows.js';
import type { Planting, World } from '../world.js';
import { addRows, changeRows } from './change-rows.js';

interface Place {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
}

const benefits = '支付社会保险待遇';
const contributions = '收到社会保险费';

/** Vouchers and posts where one person does what two should, numbers are missing, or days do not fit (CW13, CW17, CW18). */
export const cw13AndCw17AndCw18: Planting = {
  drafts(world) {
    const { findings } = world;

    const unchecked = { agency: '120104', line: '110', period: '202607' } as const;
    changeVoucher(world, unchecked, benefits, () => ({ checker: null }));
    findings.hit('CW13', '120104', '110', '120104', numberOf(world, unchecked, benefits), '202607');
    findings.cannotDecide('CW17', '120104', '110', '120104', '120104', '202607');

    const own = { agency: '120101', line: '410', period: '202609' } as const;
    changeVoucher(world, own, contributions, ({ maker }) => ({ checker: maker ?? null }));
    findings.hit('CW13', '120101', '410', '120101', numberOf(world, own, contributions), '202609');
    findings.hit('CW17', '120101', '410', 'S010', 'S010', '202609');

    skipNumber(world, { agency: '120119', line: '170', period: '202608' });

    const swapped = { agency: '120105', line: '110', period: '202608' } as const;
    changeVoucher(world, swapped, contributions, () => ({ maker: 'S012', checker: 'S010' }));
    const swappedNo = numberOf(world, swapped, contributions);
    findings.nearMiss('CW13', '120105', '110', '120105', swappedNo, '202608', '由另一名会计审核');
    findings.nearMiss('CW17', '120105', '110', 'S010', 'S010', '202608', '两名会计互相审核，不是同一张凭证');

    const stoodIn = { agency: '120118', line: '170', period: '202607' } as const;
    changeVoucher(world, stoodIn, benefits, () => ({ cashier: 'S010' }));
    findings.hit('CW17', '120118', '170', 'S010', 'S010', '202607');

    addCashierDuty(world, '120113', '会计档案岗', '会计档案保管', ['202608', '202609']);
    for (const period of ['202608', '202609']) findings.hit('CW17', '120113', '000', 'S011', 'S011', period);
    addCashierDuty(world, '120110', '出纳岗', '银行存款日记账登记', ['202609']);
    findings.nearMiss('CW17', '120110', '000', 'S011', 'S011', '202609', '日记账由出纳登记');

    const late = { agency: '120110', line: '110', period: '202608' } as const;
    changeVoucher(world, late, contributions, ({ voucher_date: on }) => ({ entered_on: addDays(on!, 45) }));
    findings.hit('CW18', '120110', '110', '120110', 'backdated', '202608');
    const inTime = { agency: '120117', line: '170', period: '202607' } as const;
    changeVoucher(world, inTime, benefits, ({ voucher_date: on }) => ({ entered_on: addDays(on!, 31) }));
    findings.nearMiss('CW18', '120117', '170', '120117', 'backdated', '202607', '凭证日期恰早 31 天');
  },
};

function vouchersOf(world: World, { agency, line, period }: Place): readonly Voucher[] {
  return world.finance.get(world.book(agency, line))?.[period].vouchers ?? [];
}

/** The number of the first voucher with that summary, once the books are kept. */
function numberOf(world: World, place: Place, summary: string): () => string {
  return () => vouchersOf(world, place).find((voucher) => voucher.summary === summary)?.no ?? '';
}

function changeVoucher(world: World, place: Place, summary: string, change: (row: Row) => Row): void {
  const { agency, line, period } = place;
  const number = numberOf(world, place, summary);
  changeRows(world, { agency, line, dataset: 'finance' }, [period], 'voucher', (row) =>
    row['voucher_no'] === number() ? { ...row, ...change(row) } : row,
  );
}

/** The month's last voucher has the number after its own. */
function skipNumber(world: World, place: Place): void {
  const { agency, line, period } = place;
  const last = () => vouchersOf(world, place).length;
  const named = (number: number) => `${period}-${String(number).padStart(4, '0')}`;
  const renumber = (row: Row) =>
    row['voucher_no'] === named(last()) ? { ...row, voucher_no: named(last() + 1) } : row;
  for (const table of ['voucher', 'voucher_entry']) {
    changeRows(world, { agency, line, dataset: 'finance' }, [period], table, renumber);
  }
  world.findings.hit('CW13', agency, line, agency, () => named(last() + 1), period);
}

/** A second duty of the cashier. */
function addCashierDuty(
  world: World,
  agency: string,
  post: string,
  matter: string,
  periods: readonly DemoPeriod[],
): void {
  addRows(world, { agency, line: '000', dataset: 'control' }, periods, 'duty', () => [
    {
      duty_no: 'G111',
      staff_no: 'S011',
      post_class: 'finance',
      post,
      matter,
      process: '登记、保管',
      risk_point: '资料不全',
      risk_level: 'low',
      permission: '出纳岗权限',
      control_measure: '定期抽查',
      from_date: `${periods[0]!.slice(0, 4)}-${periods[0]!.slice(4)}-03`,
      to_date: null,
    },
  ]);
}

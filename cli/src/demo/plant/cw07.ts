import type { Cents } from '../cents.js';
import { fundAccountHash } from '../keep-books.js';
import { keyedHash } from '../keyed-hash.js';
import type { ExtraMovement } from '../line-book.js';
import { atSecond, clock, demoMonths, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  account: ExtraMovement['account'];
  direction?: 'in';
  cents: Cents;
  kind: string | null;
  hash: string | null;
  name: string;
  purpose: string;
  contra: string;
  verdict: 'hit' | 'cannot_decide' | 'near_miss';
  why?: string;
}

const someone = keyedHash('6228480011');
const nobody = null;

const cases: readonly Case[] = [
  {
    agency: '120112',
    line: '110',
    period: '202606',
    account: 'income',
    cents: 860_000,
    kind: 'private',
    hash: someone,
    name: '韩建平',
    purpose: '往来款',
    contra: '1101',
    verdict: 'hit',
  },
  {
    agency: '120104',
    line: '170',
    period: '202607',
    account: 'fiscal',
    cents: 1_250_000,
    kind: 'private',
    hash: someone,
    name: '沈玉兰',
    purpose: '借款',
    contra: '1101',
    verdict: 'hit',
  },
  {
    agency: '120116',
    line: '110',
    period: '202608',
    account: 'expense',
    cents: 436_800,
    kind: 'private',
    hash: someone,
    name: '罗振华',
    purpose: '补发待遇',
    contra: '1101',
    verdict: 'hit',
  },
  {
    agency: '120119',
    line: '110',
    period: '202609',
    account: 'expense',
    cents: 298_000,
    kind: 'private',
    hash: someone,
    name: '曾丽新',
    purpose: '代垫费用',
    contra: '1101',
    verdict: 'hit',
  },
  {
    agency: '120101',
    line: '120',
    period: '202607',
    account: 'expense',
    cents: 15_600,
    kind: nobody,
    hash: nobody,
    name: '待查',
    purpose: '手续费',
    contra: '1101',
    verdict: 'cannot_decide',
  },
  {
    agency: '120115',
    line: '170',
    period: '202608',
    account: 'expense',
    cents: 32_700,
    kind: 'private',
    hash: nobody,
    name: '何春梅',
    purpose: '补发待遇',
    contra: '1101',
    verdict: 'cannot_decide',
  },
  {
    agency: '120114',
    line: '120',
    period: '202608',
    account: 'stray',
    cents: 520_000,
    kind: 'private',
    hash: someone,
    name: '邓子涵',
    purpose: '转账',
    contra: '1101',
    verdict: 'cannot_decide',
  },
  {
    agency: '120103',
    line: '120',
    period: '202608',
    account: 'pool',
    cents: 410_000,
    kind: 'private',
    hash: someone,
    name: '彭文海',
    purpose: '职业年金退费',
    contra: '1101',
    verdict: 'near_miss',
    why: '归集户不在规则之内',
  },
  {
    agency: '120110',
    line: '170',
    period: '202607',
    account: 'income',
    direction: 'in',
    cents: 60_000,
    kind: 'private',
    hash: someone,
    name: '唐桂芳',
    purpose: '多领待遇退回',
    contra: '2001',
    verdict: 'near_miss',
    why: '个人转入，不是转出',
  },
];

/** Fund accounts that paid private persons. */
export const cw07: Planting = {
  drafts(world) {
    for (const one of cases) {
      const movement = move(world, one);
      // Money out to a suspense head; the other accounts' flows have no rule of their own.
      const rule = movement.direction === 'out' && { expense: 'R13', income: 'R14' }[one.account as string];
      if (rule) world.findings.brokenRule(rule, one.agency, one.line, one.period);
      const subject = fundAccountHash(one.agency, one.line, one.account);
      const serial = () => movement.serial ?? '';
      const { agency, line, period, verdict, why } = one;
      if (verdict === 'hit') world.findings.hit('CW07', agency, line, subject, serial, period);
      else if (verdict === 'cannot_decide') world.findings.cannotDecide('CW07', agency, line, subject, serial, period);
      else world.findings.nearMiss('CW07', agency, line, subject, serial, period, why ?? '');
    }
    plantRefund(world);
    plantListedPayee(world);
  },
};

function move(world: World, one: Omit<Case, 'verdict'>): ExtraMovement {
  const movement: ExtraMovement = {
    account: one.account,
    direction: one.direction ?? 'out',
    cents: one.cents,
    counterpartyKind: one.kind,
    counterpartyHash: one.hash,
    counterpartyName: one.name,
    purpose: one.purpose,
    contra: one.contra,
    // After the month's contributions have come, so that no account runs below zero.
    at: atSecond(demoMonths[one.period].supplementOn, clock(10, 40)),
    serial: null,
  };
  world.book(one.agency, one.line).months[one.period].movements.push(movement);
  return movement;
}

/** An overpaid contribution goes back to the account that it came from. */
function plantRefund(world: World): void {
  const place = { agency: '120106', line: '110', period: '202607', account: 'income', cents: 188_000 } as const;
  const book = world.book(place.agency, place.line);
  const employer = book.employers[0];
  if (!employer) throw new Error('120106 110 has no employer');
  const payer = keyedHash('6228480022');
  const fields = { kind: 'private', hash: payer, name: employer.name, contra: '2001' };
  const into = move(world, { ...place, ...fields, direction: 'in', purpose: '多缴社会保险费' });
  into.at = atSecond('2026-07-17', clock(9, 50));
  const out = move(world, { ...place, ...fields, purpose: '原渠道退费' });
  const on = demoMonths['202607'].supplementOn;
  book.months['202607'].refunds.push({
    no: book.number('T202607'),
    employer,
    cents: place.cents,
    accountHash: payer,
    on,
  });
  const subject = fundAccountHash(place.agency, place.line, 'income');
  world.findings.nearMiss(
    'CW07',
    place.agency,
    place.line,
    subject,
    () => out.serial ?? '',
    '202607',
    '原缴费账户退费',
  );
}

/** A benefit sent by itself to the account of an approved payment. */
function plantListedPayee(world: World): void {
  const payment = world.book('120105', '110').months['202607'].payments[1];
  if (!payment) throw new Error('no payment at 120105 110 in 202607');
  payment.single = true;
  const subject = fundAccountHash('120105', '110', 'expense');
  world.findings.nearMiss('CW07', '120105', '110', subject, undefined, '202607', '收款账户在当月已审批待遇清单内');
}

import { addDays } from '@fundwatch/domain/calendar';
import { sum, type Cents } from './cents.js';
import { keyedHash } from './keyed-hash.js';
import type { Contribution, ExtraMovement, LineBook } from './line-book.js';
import { atSecond, clock, demoMonths, demoPeriods, workingDaysOf, type DemoPeriod } from './months.js';

export type FundAccountKind = 'income' | 'fiscal' | 'expense' | 'pool';

export interface Entry {
  subject: string;
  sub?: string;
  debit: Cents;
  credit: Cents;
  kind?: string;
  hash?: string | null;
}

export interface Voucher {
  no: string;
  on: string;
  summary: string;
  entries: Entry[];
}

export interface StatementLine {
  account: string;
  serial: string;
  at: string;
  direction: 'in' | 'out';
  cents: Cents;
  kind: string | null;
  hash: string | null;
  name: string;
  purpose: string;
  balance: Cents;
}

export interface SubjectBalance {
  opening: Cents;
  debit: Cents;
  credit: Cents;
}

export interface MonthBooks {
  vouchers: Voucher[];
  statements: StatementLine[];
  balances: Map<string, SubjectBalance>;
  accounts: { kind: FundAccountKind; hash: string; bookBalance: Cents; bankBalance: Cents }[];
  /** The day since which a suspense head has not been empty. */
  oldestItems: ReadonlyMap<string, string>;
  report: {
    contribution: Cents;
    subsidy: Cents;
    interest: Cents;
    /** All expenditure; `benefit` is its head 5001. */
    expense: Cents;
    benefit: Cents;
    opening: Cents;
    closing: Cents;
  };
}

/** The ledger head of a fund account (财会〔2017〕28号; 1006 by 财会〔2021〕19号). */
const headOf: Record<FundAccountKind, string> = { income: '1002', fiscal: '1003', expense: '1004', pool: '1006' };

const openingBalance: Record<FundAccountKind, Cents> = {
  income: 0,
  fiscal: 2_600_000_000,
  expense: 20_000_000,
  pool: 90_000_000,
};

const suspenseHeads: ReadonlySet<string> = new Set(['1101', '2001']);

/** Heads that are carried to 3001 at the month's end. */
const isResult = (subject: string): boolean => subject.startsWith('4') || subject.startsWith('5');

/** Lines whose benefits the treasury makes up for where contributions and interest fall short of them. */
const coveredByTreasury: ReadonlySet<string> = new Set(['120', '210', '410']);

/** What an entry adds to the month's surplus; what goes to the superior fund is not made up for. */
function surplusOf({ subject, debit, credit }: Entry): Cents {
  return isResult(subject) && subject !== '5301' ? credit - debit : 0;
}

/** Expenditure heads of items that do not belong to 5001. */
const ownHead: Record<string, string> = { job_stabilization: '5104', skill_subsidy: '5105' };

/** What the treasury adds to a resident's own contribution, into the personal account. */
export function contributionSubsidy({ person }: Contribution): Cents {
  return person === null ? 0 : 3_000;
}

export function fundAccountHash(agency: string, line: string, kind: string): string {
  const serial = { income: 1, fiscal: 2, expense: 3, pool: 4, second: 5, closed: 6, stray: 9 }[kind] ?? 0;
  return keyedHash(`02${agency}${line}${serial}`);
}

export function accountKindsOf(book: LineBook): FundAccountKind[] {
  const kinds: FundAccountKind[] = ['income', 'fiscal', 'expense'];
  return book.agency === '120103' && book.line === '120' ? [...kinds, 'pool'] : kinds;
}

/** Vouchers, statements, balances and report figures of the four months, carried from month to month. */
export function keepBooks(book: LineBook): Record<DemoPeriod, MonthBooks> {
  const carried = new Map<string, Cents>();
  for (const kind of accountKindsOf(book)) carried.set(headOf[kind], openingBalance[kind]);
  const oldestItems = new Map<string, string>();
  for (const { subject, cents, since } of book.openings) {
    carried.set(subject, cents);
    if (suspenseHeads.has(subject)) oldestItems.set(subject, since);
  }
  carried.set('3001', -sum(carried.values()));
  const result: Partial<Record<DemoPeriod, MonthBooks>> = {};
  for (const period of demoPeriods) {
    const books = keepMonth(book, period, carried);
    for (const [subject, b] of books.balances) carried.set(subject, b.opening + b.debit - b.credit);
    ageSuspense(books, carried, oldestItems);
    result[period] = { ...books, oldestItems: new Map(oldestItems) };
  }
  return result as Record<DemoPeriod, MonthBooks>;
}

/** A head that was filled anew is as old as its first voucher of the month; one that was emptied has no age. */
function ageSuspense(
  { vouchers }: Pick<MonthBooks, 'vouchers'>,
  closing: ReadonlyMap<string, Cents>,
  oldestItems: Map<string, string>,
): void {
  for (const head of suspenseHeads) {
    if (!closing.get(head)) oldestItems.delete(head);
    else if (!oldestItems.has(head)) {
      const first = vouchers.find(({ entries }) => entries.some(({ subject }) => subject === head));
      if (first) oldestItems.set(head, first.on);
    }
  }
}

interface Flow {
  account: ExtraMovement['account'];
  direction: 'in' | 'out';
  cents: Cents;
  kind: string | null;
  hash: string | null;
  name: string;
  purpose: string;
  at: string;
  movement?: ExtraMovement;
}

function keepMonth(
  book: LineBook,
  period: DemoPeriod,
  carried: ReadonlyMap<string, Cents>,
): Omit<MonthBooks, 'oldestItems'> {
  const month = book.months[period];
  const { firstDay, lastDay } = demoMonths[period];
  const monthEnd = workingDaysOf(period).at(-1) ?? lastDay;
  const vouchers: Voucher[] = [];
  const flows: Flow[] = [];
  const account = (kind: string) => fundAccountHash(book.agency, book.line, kind);
  const post = (on: string, summary: string, entries: Entry[]) => {
    const kept = entries.filter((entry) => entry.debit !== 0 || entry.credit !== 0);
    if (kept.length > 0) vouchers.push({ no: '', on, summary, entries: kept });
  };
  const debit = (subject: string, cents: Cents, more: Partial<Entry> = {}): Entry => ({
    subject,
    debit: cents,
    credit: 0,
    ...more,
  });
  const credit = (subject: string, cents: Cents, more: Partial<Entry> = {}): Entry => ({
    subject,
    debit: 0,
    credit: cents,
    ...more,
  });

  // Contributions reach the income account from the tax authority's account, one line and voucher a day.
  const bookedDays = [...new Set(month.contributions.map((c) => c.bookedOn))].sort();
  for (const day of bookedDays) {
    const cents = sum(month.contributions.filter((c) => c.bookedOn === day).map((c) => c.cents));
    post(day, '收到社会保险费', [debit('1002', cents, { kind: 'treasury' }), credit('4001', cents)]);
    const at = atSecond(day, clock(10, 5));
    flows.push({
      account: 'income',
      direction: 'in',
      cents,
      kind: 'treasury',
      hash: keyedHash('0290001'),
      name: '待报解社会保险费专户',
      purpose: '社会保险费',
      at,
    });
  }

  // Movements that a case is about.
  for (const movement of month.movements) {
    const {
      account: kind,
      direction,
      cents,
      counterpartyKind,
      counterpartyHash,
      counterpartyName,
      purpose,
      at,
    } = movement;
    flows.push({
      account: kind,
      direction,
      cents,
      kind: counterpartyKind,
      hash: counterpartyHash,
      name: counterpartyName,
      purpose,
      at,
      movement,
    });
    if (kind === 'stray') continue;
    const head = headOf[kind];
    const more = { kind: counterpartyKind ?? undefined, hash: counterpartyHash };
    const entries =
      direction === 'out'
        ? [debit(movement.contra, cents, more), credit(head, cents)]
        : [debit(head, cents, more), credit(movement.contra, cents)];
    post(at.slice(0, 10), purpose, entries);
  }

  // Benefits leave the expense account: a batch a day to the paying bank, single payments by themselves.
  const successes = month.returns.filter((r) => r.result === 'success' && r.payment !== null);
  for (const day of [...new Set(successes.map((r) => r.settledAt.slice(0, 10)))].sort()) {
    const ofDay = successes.filter((r) => r.settledAt.startsWith(day));
    const batch = sum(ofDay.filter((r) => !r.payment!.single).map((r) => r.payment!.cents));
    if (batch > 0) {
      const at = atSecond(day, clock(14, 30));
      flows.push({
        account: 'expense',
        direction: 'out',
        cents: batch,
        kind: 'bank',
        hash: keyedHash('0290002'),
        name: '社会保险待遇代发专户',
        purpose: '待遇代发',
        at,
      });
    }
    for (const { payment } of ofDay.filter((r) => r.payment!.single)) {
      const at = atSecond(day, clock(15, 10));
      flows.push({
        account: 'expense',
        direction: 'out',
        cents: payment!.cents,
        kind: 'private',
        hash: payment!.accountHash,
        name: payment!.person.name,
        purpose: '社会保险待遇',
        at,
      });
    }
  }
  let shortfall = month.ledgerShortfall;
  for (const day of [...new Set(successes.map((r) => r.settledAt.slice(0, 10)))].sort()) {
    const byItem = new Map<string, Cents>();
    for (const { payment } of successes.filter((r) => r.settledAt.startsWith(day))) {
      byItem.set(payment!.item, (byItem.get(payment!.item) ?? 0) + payment!.cents);
    }
    const entries = [...byItem].map(([item, cents]) =>
      debit(ownHead[item] ?? '5001', cents, { sub: item, kind: 'private' }),
    );
    const main = entries.find((entry) => entry.subject === '5001');
    if (main && shortfall !== 0) {
      main.debit -= shortfall;
      entries.push(shortfall > 0 ? debit('1101', shortfall) : credit('2001', -shortfall));
      shortfall = 0;
    }
    post(day, '支付社会保险待遇', [...entries, credit('1004', sum(byItem.values()), { kind: 'bank' })]);
  }

  // The fiscal account refills the expense account, receives the income account's money, interest and subsidies.
  const expenseNet = netOf(flows, 'expense');
  if (expenseNet < 0) {
    transfer('fiscal', 'expense', -expenseNet, addDays(firstDay, 2), '拨付待遇用款');
  }
  if (book.line === '170') {
    const basic = sum(month.payments.filter((p) => p.item === 'basic_pension').map((p) => p.cents));
    receiveSubsidy(basic, addDays(firstDay, 4), '基础养老金补贴');
    receiveSubsidy(sum(month.contributions.map(contributionSubsidy)), addDays(firstDay, 20), '缴费补贴');
  }
  const inTime = flows.filter(({ movement }) => !movement?.afterSweep);
  const incomeNet = (carried.get('1002') ?? 0) + netOf(inTime, 'income');
  if (incomeNet > 0) transfer('income', 'fiscal', incomeNet, monthEnd, '收入户资金缴存财政专户');
  const interest = Math.floor((carried.get('1003') ?? 0) * 0.0011);
  post(monthEnd, '财政专户利息', [debit('1003', interest, { kind: 'bank' }), credit('4201', interest)]);
  flows.push({
    account: 'fiscal',
    direction: 'in',
    cents: interest,
    kind: 'bank',
    hash: null,
    name: '开户银行',
    purpose: '利息',
    at: atSecond(monthEnd, clock(17, 30)),
  });
  if (coveredByTreasury.has(book.line)) {
    const gap = -sum(vouchers.flatMap(({ entries }) => entries.map(surplusOf)));
    if (gap > 0) receiveSubsidy(Math.ceil(gap / 10_000) * 10_000, addDays(firstDay, 6), '收支缺口补助');
  }

  // The month's income and expenditure are carried to the fund balance.
  const totals = new Map<string, SubjectBalance>();
  tally(vouchers, totals, carried);
  const closing = [...totals].filter(([subject, b]) => isResult(subject) && b.debit !== b.credit);
  for (const [kind, first, summary] of [
    ['4', '收入', '结转本月收入'],
    ['5', '支出', '结转本月支出'],
  ] as const) {
    const entries = closing
      .filter(([subject]) => subject.startsWith(kind))
      .map(([subject, b]) =>
        b.credit > b.debit ? debit(subject, b.credit - b.debit) : credit(subject, b.debit - b.credit),
      );
    const net = sum(entries.map((entry) => entry.debit - entry.credit));
    post(lastDay, summary, [
      ...entries,
      net > 0 ? credit('3001', net, { sub: first }) : debit('3001', -net, { sub: first }),
    ]);
  }

  vouchers.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  vouchers.forEach((voucher, index) => (voucher.no = `${period}-${String(index + 1).padStart(4, '0')}`));
  const balances = new Map<string, SubjectBalance>();
  tally(vouchers, balances, carried);

  const statements = writeStatements(flows, period, carried, account);
  const closingOf = (subject: string) => {
    const b = balances.get(subject) ?? { opening: carried.get(subject) ?? 0, debit: 0, credit: 0 };
    return b.opening + b.debit - b.credit;
  };
  const accounts = accountKindsOf(book).map((kind) => {
    const hash = account(kind);
    const last = statements.filter((line) => line.account === hash).at(-1);
    return {
      kind,
      hash,
      bookBalance: closingOf(headOf[kind]),
      bankBalance: last?.balance ?? carried.get(headOf[kind]) ?? 0,
    };
  });
  const movedOn = (subject: string) => {
    const b = totals.get(subject);
    return b ? b.credit - b.debit : 0;
  };
  const spent = -sum([...totals.keys()].filter((s) => s.startsWith('5')).map(movedOn));
  return {
    vouchers,
    statements,
    balances,
    accounts,
    report: {
      contribution: movedOn('4001'),
      subsidy: movedOn('4101'),
      interest: movedOn('4201'),
      expense: spent,
      benefit: -movedOn('5001'),
      opening: -(carried.get('3001') ?? 0),
      closing: -closingOf('3001'),
    },
  };

  function receiveSubsidy(cents: Cents, on: string, kind: string): void {
    post(on, `收到${kind}`, [debit('1003', cents, { kind: 'fiscal' }), credit('4101', cents, { sub: kind })]);
    if (cents === 0) return;
    flows.push({
      account: 'fiscal',
      direction: 'in',
      cents,
      kind: 'fiscal',
      hash: keyedHash('0290003'),
      name: '财政补助资金',
      purpose: book.line === '170' ? `城乡居民养老${kind}` : kind,
      at: atSecond(on, clock(11)),
    });
  }

  function transfer(
    from: 'fiscal' | 'income',
    to: 'expense' | 'fiscal',
    cents: Cents,
    on: string,
    summary: string,
  ): void {
    post(on, summary, [debit(headOf[to], cents), credit(headOf[from], cents)]);
    const out = { account: from, direction: 'out', cents, kind: to === 'fiscal' ? 'fiscal' : 'public' } as const;
    const into = { account: to, direction: 'in', cents, kind: from === 'fiscal' ? 'fiscal' : 'public' } as const;
    flows.push({ ...out, hash: account(to), name: '社会保险基金账户', purpose: summary, at: atSecond(on, clock(17)) });
    flows.push({
      ...into,
      hash: account(from),
      name: '社会保险基金账户',
      purpose: summary,
      at: atSecond(on, clock(17)),
    });
  }
}

function netOf(flows: readonly Flow[], account: Flow['account']): Cents {
  return sum(flows.filter((f) => f.account === account).map((f) => (f.direction === 'in' ? f.cents : -f.cents)));
}

function tally(
  vouchers: readonly Voucher[],
  into: Map<string, SubjectBalance>,
  carried: ReadonlyMap<string, Cents>,
): void {
  for (const [subject, opening] of carried) into.set(subject, { opening, debit: 0, credit: 0 });
  for (const entry of vouchers.flatMap((voucher) => voucher.entries)) {
    const b = into.get(entry.subject) ?? { opening: 0, debit: 0, credit: 0 };
    into.set(entry.subject, { ...b, debit: b.debit + entry.debit, credit: b.credit + entry.credit });
  }
}

function writeStatements(
  flows: readonly Flow[],
  period: DemoPeriod,
  carried: ReadonlyMap<string, Cents>,
  account: (kind: string) => string,
): StatementLine[] {
  const lines: StatementLine[] = [];
  for (const kind of ['income', 'fiscal', 'expense', 'pool', 'stray'] as const) {
    let balance = kind === 'stray' ? 60_000_000 : (carried.get(headOf[kind]) ?? 0);
    const ofAccount = flows
      .filter((flow) => flow.account === kind)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    ofAccount.forEach((flow, index) => {
      balance += flow.direction === 'in' ? flow.cents : -flow.cents;
      const serial = `${period}${String(index + 1).padStart(5, '0')}`;
      if (flow.movement) flow.movement.serial = serial;
      const { at, direction, cents, hash, name, purpose } = flow;
      lines.push({
        account: account(kind),
        serial,
        at,
        direction,
        cents,
        kind: flow.kind,
        hash,
        name,
        purpose,
        balance,
      });
    });
  }
  return lines;
}

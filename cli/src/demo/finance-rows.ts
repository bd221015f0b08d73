import { yuanText } from './cents.js';
import { demoPeriods, type DemoPeriod } from './months.js';
import type { Rows } from './rows.js';
import type { LineBook } from './line-book.js';
import type { MonthBooks } from './keep-books.js';

/** The finance package of one agency × line × month. */
export function financeRows(
  book: LineBook,
  all: Record<DemoPeriod, MonthBooks>,
  period: DemoPeriod,
): Record<string, Rows> {
  const books = all[period];
  return {
    fund_account: books.accounts.map(({ kind, hash }) => ({
      account_hash: hash,
      kind,
      bank_code: '102',
      approval_doc_no: `津财社备〔2012〕${book.agency.slice(-3)}号`,
      opened_on: '2012-03-01',
      closed_on: null,
    })),
    voucher: books.vouchers.map((voucher) => ({
      voucher_no: voucher.no,
      voucher_date: voucher.on,
      entered_on: voucher.on,
      maker: 'S010',
      checker: 'S012',
      cashier: 'S011',
      reverses: null,
      decision_doc_no: null,
      summary: voucher.summary,
    })),
    voucher_entry: books.vouchers.flatMap((voucher) =>
      voucher.entries.map((entry, index) => ({
        voucher_no: voucher.no,
        line_no: String(index + 1),
        subject: entry.subject,
        sub_subject: entry.sub ?? null,
        debit: yuanText(entry.debit),
        credit: yuanText(entry.credit),
        counterparty_kind: entry.kind ?? null,
        counterparty_account_hash: entry.hash ?? null,
      })),
    ),
    subject_balance: [...books.balances].sort().map(([subject, b]) => ({
      subject,
      opening: yuanText(b.opening),
      debit: yuanText(b.debit),
      credit: yuanText(b.credit),
      closing: yuanText(b.opening + b.debit - b.credit),
      oldest_item_on: books.oldestItems.get(subject) ?? null,
    })),
    bank_statement: books.statements.map((line) => ({
      account_hash: line.account,
      serial: line.serial,
      posted_at: line.at,
      direction: line.direction,
      amount: yuanText(line.cents),
      counterparty_kind: line.kind,
      counterparty_account_hash: line.hash,
      counterparty_name: line.name,
      purpose: line.purpose,
      balance: yuanText(line.balance),
    })),
    reconciliation: books.accounts.map((account) => ({
      account_hash: account.hash,
      book_balance: yuanText(account.bookBalance),
      bank_balance: yuanText(account.bankBalance),
      adjusted_book: yuanText(account.bookBalance),
      adjusted_bank: yuanText(account.bankBalance),
      oldest_open_item_on: null,
      maker: 'S010',
      checker: 'S012',
    })),
    fund_report: reportRows(book, all, period),
    budget: budgetRows(all, period),
  };
}

const incomeOf = ({ report }: MonthBooks) => report.contribution + report.subsidy + report.interest;

/** Months of the year that lie before the demonstration; each is taken to be like the first. */
const monthsBefore = 5;

function yearToDate(
  all: Record<DemoPeriod, MonthBooks>,
  period: DemoPeriod,
  value: (books: MonthBooks) => number,
): number {
  const months = demoPeriods.filter((p) => p <= period);
  return monthsBefore * value(all[demoPeriods[0]]) + months.reduce((total, p) => total + value(all[p]), 0);
}

function reportRows(book: LineBook, all: Record<DemoPeriod, MonthBooks>, period: DemoPeriod): Rows {
  const { report } = all[period];
  const first = all[demoPeriods[0]];
  const toDate = (value: (books: MonthBooks) => number) => yearToDate(all, period, value);
  const yearOpening = first.report.opening - monthsBefore * (incomeOf(first) - first.report.expense);
  const insured = book.persons.filter((p) => p.from <= period && p.kind === 'worker').length;
  const paid = new Set(all[period].report.expense ? book.months[period].payments.map((p) => p.person) : []).size;
  const rows: [string, number, number][] = [
    ['income', incomeOf(all[period]), toDate(incomeOf)],
    ['contribution_income', report.contribution, toDate((b) => b.report.contribution)],
    ['subsidy_income', report.subsidy, toDate((b) => b.report.subsidy)],
    ['interest_income', report.interest, toDate((b) => b.report.interest)],
    ['transfer_income', 0, 0],
    ['expense', report.expense, toDate((b) => b.report.expense)],
    ['benefit_expense', report.benefit, toDate((b) => b.report.benefit)],
    ['transfer_expense', 0, 0],
    ['opening_balance', report.opening, yearOpening],
    ['closing_balance', report.closing, report.closing],
    ['insured_count', insured * 100, insured * 100],
    ['beneficiary_count', paid * 100, paid * 100],
  ];
  return rows.map(([line, month, year]) => ({
    report_line: line,
    month_amount: yuanText(month),
    year_amount: yuanText(year),
  }));
}

/** A budget that foresaw what came, in hundreds of yuan. */
function budgetRows(all: Record<DemoPeriod, MonthBooks>, period: DemoPeriod): Rows {
  const last = demoPeriods.at(-1)!;
  const months = Number(last.slice(4));
  const rounded = (cents: number) => yuanText(Math.round(cents / 10_000) * 10_000);
  return (
    [
      ['income', incomeOf],
      ['expense', (books: MonthBooks) => books.report.expense],
    ] as const
  ).map(([line, value]) => ({
    budget_line: line,
    year_budget: rounded((yearToDate(all, last, value) * 12) / months),
    period_budget: rounded(yearToDate(all, period, value)),
  }));
}

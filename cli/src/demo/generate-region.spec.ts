import { createHash } from 'node:crypto';
import { isPlainDay } from '@fundwatch/domain/calendar';
import { exchangeTable, tablesOf, type ExchangeField } from '@fundwatch/domain/collect';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectedFindings } from './expected-findings.js';
import { generateRegion, type GeneratedSubmission } from './generate-region.js';
import { demoMonths, type DemoPeriod } from './months.js';
import { monthlySubmissions } from './region.js';
import type { Row } from './rows.js';

const persons = 16;
let all: GeneratedSubmission[];
let broken: ReadonlySet<string>;
const cents = (text: string | null | undefined): number => Math.round(Number(text ?? 0) * 100);
const total = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + cents(row[column]), 0);
const rowsOf = (one: GeneratedSubmission, table: string): Row[] => one.tables[table] ?? [];
const latest = (): GeneratedSubmission[] => {
  const byKey = new Map<string, GeneratedSubmission>();
  for (const one of all) {
    const key = [one.agency, one.line, one.dataset, one.period].join('/');
    if ((byKey.get(key)?.version ?? 0) < one.version) byKey.set(key, one);
  }
  return [...byKey.values()];
};
const of = (dataset: string) => latest().filter((one) => one.dataset === dataset);

/** Whether a rule is planted to be broken by what was sent there. */
const isBroken = (rule: string, { agency, line, period }: GeneratedSubmission): boolean =>
  broken.has([rule, agency, line, period].join('/'));

beforeAll(() => {
  all = [...generateRegion({ persons })];
  const { brokenRules } = expectedFindings({ persons });
  broken = new Set(brokenRules.map(({ rule, agency, line, period }) => [rule, agency, line, period].join('/')));
});

function problemOf(field: ExchangeField, value: string | null | undefined): string | null {
  if (value === null || value === undefined) return field.required ? 'required' : null;
  if (field.enum && !field.enum.includes(value)) return `enum ${value}`;
  if (field.pattern && !new RegExp(field.pattern).test(value)) return `pattern ${value}`;
  const forms: Record<string, RegExp> = {
    number: new RegExp(`^-?\\d{1,14}\\.\\d{${field.scale ?? 0}}$`),
    integer: /^-?\d+$/,
    yearmonth: /^20\d\d(0[1-9]|1[0-2])$/,
    boolean: /^(true|false)$/,
    datetime: /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
    string: /^\S(.*\S)?$/,
  };
  const form = forms[field.type];
  if (form && !form.test(value)) return `form ${value}`;
  if (field.type === 'date' && !isPlainDay(value)) return `date ${value}`;
  if (field.type === 'datetime' && !isPlainDay(value.slice(0, 10))) return `date ${value}`;
  if (field.name.endsWith('_hash') && !/^[0-9a-f]{64}$/.test(value)) return `hash ${value}`;
  return null;
}

describe('the generated region', () => {
  it('is the same for the same seed and another for another', () => {
    const digest = (seed: number) => {
      const hash = createHash('sha256');
      for (const one of generateRegion({ seed, persons: 12 })) hash.update(JSON.stringify(one));
      return hash.digest('hex');
    };
    expect(digest(7)).toBe(digest(7));
    expect(digest(7)).not.toBe(digest(8));
  }, 60_000);

  it('carries every table of each dataset and no other', () => {
    for (const one of all) {
      expect(Object.keys(one.tables).sort()).toEqual(
        tablesOf(one.dataset)
          .map((table) => table.name)
          .filter((name) => !one.lacks?.includes(name))
          .sort(),
      );
    }
  });

  it('keeps to names, required fields, code lists and text forms of the standard', () => {
    const problems: string[] = [];
    for (const one of all.filter(({ expectRefusal }) => !expectRefusal)) {
      for (const [name, rows] of Object.entries(one.tables)) {
        const { fields } = exchangeTable(name);
        const known = new Set(fields.map((field) => field.name));
        for (const row of rows) {
          for (const column of Object.keys(row)) if (!known.has(column)) problems.push(`${name}.${column} unknown`);
          for (const field of fields) {
            const problem = problemOf(field, row[field.name]);
            if (problem) problems.push(`${one.agency} ${one.line} ${one.period} ${name}.${field.name}: ${problem}`);
          }
        }
      }
    }
    expect(problems.slice(0, 20)).toEqual([]);
  });

  it('never repeats a primary key in a table', () => {
    for (const one of all) {
      for (const [name, rows] of Object.entries(one.tables)) {
        const { primaryKey } = exchangeTable(name);
        const keys = new Set(rows.map((row) => JSON.stringify(primaryKey.map((column) => row[column] ?? ''))));
        expect(keys.size, `${one.agency} ${one.line} ${one.period} ${name}`).toBe(rows.length);
      }
    }
  });

  it('never repeats a number that is unique over time within agency and line', () => {
    const series = [
      ['benefit_payment', 'payment_no'],
      ['bank_return', 'return_no'],
      ['levy', 'levy_no'],
      ['benefit_approval', 'approval_no'],
      ['operation_log', 'log_no'],
    ] as const;
    for (const [table, column] of series) {
      const seen = new Set<string>();
      for (const one of latest()) {
        for (const row of one.tables[table] ?? []) {
          const key = `${one.agency}/${one.line}/${row[column]}`;
          expect(seen.has(key), `${table} ${key}`).toBe(false);
          seen.add(key);
        }
      }
    }
  });

  it('names only persons, employers and payments that exist', () => {
    const paymentsByPlace = new Map<string, Set<string>>();
    let orphans = 0;
    for (const one of of('business').sort((a, b) => (a.period < b.period ? -1 : 1))) {
      const people = new Set(rowsOf(one, 'person').map((row) => row['person_no']));
      const employers = new Set(rowsOf(one, 'employer').map((row) => row['employer_no']));
      for (const table of [
        'enrolment',
        'levy',
        'contribution',
        'benefit_payment',
        'benefit_approval',
        'benefit_status',
      ]) {
        for (const row of rowsOf(one, table)) {
          if (row['person_no']) expect(people.has(row['person_no']), `${table} ${row['person_no']}`).toBe(true);
          if (row['employer_no']) expect(employers.has(row['employer_no'])).toBe(true);
        }
      }
      const place = `${one.agency}/${one.line}`;
      const known = paymentsByPlace.get(place) ?? new Set();
      for (const row of rowsOf(one, 'benefit_payment')) known.add(row['payment_no'] ?? '');
      paymentsByPlace.set(place, known);
      orphans += rowsOf(one, 'bank_return').filter((row) => !known.has(row['payment_no'] ?? '')).length;
    }
    // The one that CW01 cannot decide.
    expect(orphans).toBe(1);
  });

  it('keeps balanced vouchers, running statements and equal reconciliation statements', () => {
    for (const one of of('finance')) {
      const where = `${one.agency} ${one.line} ${one.period}`;
      const vouchers = new Map<string, number>();
      for (const row of rowsOf(one, 'voucher_entry')) {
        const no = row['voucher_no'] ?? '';
        vouchers.set(no, (vouchers.get(no) ?? 0) + cents(row['debit']) - cents(row['credit']));
      }
      expect(
        [...vouchers.values()].every((difference) => difference === 0),
        where,
      ).toBe(true);
      expect([...vouchers.keys()].sort()).toEqual(rowsOf(one, 'voucher').map((row) => row['voucher_no']));
      const balances = new Map<string, number>();
      for (const row of rowsOf(one, 'bank_statement')) {
        const account = row['account_hash'] ?? '';
        const change = cents(row['amount']) * (row['direction'] === 'in' ? 1 : -1);
        const before = balances.get(account);
        if (before !== undefined) expect(before + change, where).toBe(cents(row['balance']));
        balances.set(account, cents(row['balance']));
        expect(cents(row['balance']), where).toBeGreaterThanOrEqual(0);
      }
      for (const row of rowsOf(one, 'reconciliation')) {
        if (!isBroken('R16', one)) expect(row['adjusted_book'], where).toBe(row['adjusted_bank']);
        const last = balances.get(row['account_hash'] ?? '');
        if (last !== undefined) expect(cents(row['bank_balance']), where).toBe(last);
      }
      for (const row of rowsOf(one, 'subject_balance')) {
        expect(cents(row['opening']) + cents(row['debit']) - cents(row['credit'])).toBe(cents(row['closing']));
        if (/^[45]/.test(row['subject'] ?? '')) expect(row['closing'], where).toBe('0.00');
      }
    }
  });

  it('rolls balances and the fund report on from month to month', () => {
    const finance = of('finance').sort((a, b) => (a.period < b.period ? -1 : 1));
    const closing = new Map<string, number>();
    const report = new Map<string, number>();
    for (const one of finance) {
      for (const row of rowsOf(one, 'subject_balance')) {
        const key = `${one.agency}/${one.line}/${row['subject']}`;
        const before = closing.get(key);
        if (before !== undefined) expect(cents(row['opening']), key).toBe(before);
        closing.set(key, cents(row['closing']));
      }
      const lines = new Map(rowsOf(one, 'fund_report').map((row) => [row['report_line'], cents(row['month_amount'])]));
      const value = (line: string) => lines.get(line) ?? 0;
      const place = `${one.agency}/${one.line}`;
      if (isBroken('R22', one)) {
        report.delete(place);
        continue;
      }
      // A cent is within the tolerance.
      const rolled = value('opening_balance') + value('income') - value('expense');
      expect(Math.abs(rolled - value('closing_balance')), place).toBeLessThanOrEqual(1);
      const before = report.get(place) ?? value('opening_balance');
      expect(Math.abs(value('opening_balance') - before), place).toBeLessThanOrEqual(1);
      report.set(place, value('closing_balance'));
    }
  });

  it('books contributions on 4001 as they came in', () => {
    const business = new Map(of('business').map((one) => [`${one.agency}/${one.line}/${one.period}`, one]));
    for (const one of of('finance')) {
      const sent = business.get(`${one.agency}/${one.line}/${one.period}`);
      if (!sent) throw new Error(`no business data for ${one.agency} ${one.line} ${one.period}`);
      const entries = rowsOf(one, 'voucher_entry').filter((row) => row['subject'] === '4001');
      const credited = entries.reduce((sum, row) => sum + Math.max(0, cents(row['credit'])), 0);
      const difference = credited - total(rowsOf(sent, 'contribution'), 'amount');
      const where = `${one.agency} ${one.line} ${one.period}`;
      if (isBroken('R05', one)) expect(difference, where).not.toBe(0);
      else expect(Math.abs(difference), where).toBeLessThanOrEqual(1);
    }
  });

  it('numbers the operation log over the months without a gap but the planted one', () => {
    const control = of('control').sort((a, b) => (a.agency + a.period < b.agency + b.period ? -1 : 1));
    const next = new Map<string, number>();
    const gaps: string[] = [];
    for (const one of control) {
      for (const row of rowsOf(one, 'operation_log')) {
        const number = Number(row['log_no']?.slice(1));
        const expected = next.get(one.agency) ?? 1;
        if (number !== expected) gaps.push(`${one.agency} ${one.period} ${number - expected}`);
        next.set(one.agency, number + 1);
      }
    }
    expect(gaps).toEqual(['120118 202608 1']);
  });

  it('gives every approval and change of status a row of the operation log', () => {
    const logs = new Set(
      of('control').flatMap((one) => rowsOf(one, 'operation_log').map((row) => `${one.agency}/${row['log_no']}`)),
    );
    for (const one of of('business')) {
      for (const table of ['benefit_approval', 'benefit_status', 'person_change']) {
        for (const row of rowsOf(one, table)) expect(logs.has(`${one.agency}/${row['log_no']}`)).toBe(true);
      }
    }
  });

  it('sends everything expected but one, and dates each within the demonstration', () => {
    const wanted = monthlySubmissions().length * 4;
    expect(latest()).toHaveLength(wanted - 1);
    for (const one of all) {
      expect(one.sentAt).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
      expect(one.sentAt > demoMonths[one.period as DemoPeriod].lastDay).toBe(true);
      expect(one.sentAt < '2026-10-20').toBe(true);
    }
    const late = latest().filter((one) => one.sentAt.slice(0, 10) > demoMonths[one.period].dueOn && one.version === 1);
    expect(late.map((one) => [one.agency, one.line, one.dataset, one.period])).toEqual([
      ['120000', '000', 'external', '202607'],
      ['120113', '170', 'business', '202607'],
    ]);
    const corrected = new Set(latest().filter((one) => one.version === 2));
    for (const refused of all.filter((one) => one.expectRefusal)) {
      const { agency, line, dataset, period } = refused;
      const again = [...corrected].find(
        (one) => one.agency === agency && one.line === line && one.dataset === dataset && one.period === period,
      );
      expect(again?.expectRefusal, `${agency} ${line} ${period}`).toBeUndefined();
      expect(again && again.sentAt > refused.sentAt).toBe(true);
    }
  });

  it('states control totals in refused submissions that are not the sum of their rows', () => {
    const wrong = all.filter((one) => one.controlTotalOverride);
    expect(wrong).toHaveLength(2);
    for (const one of wrong) {
      const { table, column, value } = one.controlTotalOverride!;
      expect(total(rowsOf(one, table), column)).not.toBe(cents(value));
    }
  });
});

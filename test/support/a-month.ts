import type { Row, PackageSpec } from './package-builder.js';

/** The month of the stories: due on 2026-10-15, evaluated from 2026-10-16 01:00 on. */
export const MONTH = '202609';
export const NORTH = '120101';
export const SOUTH = '120102';
export const REGION = '120000';

/** What both agencies and the region send every month. */
export const expectedList = [
  ...[NORTH, SOUTH].flatMap((agency) => [
    { agency, line: '110', dataset: 'business' },
    { agency, line: '110', dataset: 'finance' },
    { agency, line: '000', dataset: 'control' },
  ]),
  { agency: REGION, line: '000', dataset: 'external' },
].map((one) => ({ ...one, validFrom: MONTH }));

/** A sound citizen id, another for every number. */
export function idNumber(number: number): string {
  const digits = `120101195001${String(10 + (number % 18)).padStart(2, '0')}${String(number).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return digits + '10X98765432'[sum % 11];
}

/** A retired person; the number makes the name, the citizen id and the sex that it says. */
export function person(number: number, more: Row = {}): Row {
  return {
    person_no: `P${number}`,
    id_number: idNumber(number),
    name: `退休人员${number}`,
    sex: number % 2 ? '1' : '2',
    birth_date: `1950-01-${String(10 + (number % 18)).padStart(2, '0')}`,
    person_status: 'retired',
    ...more,
  };
}

/** A pension of the month that was reviewed, approved and paid in order. */
export function payment(number: number, of: number, more: Row = {}): Row {
  return {
    payment_no: `PAY${number}`,
    batch_no: 'B1',
    person_no: `P${of}`,
    item: 'basic_pension',
    benefit_period: MONTH,
    amount: '1000.00',
    account_hash: `account-${of}`,
    account_kind: 'social_card',
    channel: 'direct',
    reviewed_by: 'S1',
    reviewed_at: '2026-09-07T09:00:00',
    approved_by: 'S2',
    approved_at: '2026-09-08T09:00:00',
    paid_at: '2026-09-09T09:00:00',
    ...more,
  };
}

/** A business package in which every payment was paid by the bank. */
export function business(agency: string, persons: Row[], payments: Row[], more: Partial<PackageSpec> = {}) {
  const returns = payments.map(({ payment_no }) => ({
    return_no: `R-${payment_no}`,
    payment_no: payment_no!,
    result: 'success',
    settled_at: '2026-09-10T10:00:00',
  }));
  return spec(agency, '110', 'business', { person: persons, benefit_payment: payments, bank_return: returns }, more);
}

/** Books that agree with so many pensions of 1000.00. */
export function finance(agency: string, pensions: number, more: Partial<PackageSpec> = {}): PackageSpec {
  const sum = `${pensions * 1000}.00`;
  const entry = { voucher_no: 'V1', debit: '0.00', credit: '0.00' };
  const voucher_entry = [
    { ...entry, line_no: '1', subject: '500101', debit: sum },
    { ...entry, line_no: '2', subject: '1004', credit: sum },
  ];
  // The bank had 100,000.00 before, all of it the fund's own.
  const head = { opening: '0.00', debit: '0.00', credit: '0.00' };
  const subject_balance = [
    { ...head, subject: '1004', opening: '100000.00', credit: sum, closing: `${100000 - pensions * 1000}.00` },
    { ...head, subject: '3001', opening: '-100000.00', closing: '-100000.00' },
    { ...head, subject: '5001', debit: sum, closing: sum },
  ];
  return spec(agency, '110', 'finance', { voucher_entry, subject_balance }, more);
}

/** The north: P1 in order, P2 paid without a review (DY23). */
export function northBusiness(more: Partial<PackageSpec> = {}): PackageSpec {
  const unreviewed = payment(2, 2, { reviewed_by: null, reviewed_at: null });
  return business(NORTH, [person(1), person(2)], [payment(1, 1), unreviewed], more);
}

/** The south: P11 in order, P12 paid twice (DY29), P13 paid though she died in July (DY01). */
export function southBusiness(more: Partial<PackageSpec> = {}): PackageSpec {
  const payments = [payment(11, 11), payment(12, 12), payment(13, 12), payment(14, 13)];
  return business(SOUTH, [person(11), person(12), person(13)], payments, more);
}

/** The deaths that the police know of. */
export function external(): PackageSpec {
  const death = [{ source: 'police', id_number: idNumber(13), death_date: '2026-07-20' }];
  return spec(REGION, '000', 'external', { death });
}

export function control(agency: string): PackageSpec {
  return spec(agency, '000', 'control', {});
}

/** Everything that is expected of the month. */
export function aMonth(): PackageSpec[] {
  return [
    northBusiness(),
    finance(NORTH, 2),
    control(NORTH),
    southBusiness(),
    finance(SOUTH, 4),
    control(SOUTH),
    external(),
  ];
}

/** What the month has to raise, in the order of the indicators. */
export const alertsOfTheMonth = [
  // A benefit after the month of death breaks a rule (R25), too.
  { indicator: 'DQ11', agency: SOUTH, line: '110', subject: SOUTH, hits: 1 },
  { indicator: 'DY01', agency: SOUTH, line: '110', subject: 'P13', hits: 1 },
  { indicator: 'DY23', agency: NORTH, line: '110', subject: NORTH, hits: 1 },
  { indicator: 'DY29', agency: SOUTH, line: '110', subject: 'P12', hits: 2 },
];

function spec(
  agency: string,
  line: string,
  dataset: PackageSpec['dataset'],
  tables: Record<string, Row[]>,
  more: Partial<PackageSpec> = {},
): PackageSpec {
  return { agency, line, dataset, period: MONTH, sentAt: '2026-10-09T10:00:00+08:00', tables, ...more };
}

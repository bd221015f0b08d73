import { addDays } from '@fundwatch/domain/calendar';
import { rateText, sum, yuanText } from './cents.js';
import { contributionSubsidy } from './keep-books.js';
import { keyedHash } from './keyed-hash.js';
import type { DemoPerson, LineBook } from './line-book.js';
import { demoMonths, demoPeriods, type DemoPeriod } from './months.js';
import type { Rows } from './rows.js';

/** The industry class whose steps hold a work-injury rate (in millionths), 人社部发〔2015〕71号. */
const classOfRate: Record<number, number> = { 2_000: 1, 4_000: 2, 6_000: 2, 7_000: 3, 11_000: 5 };

/** The business package of one agency × line × month. */
export function businessRows(book: LineBook, period: DemoPeriod): Record<string, Rows> {
  const month = book.months[period];
  const persons = book.persons.filter((person) => person.from <= period);
  const { firstDay } = demoMonths[period];
  return {
    person: persons.map((person) => ({
      person_no: person.no,
      id_number: person.idSent(period),
      other_id: person.otherId,
      name: person.name,
      sex: person.sex,
      birth_date: person.birthDate,
      archive_birth_date: person.archiveBirthDate ?? person.birthDate,
      first_work_date: book.line === '170' ? null : person.enrolledOn,
      person_status: statusOf(book, person, period),
      retire_class: book.line === '110' || book.line === '120' ? (person.sex === '1' ? 'M60' : 'F55') : null,
      special_work: 'false',
      phone_hash: keyedHash(`13${book.agency}${book.line}${person.no.slice(1)}`),
      person_hash: keyedHash(person.idNumber),
    })),
    person_change: month.changes.map((change) => ({
      change_no: change.no,
      person_no: change.person.no,
      field: change.field,
      old_hash: change.oldHash,
      new_hash: change.newHash,
      changed_at: change.at,
      log_no: change.business.logNo,
    })),
    employer: book.employers.map((employer) => ({
      employer_no: employer.no,
      credit_code: employer.creditCode,
      name: employer.name,
      unit_type: book.line === '120' ? 'institution' : 'enterprise',
      industry_class: book.line === '410' ? String(classOfRate[employer.injuryRate]) : null,
      injury_rate: book.line === '410' ? rateText(employer.injuryRate) : null,
      status: employer.cancelledOn ? 'cancelled' : 'active',
      registered_on: '1998-05-04',
      cancelled_on: employer.cancelledOn,
      phone_hash: keyedHash(`22${employer.creditCode.slice(-8)}`),
      address_hash: keyedHash(`address ${employer.creditCode}`),
    })),
    enrolment: persons.map((person) => ({
      person_no: person.no,
      employer_no: person.employer?.no ?? null,
      enrolled_on: person.enrolledOn,
      status: person.kind === 'worker' ? 'paying' : 'ended',
      ended_on: person.kind === 'worker' ? null : addDays(firstDayOf(person), -1),
      wage: person.kind === 'worker' && person.employer ? yuanText(person.wage) : null,
      base: person.kind === 'worker' ? yuanText(person.wage) : null,
    })),
    levy: month.levies.map((levy) => ({
      levy_no: levy.no,
      person_no: levy.person?.no ?? null,
      employer_no: levy.employer?.no ?? null,
      fee_period: levy.feePeriod ?? period,
      base: yuanText(levy.base),
      unit_rate: levy.unitRate === null ? null : rateText(levy.unitRate),
      person_rate: levy.personRate === null ? null : rateText(levy.personRate),
      unit_due: yuanText(levy.unitDue),
      person_due: yuanText(levy.personDue),
      kind: levy.kind ?? 'normal',
    })),
    contribution: month.contributions.map((paid) => ({
      receipt_no: paid.no,
      levy_no: paid.levy?.no ?? null,
      person_no: paid.person?.no ?? null,
      employer_no: paid.employer?.no ?? null,
      fee_period: paid.levy?.feePeriod ?? period,
      months: paid.months === undefined ? null : String(paid.months),
      kind: paid.levy?.kind ?? 'normal',
      amount: yuanText(paid.cents),
      paid_on: paid.paidOn,
      booked_on: paid.bookedOn,
      source: 'tax',
      log_no: paid.business?.logNo ?? null,
    })),
    refund: month.refunds.map((refund) => ({
      refund_no: refund.no,
      levy_no: null,
      person_no: null,
      employer_no: refund.employer.no,
      amount: yuanText(refund.cents),
      payer_account_hash: refund.accountHash,
      payee_account_hash: refund.accountHash,
      refunded_on: refund.on,
      log_no: null,
    })),
    personal_account: accountRows(book, period),
    benefit_approval: month.approvals.map(({ no, person, item, on, business }) => ({
      approval_no: no,
      person_no: person.no,
      item: item.item,
      approved_amount: yuanText(item.cents),
      start_period: period,
      months_entitled: book.line === '210' ? '12' : null,
      paid_months_total: '264',
      retire_kind: book.line === '110' || book.line === '120' ? 'normal' : null,
      injury_grade: book.line === '410' ? '5' : null,
      wage: null,
      basis_doc_no: null,
      approved_on: on,
      log_no: business.logNo,
    })),
    benefit_adjustment: [],
    benefit_payment: month.payments.map((payment) => ({
      payment_no: payment.no,
      batch_no: payment.batchNo,
      person_no: payment.person.no,
      item: payment.item,
      benefit_period: payment.benefitPeriod,
      amount: yuanText(payment.cents),
      bank_code: '102',
      account_hash: payment.accountHash,
      account_kind: 'social_card',
      channel: 'direct',
      reviewed_by: payment.reviewedBy,
      reviewed_at: payment.reviewedAt,
      approved_by: payment.approvedBy,
      approved_at: payment.approvedAt,
      paid_at: payment.paidAt,
    })),
    bank_return: month.returns.map((entry) => ({
      return_no: entry.no,
      payment_no: entry.paymentNo,
      result: entry.result,
      fail_reason: entry.failReason,
      account_name: entry.payment?.person.name ?? null,
      settled_at: entry.settledAt,
      bank_serial: entry.result === 'success' ? `BK${entry.no.slice(1)}` : null,
      reissue_of: entry.reissueOf,
    })),
    qualification_check: persons
      .filter((person) => person.kind === 'beneficiary')
      .map((person) => ({
        person_no: person.no,
        checked_on: addDays(firstDay, -40),
        method: 'data_match',
        result: 'passed',
      })),
    benefit_status: month.statuses.map((change) => ({
      status_no: change.no,
      person_no: change.person.no,
      item: change.item,
      status: change.status,
      reason: change.reason,
      changed_at: change.at,
      log_no: change.business.logNo,
    })),
    recovery: [],
    relation_transfer: [],
  };
}

function statusOf(book: LineBook, person: DemoPerson, period: DemoPeriod): string {
  if (person.deathBookedIn !== null && person.deathBookedIn <= period) return 'dead';
  if (person.kind === 'worker' || book.line === '410') return 'employed';
  return book.line === '210' ? 'unemployed' : 'retired';
}

/** Benefits began some years ago, or in the month in which the person first appears. */
function firstDayOf(person: DemoPerson): string {
  if (person.from !== demoPeriods[0]) return demoMonths[person.from].firstDay;
  return `${Math.min(2024, Number(person.birthDate.slice(0, 4)) + 61)}-01-01`;
}

/** Personal accounts of the pension lines; each closing balance is the next month's opening one. */
function accountRows(book: LineBook, period: DemoPeriod): Rows {
  if (!['110', '120', '170'].includes(book.line)) return [];
  const before = demoPeriods.filter((p) => p < period);
  return book.persons
    .filter((person) => person.from <= period)
    .map((person) => {
      const credited = (p: DemoPeriod) =>
        book.months[p].contributions.reduce(
          (total, paid) => total + (paid.person === person ? (paid.levy?.personDue ?? 0) : 0),
          0,
        );
      const drawn = (p: DemoPeriod) =>
        book.months[p].returns.some((r) => r.payment?.person === person && r.result === 'success') ? 8_000 : 0;
      const subsidised = (p: DemoPeriod) =>
        book.line === '170'
          ? sum(book.months[p].contributions.filter((paid) => paid.person === person).map(contributionSubsidy))
          : 0;
      const start = 1_200_000 + Number(person.no.slice(1)) * 3_700;
      const opening = before.reduce((total, p) => total + credited(p) + subsidised(p) - drawn(p), start);
      return {
        person_no: person.no,
        opening: yuanText(opening),
        credit_person: yuanText(credited(period)),
        credit_subsidy: yuanText(subsidised(period)),
        interest: '0.00',
        debit: yuanText(drawn(period)),
        debit_kind: drawn(period) > 0 ? 'monthly' : null,
        closing: yuanText(opening + credited(period) + subsidised(period) - drawn(period)),
      };
    });
}

import { noValue } from '@fundwatch/domain/alert';
import { withCreditCheck } from './credit-codes.js';
import type { AlertSelector } from './human-steps.js';
import type { World } from './world.js';

/** The fields that agencies of the demonstration put right. */
export type CorrectedField = 'id_number' | 'credit_code' | 'reviewed_by';

/**
 * The record and the value that an answer P1 names, as the agency's own data of the demonstration have them: whether a later
 * month really carries it is another matter, which the check of the data task finds out.
 */
export function plannedCorrection(
  world: World,
  which: AlertSelector,
  corrects: CorrectedField,
): Record<string, string> {
  const { indicator, agency, line, period } = which;
  const book = world.book(agency, line as Parameters<World['book']>[1]);
  const hit = world.findings
    .hits()
    .find((one) => one.indicator === indicator && one.agency === agency && one.line === line && one.period === period);
  if (corrects === 'reviewed_by') return reviewerLeftOut(world, which);
  const fields = (table: string, recordId: string | undefined, before: string | null, after: string | null) => {
    if (recordId === undefined) throw new Error(`no record of ${indicator} ${agency} ${line} ${period} to correct`);
    return { table, recordId, field: corrects, before: before ?? noValue, after: after ?? noValue };
  };
  if (corrects === 'id_number') {
    const person = book.persons.find(({ no }) => no === hit?.hitKey);
    return fields('person', person?.no, person?.idSent(period) ?? null, person?.idNumber ?? null);
  }
  const employer = book.employers.find(({ no }) => no === hit?.hitKey);
  const sent = employer?.creditCode ?? '';
  return fields('employer', employer?.no, sent, withCreditCheck(sent.slice(0, 17)));
}

/** The reviewer that was left out of the first sending. */
function reviewerLeftOut(world: World, { agency, line, period }: AlertSelector): Record<string, string> {
  const payments = world.book(agency, line as Parameters<World['book']>[1]).months[period].payments;
  const rows = payments.map(({ no, reviewedBy }) => ({ payment_no: no, reviewed_by: reviewedBy }));
  const sent = world.resubmissions
    .find((one) => one.agency === agency && one.line === line && one.period === period && one.dataset === 'business')
    ?.spoil?.({ benefit_payment: rows })['benefit_payment'];
  const left = rows.find((row, index) => row.reviewed_by !== null && sent?.[index]?.['reviewed_by'] === null);
  if (!left) throw new Error(`${agency} ${line} ${period} left no reviewer out`);
  return {
    table: 'benefit_payment',
    recordId: left.payment_no,
    field: 'reviewed_by',
    before: noValue,
    after: left.reviewed_by!,
  };
}

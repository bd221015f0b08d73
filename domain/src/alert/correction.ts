import { isPlainDay, isPeriod } from '../calendar/index.js';
import { exchangeTables, type ExchangeField, type ExchangeTable } from '../collect/exchange-standard.js';

/** 更正: one value of one record of the submitted data, as an answer P1 says that it is put right. */
export interface Correction {
  table: string;
  /** The record's key, column by column. */
  key: Readonly<Record<string, string>>;
  field: string;
  /** Null: no value. */
  before: string | null;
  after: string | null;
}

/** The names under which an answer carries a correction, in the order of the form. */
export const correctionFields = ['table', 'recordId', 'field', 'before', 'after'] as const;
export type CorrectionField = (typeof correctionFields)[number];

/** What stands for "no value" in an answer; in a form an empty box means that nothing was written yet. */
export const noValue = '（空）';
const noValueForms: readonly string[] = [noValue, '(空)', '空'];
/** Between the parts of a record's key. */
const keySeparator = '|';

/** What agencies send themselves; external data are another's to mend (P10). */
export const correctableTables: readonly ExchangeTable[] = exchangeTables.filter(
  ({ dataset }) => dataset !== 'external',
);

/** Null outside the tables that agencies send. */
export function correctableTable(name: string): ExchangeTable | null {
  return correctableTables.find((table) => table.name === name) ?? null;
}

/** A record's key as the answer carries it: `P0001`, or `V1|2` where it has several parts. */
export function writeRecordKey(table: ExchangeTable, key: Readonly<Record<string, string>>): string {
  const parts = table.primaryKey.map((name) => (key[name] ?? '').trim());
  return parts.every((part) => part === '') ? '' : parts.join(keySeparator);
}

/** The parts as far as they are typed; what is not there is empty. */
export function splitRecordKey(table: ExchangeTable, typed: string): Record<string, string> {
  const parts = typed.split(keySeparator);
  return Object.fromEntries(table.primaryKey.map((name, index) => [name, (parts[index] ?? '').trim()]));
}

/** Which fields of a correction do not fit the exchange standard or each other; what is empty is not judged here. */
export function malformedInCorrection(fields: Readonly<Record<string, string>>): CorrectionField[] {
  const said = (name: CorrectionField) => (fields[name] ?? '').trim();
  if (said('table') === '') return [];
  const table = correctableTable(said('table'));
  if (!table) return ['table'];
  const wrong: CorrectionField[] = [];
  if (said('recordId') !== '' && !keyFits(table, said('recordId'))) wrong.push('recordId');
  if (said('field') === '') return wrong;
  const field = table.fields.find(({ name }) => name === said('field'));
  if (!field) return [...wrong, 'field'];
  if (said('after') === '') return wrong;
  const after = valueOf(said('after'));
  const fits = after === null ? !field.required && !table.primaryKey.includes(field.name) : valueFits(field, after);
  if (!fits || (said('before') !== '' && sameValue(field, valueOf(said('before')), after))) wrong.push('after');
  return wrong;
}

/** What an answer says is corrected; null where it does not say it whole. */
export function readCorrection(fields: Readonly<Record<string, string>>): Correction | null {
  const said = (name: CorrectionField) => (fields[name] ?? '').trim();
  if (correctionFields.some((name) => said(name) === '') || malformedInCorrection(fields).length > 0) return null;
  const table = correctableTable(said('table'))!;
  return {
    table: table.name,
    key: splitRecordKey(table, said('recordId')),
    field: said('field'),
    before: valueOf(said('before')),
    after: valueOf(said('after')),
  };
}

/** Whether two values of a field are the same, however they are written; null: no value. */
export function sameValue(field: ExchangeField, one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return plainValue(field, one) === plainValue(field, other);
}

function valueOf(typed: string): string | null {
  return noValueForms.includes(typed) ? null : typed;
}

function keyFits(table: ExchangeTable, typed: string): boolean {
  const parts = typed.split(keySeparator).map((part) => part.trim());
  return (
    parts.length === table.primaryKey.length &&
    table.primaryKey.every((name, index) => {
      const field = table.fields.find((one) => one.name === name)!;
      return parts[index] !== '' && valueFits(field, parts[index]!);
    })
  );
}

const decimal = /^-?\d{1,18}(\.\d{1,6})?$/;
const dateTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/;

function valueFits(field: ExchangeField, value: string): boolean {
  if (field.enum && !field.enum.includes(value)) return false;
  switch (field.type) {
    case 'number':
      return decimal.test(value);
    case 'integer':
      return /^-?\d{1,18}$/.test(value);
    case 'date':
      return isPlainDay(value);
    case 'datetime':
      return isPlainDay(dateTime.exec(value)?.[1] ?? '');
    case 'yearmonth':
      return isPeriod(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    default:
      return true;
  }
}

/** One way of writing a value, whether it was typed or read from a fact file. */
function plainValue({ type }: ExchangeField, value: string): string {
  const text = value.trim();
  if (type === 'number' || type === 'integer') {
    const [whole = '', fraction = ''] = text.replace(/^-/, '').split('.');
    const digits = `${whole.replace(/^0+(?=\d)/, '')}.${fraction.replace(/0+$/, '')}`;
    return text.startsWith('-') && /[1-9]/.test(digits) ? `-${digits}` : digits;
  }
  if (type === 'datetime') {
    const [, day, minute, second = ':00'] =
      dateTime.exec(text.replace(/\.0+$/, '').replace(/[+-]\d\d(:?\d\d)?$/, '')) ?? [];
    return day ? `${day} ${minute}${second}` : text;
  }
  return text;
}

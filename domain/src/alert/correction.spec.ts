import { describe, expect, it } from 'vitest';
import { exchangeTable } from '../collect/exchange-standard.js';
import { correctableTables, readCorrection, sameValue, splitRecordKey, writeRecordKey } from './correction.js';

const field = (table: string, name: string) => exchangeTable(table).fields.find((one) => one.name === name)!;

describe('a correction of the submitted data', () => {
  it('names record, field and value; no value is written as such', () => {
    expect(
      readCorrection({
        table: 'voucher_entry',
        recordId: ' V1 | 2 ',
        field: 'debit',
        before: '（空）',
        after: '1000.00',
      }),
    ).toEqual({
      table: 'voucher_entry',
      key: { voucher_no: 'V1', line_no: '2' },
      field: 'debit',
      before: null,
      after: '1000.00',
    });
  });

  it('is none while something of it is missing or does not fit', () => {
    const said = { table: 'person', recordId: 'P1', field: 'name', before: '张三', after: '张山' };
    expect(readCorrection(said)).not.toBeNull();
    expect(readCorrection({ ...said, after: ' ' })).toBeNull();
    expect(readCorrection({ ...said, table: 'voucher_entry' })).toBeNull();
  });

  it('a key is put together and taken apart without loss, also while it is typed', () => {
    const table = exchangeTable('bank_statement');
    expect(writeRecordKey(table, splitRecordKey(table, 'hash|7'))).toBe('hash|7');
    expect(writeRecordKey(table, { account_hash: 'hash' })).toBe('hash|');
    expect(splitRecordKey(table, 'hash|')).toEqual({ account_hash: 'hash', serial: '' });
    expect(writeRecordKey(table, {})).toBe('');
  });

  it.each([
    ['benefit_payment', 'amount', '1,000', '1000', false],
    ['benefit_payment', 'amount', '1000.00', '1000', true],
    ['benefit_payment', 'amount', '-0.00', '0', true],
    ['benefit_payment', 'paid_at', '2026-09-09T09:00', '2026-09-09 09:00:00', true],
    ['benefit_payment', 'reviewed_by', 'S1', 's1', false],
    ['benefit_payment', 'benefit_period', '202609', '202609', true],
  ])('%s.%s: %s and %s are the same: %s', (table, name, one, other, same) => {
    expect(sameValue(field(table, name), one, other)).toBe(same);
  });

  it('no value is no value', () => {
    expect(sameValue(field('person', 'name'), null, null)).toBe(true);
    expect(sameValue(field('person', 'name'), null, '')).toBe(false);
  });

  it('what other authorities send is not an agency’s to correct', () => {
    expect(correctableTables.map(({ name }) => name)).not.toContain('death');
    expect(correctableTables.length).toBe(32);
  });
});

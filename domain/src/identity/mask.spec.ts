import { describe, expect, test } from 'vitest';
import { maskAccount, maskCitizenId, maskName, maskRecord, maskValue, mayUnmask } from './mask.js';
import { roles } from './roles.js';

const personal = (name: string, type = 'text') => ({ name, type, personal: true });

describe('masking of personal data', () => {
  test('a citizen id keeps its first and last four characters', () => {
    expect(maskCitizenId('120101195106141234')).toBe('1201**********1234');
    expect(maskCitizenId('12010119510614123X')).toBe('1201**********123X');
  });
  test('a citizen id too short to hide anything is hidden whole', () => {
    expect(maskCitizenId('12011234')).toBe('********');
  });
  test('a name keeps its first character, and a single character nothing', () => {
    expect([maskName('张三'), maskName('欧阳锋'), maskName('𠮷田一'), maskName('李')]).toEqual([
      '张*',
      '欧**',
      '𠮷**',
      '*',
    ]);
  });
  test('an account keeps its last four digits', () => {
    expect(maskAccount('6222021234567890123')).toBe('***************0123');
  });
  test('a column is masked by what it holds', () => {
    expect(maskValue(personal('id_number'), '120101195106141234')).toBe('1201**********1234');
    expect(maskValue(personal('bank_account'), '6222021234567890123')).toBe('***************0123');
    expect(maskValue(personal('name'), '王小明')).toBe('王**');
    expect(maskValue(personal('death_date', 'date'), '2026-06-14')).toBe('2026-**-**');
    expect(maskValue(personal('wage', 'money'), '12000.00')).toBe('***');
  });
  test('an id number in a column of another name is still masked as one', () => {
    expect(maskValue(personal('payee'), '120101195106141234')).toBe('1201**********1234');
  });
  test('columns that are not personal, and empty values, pass unchanged', () => {
    expect(maskValue({ name: 'payment_no', type: 'text', personal: false }, '120101195106141234')).toBe(
      '120101195106141234',
    );
    expect(maskValue(personal('name'), null)).toBeNull();
  });
  test('a value of a column that nobody declared is masked', () => {
    expect(
      maskRecord([{ name: 'payment_no', type: 'text', personal: false }], { payment_no: 'PAY1', nickname: '小张' }),
    ).toEqual({
      payment_no: 'PAY1',
      nickname: '小*',
    });
  });
  test('only those who work on an alert may ask for personal data', () => {
    expect(roles.filter((role) => mayUnmask([role]))).toEqual([
      'supervision_officer',
      'supervision_head',
      'agency_handler',
      'agency_head',
    ]);
  });
});

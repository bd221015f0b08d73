import { describe, expect, it } from 'vitest';
import { checkError, maskPersonal } from './check-codes.js';

describe('a reason of refusal', () => {
  it('is said in Chinese and in English, with its numbers', () => {
    const error = checkError('rows_mismatch', { file: 'a.csv', table: 'levy' }, { stated: 3, actual: 2 });
    expect(error).toEqual({
      checkCode: 'rows_mismatch',
      file: 'a.csv',
      table: 'levy',
      row: null,
      column: null,
      value: null,
      reason: {
        zh: '行数不符：报送 3 行，实际 2 行',
        en: 'The number of rows differs: stated 3, found 2',
      },
    });
  });

  it('cuts long values and shows NUL, which no text column can hold', () => {
    expect(checkError('number_invalid', { value: '9'.repeat(5000) }).value).toBe(`${'9'.repeat(100)}…`);
    expect(checkError('number_invalid', { value: 'a\0b' }).value).toBe('a␀b');
  });

  it('shows of a personal value only how long it is', () => {
    expect(maskPersonal('王伟')).toBe('**');
    expect(maskPersonal('x'.repeat(50))).toHaveLength(20);
  });
});

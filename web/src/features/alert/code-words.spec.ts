import { exchangeTables } from '@fundwatch/domain/collect';
import { expect, it } from 'vitest';
import { codeInWords } from './code-words.js';

it('has words for every code of the exchange standard', () => {
  const codes = exchangeTables.flatMap(({ fields }) =>
    fields.flatMap(({ name, enum: list }) => (list ?? []).map((code) => `${name} ${code}`)),
  );
  expect(codes.length).toBeGreaterThan(100);
  const without = codes.filter((one) => {
    const [column = '', code = ''] = one.split(' ');
    return codeInWords(column, code) === code;
  });
  expect(without).toEqual([]);
});

it('leaves what is no code of its column as it was sent', () => {
  expect(codeInWords('status', '正常')).toBe('正常');
  expect(codeInWords('payment_no', 'in')).toBe('in');
  expect(codeInWords('reason', '长期卧床, 无法前来')).toBe('长期卧床, 无法前来');
});

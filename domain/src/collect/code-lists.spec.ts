import { expect, it } from 'vitest';
import { codesIn } from './code-lists.js';
import { exchangeTables } from './exchange-standard.js';

it('has words for every code of the exchange standard', () => {
  const codes = exchangeTables.flatMap(({ fields }) =>
    fields.flatMap(({ name, enum: list }) => (list ?? []).map((code) => ({ column: name, code }))),
  );
  expect(codes.length).toBeGreaterThan(100);
  expect(codes.filter(({ column, code }) => !codesIn(column, code))).toEqual([]);
});

it('reads several codes of one value, and lets one that is unknown stand for itself', () => {
  expect(codesIn('death_source', 'police, civil_affairs、税务')?.map(({ zh }) => zh)).toEqual(['公安', '民政', '税务']);
});

it('finds no code in what is none of its column', () => {
  expect(codesIn('status', '正常')).toBeNull();
  expect(codesIn('payment_no', 'in')).toBeNull();
  expect(codesIn('reason', '长期卧床, 无法前来')).toBeNull();
});

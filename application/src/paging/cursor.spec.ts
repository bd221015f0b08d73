import { describe, expect, test } from 'vitest';
import { pageOf, readCursor } from './cursor.js';

const now = '2026-10-20T01:00:00.000Z';
const rows = [1, 2, 3].map((id) => ({ id }));
const page = (limit: number) =>
  pageOf(
    rows,
    limit,
    { asOf: now, after: null },
    9,
    ({ id }) => [id],
    ({ id }) => id,
  );

describe('keyset pages', () => {
  test('a page that is not the last leads to the next, at the same instant', () => {
    const { items, nextCursor } = page(2);
    expect(items).toEqual([1, 2]);
    expect(readCursor(nextCursor!, '2030-01-01T00:00:00.000Z', ['integer'])).toEqual({ asOf: now, after: [2] });
  });
  test('the last page leads nowhere', () => {
    expect(page(3)).toMatchObject({ items: [1, 2, 3], nextCursor: null, asOf: now, total: 9 });
  });
  test('a cursor that nobody gave out is refused', () => {
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      'x',
      forged({}),
      forged([now]),
      forged([now, "1' or 1=1"]),
      forged(['gestern', 2]),
      forged([now, 2, 3]),
    ])
      expect(() => readCursor(cursor, now, ['integer']), cursor).toThrow('CURSOR_INVALID');
  });
});

import { expect, it } from 'vitest';
import { measureArrivals } from './index.js';

const key = (agency: string, line = '110') => ({ agency, line, dataset: 'business' });
const came = (agency: string, state: 'accepted' | 'refused', version: number, arrivedAt: string) => ({
  ...key(agency),
  state,
  version,
  arrivedAt,
});
const ends = { dueEnd: '2026-10-15T16:00:00Z', lockEnd: '2026-10-29T16:00:00Z' };
const expected = ['A', 'B', 'C', 'D'].map((agency) => key(agency));
const arrived = [
  came('A', 'accepted', 1, '2026-10-15T15:59:59Z'),
  came('B', 'refused', 1, '2026-10-10T01:00:00Z'),
  came('B', 'accepted', 2, '2026-10-15T16:00:00Z'),
  came('C', 'accepted', 1, '2026-10-30T01:00:00Z'),
  came('X', 'accepted', 1, '2026-10-10T01:00:00Z'),
];

it('counts what was expected, what came, what came in time, what was first refused, what came after the lock', () => {
  expect(measureArrivals(expected, arrived, ends).get('')).toEqual({
    expected: 4,
    accepted: 3,
    onTime: 1,
    refusedFirst: 1,
    afterLock: 1,
  });
});

it('groups by what the caller asks for', () => {
  const groups = measureArrivals(expected, arrived, ends, ({ agency }) => agency);
  expect([...groups].map(([agency, { onTime }]) => [agency, onTime])).toEqual([
    ['A', 1],
    ['B', 0],
    ['C', 0],
    ['D', 0],
  ]);
});

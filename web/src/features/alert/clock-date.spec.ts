import { expect, it } from 'vitest';
import { lastDayOf } from './clock-date.js';

it('the last day of an extended clock is the one that was granted', () => {
  expect(lastDayOf({ dueOn: '2026-10-23', extendedTo: '2026-11-06' })).toBe('2026-11-06');
  expect(lastDayOf({ dueOn: '2026-10-23', extendedTo: null })).toBe('2026-10-23');
  expect(lastDayOf({ dueOn: null, extendedTo: null })).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { standingOf } from './entry-state.js';

const approved = { state: 'approved', validFrom: '202609', validTo: '202702', endsSoon: false } as const;

describe('an entry of the whitelist', () => {
  it('holds from its first month on', () => {
    expect(standingOf(approved, '202608')).toBe('future');
    expect(standingOf(approved, '202609')).toBe('valid');
  });

  it('ends soon, and is over after its last month', () => {
    expect(standingOf({ ...approved, endsSoon: true }, '202702')).toBe('ending');
    expect(standingOf({ ...approved, endsSoon: true }, '202703')).toBe('over');
  });

  it('that nobody has approved holds nothing, whatever its months', () => {
    expect(standingOf({ ...approved, state: 'proposed' }, '202703')).toBe('proposed');
    expect(standingOf({ ...approved, state: 'ended' }, '202609')).toBe('ended');
  });

  it('is not called over while the day is unknown', () => {
    expect(standingOf(approved, null)).toBe('valid');
  });
});

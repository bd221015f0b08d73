import { describe, expect, it } from 'vitest';
import { handIndicator } from './by-hand.js';
import { areAlike, groupAlike, type Likeable } from './like-alerts.js';

const like = (id: string, change: Partial<Likeable> = {}): Likeable => ({
  id,
  indicator: 'DY01',
  state: 'received',
  problemType: null,
  ...change,
});

describe('alerts that may be handled together', () => {
  it('are of one indicator, whatever their state', () => {
    expect(areAlike(like('a'), like('b', { state: 'dispatched' }))).toBe(true);
    expect(areAlike(like('a'), like('b', { indicator: 'DY04' }))).toBe(false);
  });

  it('are of one problem type where the office judges it, and only there', () => {
    const answered = (problemType: Likeable['problemType']) => like('a', { state: 'answered', problemType });
    expect(areAlike(answered('P4'), like('b', { state: 'in_second_review', problemType: 'P4' }))).toBe(true);
    expect(areAlike(answered('P4'), answered('P7'))).toBe(false);
    // A returned answer is given anew, perhaps as another type.
    expect(areAlike(like('a', { state: 'returned', problemType: 'P4' }), like('b'))).toBe(true);
  });

  it('are never two that a person registered: each has a matter of its own', () => {
    const hand = { indicator: handIndicator };
    expect(areAlike(like('a', hand), like('b', hand))).toBe(false);
    expect(areAlike(like('a', hand), like('a', hand))).toBe(true);
  });

  it('stand in groups in the order in which they were chosen', () => {
    const chosen = [like('a'), like('b', { indicator: 'DY04' }), like('c')];
    expect(groupAlike(chosen).map((group) => group.map(({ id }) => id))).toEqual([['a', 'c'], ['b']]);
  });
});

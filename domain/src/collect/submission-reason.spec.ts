import { describe, expect, it } from 'vitest';
import { longestReason, owesReason, readReason } from './submission-reason.js';

describe('the reason for sending a version again', () => {
  it('is kept without the spaces around it', () => {
    expect(readReason('  补报漏发的9月份待遇 ')).toBe('补报漏发的9月份待遇');
  });

  it('may not be blank', () => {
    expect(() => readReason(' \n\u3000')).toThrow('REASON_REQUIRED');
  });

  it('has a longest length, counted in characters', () => {
    expect(readReason('𠮷'.repeat(longestReason))).toHaveLength(2 * longestReason);
    expect(() => readReason('x'.repeat(longestReason + 1))).toThrow('REQUEST_INVALID');
  });

  it('is owed by an accepted version that replaces another, until it is stated', () => {
    expect(owesReason({ state: 'accepted', replaces: 'v1', reason: null })).toBe(true);
    expect(owesReason({ state: 'accepted', replaces: 'v1', reason: '更正金额' })).toBe(false);
    expect(owesReason({ state: 'accepted', replaces: null, reason: null })).toBe(false);
    expect(owesReason({ state: 'refused', replaces: null, reason: null })).toBe(false);
  });
});

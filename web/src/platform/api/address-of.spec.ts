import { describe, expect, it } from 'vitest';
import { addressOf } from './address-of.js';

describe('the address of a route', () => {
  it('fills path parameters and leaves empty filters out', () => {
    expect(addressOf('/alerts/:alertId/hits', { alertId: 'a/b' }, { cursor: undefined, limit: 50, text: '' })).toBe(
      '/api/alerts/a%2Fb/hits?limit=50',
    );
  });

  it('joins a filter of several values with commas and drops an empty one', () => {
    expect(addressOf('/alerts', {}, { state: ['raised', 'screened'], agency: [] })).toBe(
      '/api/alerts?state=raised%2Cscreened',
    );
  });

  it('refuses a path whose parameter is missing', () => {
    expect(() => addressOf('/alerts/:alertId', {})).toThrow('alertId');
  });
});

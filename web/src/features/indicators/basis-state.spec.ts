import { describe, expect, it } from 'vitest';
import { basisState } from './basis-state.js';

const tianjin = { validFrom: '2015-08-01', validTo: '2020-07-31' };

describe('a legal basis on a day', () => {
  it('is in force from its first day through its last', () => {
    expect(basisState(tianjin, '2015-08-01')).toBe('in_force');
    expect(basisState(tianjin, '2020-07-31')).toBe('in_force');
  });

  it('has lapsed on the day after its last', () => {
    expect(basisState(tianjin, '2020-08-01')).toBe('lapsed');
  });

  it('is not in force before its first day', () => {
    expect(basisState(tianjin, '2015-07-31')).toBe('not_yet');
  });

  it('without an end stays in force', () => {
    expect(basisState({ validFrom: '2011-07-01', validTo: null }, '2026-10-20')).toBe('in_force');
  });
});

import { describe, expect, it } from 'vitest';
import { endsSoon, requireWhitelistDecider, requireWhitelistMonths } from './whitelist.js';

const months = (validFrom: string, validTo: string) => () => requireWhitelistMonths({ validFrom, validTo }, '202610');

describe('the months of a whitelist entry', () => {
  it('may be twelve, over the turn of a year, and reach back to months that were evaluated', () => {
    expect(months('202609', '202708')).not.toThrow();
    expect(months('202607', '202609')).not.toThrow();
    expect(months('202610', '202610')).not.toThrow();
  });

  it.each([
    ['more than twelve', '202609', '202709'],
    ['in the wrong order', '202612', '202611'],
    ['all gone', '202605', '202608'],
  ])('may not be %s', (_, from, to) => {
    expect(months(from, to)).toThrow(/WHITELIST_MONTHS_INVALID/);
  });

  it('end soon when the last of them is this month or the next', () => {
    const ends = (validTo: string) => endsSoon({ validTo }, '202611');
    expect([ends('202610'), ends('202611'), ends('202612'), ends('202701')]).toEqual([true, true, true, false]);
  });
});

describe('deciding on a whitelist entry', () => {
  it('takes another person than who proposed it, and only once', () => {
    expect(() => requireWhitelistDecider({ state: 'proposed', proposedBy: 'a' }, 'b')).not.toThrow();
    expect(() => requireWhitelistDecider({ state: 'proposed', proposedBy: 'a' }, 'a')).toThrow(/NEEDS_ANOTHER_PERSON/);
    expect(() => requireWhitelistDecider({ state: 'approved', proposedBy: 'a' }, 'b')).toThrow(/SETTLED/);
  });
});

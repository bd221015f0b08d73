import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalHits, readCanonicalHits, type KeptHit } from './canonical-hits.js';
import { compareHits } from './compare-hits.js';

const aHit = (changes: Partial<KeptHit> = {}): KeptHit => ({
  indicator: 'DY01',
  agency: '120101',
  line: '110',
  subject: 'P000001',
  hitKey: 'F202609000001',
  verdict: 'hit',
  relatedKey: null,
  firstPeriod: '202608',
  observed: '1.000000',
  threshold: '0.000000',
  amount: '3120.00',
  severity: null,
  missing: null,
  evidence: { death_date: '2026-07-03', item: 'basic_pension' },
  ...changes,
});

describe('the hits of a closed month', () => {
  it('are the same bytes in whatever order they and their evidence come', () => {
    const hits = ['3', '1', '2'].map((hitKey) => aHit({ hitKey }));
    const turned = [...hits].reverse().map((hit) => ({
      ...Object.fromEntries(Object.entries(hit).reverse()),
      evidence: Object.fromEntries(Object.entries(hit.evidence).reverse()),
    })) as KeptHit[];
    expect(canonicalHits(turned)).toBe(canonicalHits(hits));
    expect(canonicalHits(hits).split('\n')).toHaveLength(4);
  });

  it('read back as they were written', () => {
    const hits = fc.array(
      fc.record({ hitKey: fc.string(), subject: fc.string(), amount: fc.option(fc.constant('-1.00')) }).map(aHit),
    );
    fc.assert(
      fc.property(hits, (some) => {
        const text = canonicalHits(some);
        expect(canonicalHits(readCanonicalHits(text))).toBe(text);
        expect(readCanonicalHits(text)).toHaveLength(some.length);
      }),
    );
  });
});

describe('a restated run', () => {
  it('differs by what is new, what is gone and what has other values', () => {
    const before = [aHit({ hitKey: 'gone' }), aHit({ hitKey: 'same' }), aHit({ hitKey: 'other', amount: '1.00' })];
    const after = [aHit({ hitKey: 'other', amount: '2.00' }), aHit({ hitKey: 'same' }), aHit({ hitKey: 'new' })];
    expect(
      compareHits(before, after).map(({ change, before: was, after: is }) => [change, (was ?? is)!.hitKey]),
    ).toEqual([
      ['removed', 'gone'],
      ['added', 'new'],
      ['changed', 'other'],
    ]);
  });

  it('with the same hits differs in nothing', () => {
    expect(compareHits([aHit()], [aHit()])).toEqual([]);
  });

  it('that can no longer decide has lost a hit and gained an open question', () => {
    const after = aHit({ verdict: 'cannot_decide', missing: 'death_date' });
    expect(compareHits([aHit()], [after]).map(({ change }) => change)).toEqual(['added', 'removed']);
  });
});

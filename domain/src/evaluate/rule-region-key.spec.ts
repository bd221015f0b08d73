import { describe, expect, it } from 'vitest';
import { decideRegionKey } from './rule-region-key.js';

const of = (agency: string, hashes: number, shared: number) => ({ agency, hashes, shared });

describe('the region’s key', () => {
  it('differs when no account hash of any agency is another’s', () => {
    const counts = [of('120102', 3, 0), of('120101', 40_000, 0), of('120103', 0, 0)];
    expect(decideRegionKey(counts, 500)).toEqual({ state: 'differs', apart: ['120101', '120102'] });
  });

  it('differs for the one agency with enough hashes that shares none while others share', () => {
    const counts = [of('120101', 900, 4), of('120102', 700, 4), of('120103', 500, 0)];
    expect(decideRegionKey(counts, 500)).toEqual({ state: 'some_differ', apart: ['120103'] });
  });

  it('is shared where an agency with few hashes happens to share none', () => {
    const counts = [of('120101', 900, 4), of('120102', 700, 4), of('120103', 499, 0)];
    expect(decideRegionKey(counts, 500)).toEqual({ state: 'shared', apart: [] });
  });

  it('is not judged by one agency alone', () => {
    expect(decideRegionKey([of('120101', 900, 0), of('120102', 0, 0)], 500).state).toBe('undecided');
    expect(decideRegionKey([], 500).state).toBe('undecided');
  });
});

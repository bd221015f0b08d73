import { expect, it } from 'vitest';
import type { KeptHit } from './canonical-hits.js';
import { compareTestHits, countTestHits } from './compare-test-hits.js';

const hit = (subject: string, more: Partial<KeptHit> = {}): KeptHit => ({
  indicator: 'DY01',
  agency: '120101',
  line: '110',
  subject,
  hitKey: `F-${subject}`,
  verdict: 'hit',
  relatedKey: null,
  firstPeriod: '202609',
  observed: '1',
  threshold: '0',
  amount: '100.00',
  severity: null,
  missing: null,
  evidence: {},
  ...more,
});
const presences = (comparison: ReturnType<typeof compareTestHits>) =>
  comparison.hits.map(({ subject, presence }) => `${subject} ${presence}`);

it('a hit of both is kept, with the values that the tested version gives it', () => {
  const { hits } = compareTestHits([hit('P1', { observed: '1' })], [hit('P1', { observed: '2' })], []);
  expect(hits).toMatchObject([{ subject: 'P1', presence: 'kept', observed: '2' }]);
});

it('what only the tested version finds is new, what it no longer finds is gone', () => {
  expect(presences(compareTestHits([hit('P1'), hit('P2')], [hit('P2'), hit('P3')], []))).toEqual([
    'P2 kept',
    'P3 new',
    'P1 gone',
  ]);
});

it('where nothing stood before, everything is new', () => {
  expect(presences(compareTestHits([], [hit('P1')], []))).toEqual(['P1 new']);
});

it('the same number at another agency, line or hit is another hit', () => {
  const found = [hit('P1', { agency: '120102' }), hit('P1', { line: '120' }), hit('P1', { hitKey: 'F-2' })];
  const { hits } = compareTestHits([hit('P1')], found, []);
  expect(hits.map(({ presence }) => presence)).toEqual(['new', 'new', 'new', 'gone']);
});

it('where the version could not be evaluated, a present hit is not gone but uncompared', () => {
  const compared = compareTestHits(
    [hit('P1'), hit('P2', { agency: '120102' }), hit('P3', { agency: '120102', verdict: 'cannot_decide' })],
    [],
    [{ agency: '120102', line: '110' }],
  );
  expect(presences(compared)).toEqual(['P1 gone']);
  expect(compared.uncompared).toBe(1);
});

it('a hit that can no longer be decided is gone as a hit and counted as undecided', () => {
  const { hits } = compareTestHits([hit('P1')], [hit('P1', { verdict: 'cannot_decide' })], []);
  expect(countTestHits(hits)).toEqual({ new: 0, kept: 0, gone: 1, cannotDecide: 1 });
});

it('what could not be decided before and is not there now counts nowhere', () => {
  const { hits } = compareTestHits([hit('P1', { verdict: 'cannot_decide' })], [hit('P2'), hit('P3')], []);
  expect(countTestHits(hits)).toEqual({ new: 2, kept: 0, gone: 0, cannotDecide: 0 });
});

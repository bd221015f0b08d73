import { describe, expect, it } from 'vitest';
import { byGroup, countShows, runRows, slowestOf, totalsOf } from './run-rows.js';
import type { RunIndicator } from './run-state.js';

const row = (indicator: string, change: Partial<RunIndicator> = {}): RunIndicator => ({
  indicator,
  title: { zh: `${indicator} 名称`, en: `${indicator} title` },
  group: indicator.slice(0, 2),
  version: 1,
  origin: 'catalogue',
  state: 'done',
  reused: false,
  hits: 0,
  cannotDecide: 0,
  scopesEvaluated: 4,
  scopesNotEvaluated: 0,
  durationMs: 100,
  error: null,
  ...change,
});
const run = [
  row('CW01', { hits: 2, durationMs: 3000 }),
  row('DY04', { scopesNotEvaluated: 3, cannotDecide: 5 }),
  row('DY01', { hits: 9, reused: true, durationMs: 9000 }),
  row('NK01', { state: 'failed', durationMs: null, error: 'broken' }),
];
const codes = (rows: readonly RunIndicator[]) => rows.map(({ indicator }) => indicator);

describe('the indicators of a run', () => {
  it('are narrowed to those with hits, failed, not evaluated, undecided, or kept from before', () => {
    expect(codes(runRows(run, {}, 'code'))).toEqual(['CW01', 'DY01', 'DY04', 'NK01']);
    expect(codes(runRows(run, { show: 'hits' }, 'code'))).toEqual(['CW01', 'DY01']);
    expect(codes(runRows(run, { show: 'failed' }, 'code'))).toEqual(['NK01']);
    expect(codes(runRows(run, { show: 'not_evaluated' }, 'code'))).toEqual(['DY04']);
    expect(codes(runRows(run, { show: 'cannot_decide' }, 'code'))).toEqual(['DY04']);
    expect(codes(runRows(run, { show: 'reused' }, 'code'))).toEqual(['DY01']);
    expect(countShows(run)).toEqual({ all: 4, hits: 2, failed: 1, not_evaluated: 1, cannot_decide: 1, reused: 1 });
  });

  it('are found by code and by name in both languages, within a group', () => {
    expect(codes(runRows(run, { text: ' dy ' }, 'code'))).toEqual(['DY01', 'DY04']);
    expect(codes(runRows(run, { text: 'cw01 title' }, 'code'))).toEqual(['CW01']);
    expect(codes(runRows(run, { text: '名称', group: 'NK' }, 'code'))).toEqual(['NK01']);
  });

  it('are ordered by hits or by the time of this run, an earlier result having taken none', () => {
    expect(codes(runRows(run, {}, 'hits'))).toEqual(['DY01', 'CW01', 'DY04', 'NK01']);
    expect(codes(runRows(run, {}, 'time'))).toEqual(['CW01', 'DY04', 'DY01', 'NK01']);
    expect(codes(slowestOf(run, 5))).toEqual(['CW01', 'DY04']);
  });

  it('stand by group in the order of the catalogue, a group nobody knows last', () => {
    const groups = byGroup([...run, row('ZZ01')], ['DY', 'CB', 'CW', 'NK']);
    expect(groups.map(({ group, rows }) => [group, rows.length])).toEqual([
      ['DY', 2],
      ['CW', 1],
      ['NK', 1],
      ['ZZ', 1],
    ]);
  });

  it('are summed without the time of what was kept from before, and without the scopes of what did not get done', () => {
    expect(totalsOf(run)).toEqual({
      indicators: 4,
      hits: 11,
      cannotDecide: 5,
      scopesEvaluated: 12,
      scopesNotEvaluated: 3,
      failed: 1,
      ms: 3100,
    });
  });
});

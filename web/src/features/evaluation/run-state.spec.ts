import { describe, expect, it } from 'vitest';
import { computedMs, durationParts, isUnderWay } from './run-state.js';

describe('a run of the indicators', () => {
  it('is under way until it has finished or failed', () => {
    expect((['queued', 'running', 'reconciling', 'finished', 'failed'] as const).map(isUnderWay)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('counts only what was computed anew', () => {
    expect(
      computedMs([
        { durationMs: 1200, reused: false },
        { durationMs: 900, reused: true },
        { durationMs: null, reused: false },
      ]),
    ).toBe(1200);
  });

  it('says durations in the unit that people would use', () => {
    expect(durationParts(812)).toEqual({ unit: 'ms', n: '812', s: '' });
    expect(durationParts(8_240)).toEqual({ unit: 's', n: '8.2', s: '' });
    expect(durationParts(125_000)).toEqual({ unit: 'min', n: '2', s: '5' });
  });
});

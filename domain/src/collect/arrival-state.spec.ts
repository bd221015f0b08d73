import { describe, expect, it } from 'vitest';
import { arrivalState, type Arrival } from './arrival-state.js';

// The 15th of November 2026 is a Sunday: due on Monday the 16th, 24:00 in Shanghai.
const dueEnd = new Date('2026-11-16T16:00:00Z');
const arrival = (version: number, state: Arrival['state'], arrivedAt: string): Arrival => ({
  version,
  state,
  arrivedAt: new Date(arrivedAt),
});

describe('a cell of the arrival board', () => {
  it('waits while nothing came, and is not expected where nothing is due', () => {
    expect(arrivalState([], dueEnd).state).toBe('waiting');
    expect(arrivalState([], dueEnd, false).state).toBe('not_expected');
  });

  it('is received while the check runs', () => {
    expect(arrivalState([arrival(1, 'received', '2026-11-10T00:00:00Z')], dueEnd).state).toBe('received');
  });

  it('is refused until a sound version comes', () => {
    const refused = arrival(1, 'refused', '2026-11-10T00:00:00Z');
    expect(arrivalState([refused], dueEnd)).toEqual({ state: 'refused', deciding: refused, current: null });
    const sound = arrival(2, 'accepted', '2026-11-12T00:00:00Z');
    expect(arrivalState([refused, sound], dueEnd).state).toBe('on_time');
  });

  it('is on time until the due day ends and late from 24:00 on, as DQ01 judges', () => {
    expect(arrivalState([arrival(1, 'accepted', '2026-11-16T15:59:59.999Z')], dueEnd).state).toBe('on_time');
    expect(arrivalState([arrival(1, 'accepted', '2026-11-16T16:00:00.000Z')], dueEnd).state).toBe('late');
  });

  it('stays on time when a correction comes later, and the correction counts', () => {
    const first = arrival(1, 'accepted', '2026-11-10T00:00:00Z');
    const correction = arrival(2, 'accepted', '2026-11-20T00:00:00Z');
    expect(arrivalState([correction, first], dueEnd)).toEqual({
      state: 'on_time',
      deciding: first,
      current: correction,
    });
  });

  it('keeps its accepted version when a later one is refused', () => {
    const first = arrival(1, 'accepted', '2026-11-18T00:00:00Z');
    const cell = arrivalState([first, arrival(2, 'refused', '2026-11-19T00:00:00Z')], dueEnd);
    expect(cell).toEqual({ state: 'late', deciding: first, current: first });
  });

  it('is not called late while its year has no calendar', () => {
    expect(arrivalState([arrival(1, 'accepted', '2028-01-31T00:00:00Z')], null).state).toBe('on_time');
  });
});

import { describe, expect, it } from 'vitest';
import { alertChanges } from './alert-changes.js';

const before = { state: 'received', hits: 2, amount: '100.00', dueOn: '2026-10-30' } as const;
const event = (sequence: number) => ({
  id: String(sequence),
  sequence,
  type: 'extend' as const,
  fromState: null,
  toState: null,
  actor: 'system',
  onBehalfOf: null,
  actorRole: null,
  at: '2026-10-20T00:00:00+08:00',
  reason: null,
  details: {},
});

describe('what changed while an alert was open on the screen', () => {
  it('names the fields that differ and the events since', () => {
    expect(alertChanges(before, { ...before, hits: 3, amount: null }, 4, [event(4), event(5)])).toEqual({
      fields: [
        { name: 'hits', before: '2', after: '3' },
        { name: 'amount', before: '100.00', after: null },
      ],
      events: [event(5)],
    });
  });

  it('is empty when nothing changed', () => {
    expect(alertChanges(before, before, 4, [event(4)])).toEqual({ fields: [], events: [] });
  });
});

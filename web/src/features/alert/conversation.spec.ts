import { describe, expect, it } from 'vitest';
import type { Branch } from './alert-actions.js';
import { attachedIds, conversationOf, measuresOf, pointsOf } from './conversation.js';
import type { AlertEvent } from './use-alert.js';

const event = (sequence: number, type: AlertEvent['type'], at: string, details = {}): AlertEvent => ({
  id: String(sequence),
  sequence,
  type,
  fromState: 'answered',
  toState: 'answered',
  actor: '张敏',
  onBehalfOf: null,
  actorRole: 'supervision_officer',
  at,
  reason: null,
  details,
});
const answer = { id: 'a1', answeredAt: '2026-10-19T02:00:00.000Z' } as Parameters<typeof conversationOf>[0][number];
const consultation = { id: 'b1', kind: 'consultation', openedAt: '2026-10-19T03:00:00.000Z' } as Branch;

describe('the conversation on an alert', () => {
  it('puts answers, returns and what runs beside them in the order in which they began', () => {
    const entries = conversationOf(
      [answer],
      [consultation],
      [
        event(7, 'consultation.receive', '2026-10-20T03:00:00.000Z', { branchId: 'b1' }),
        event(6, 'consultation.open', '2026-10-19T03:00:00.000Z', { branchId: 'b1' }),
        event(5, 'answer', '2026-10-19T02:00:00.000Z'),
        event(8, 'return', '2026-10-20T04:00:00.000Z', { points: ['补盖章', 3] }),
        event(9, 'consultation.open', '2026-10-20T05:00:00.000Z', { branchId: 'another' }),
      ],
    );
    expect(entries.map(({ key }) => key)).toEqual(['a1', 'b1', '8']);
    expect(entries[1]).toMatchObject({ steps: [{ type: 'consultation.open' }, { type: 'consultation.receive' }] });
  });

  it('reads points and measures, and nothing that only looks like them', () => {
    const returned = event(1, 'return', '2026-10-20T04:00:00.000Z', { points: ['补盖章', 3] });
    const reported = event(2, 'report_rectification', '2026-10-20T04:00:00.000Z', {
      measures: [{ text: '停发', on: '2026-10-20' }, { text: 5 }],
      attachments: [{ id: 'f1', fileName: '整改.pdf' }],
    });
    expect(pointsOf(returned)).toEqual(['补盖章']);
    expect(measuresOf(reported)).toEqual([{ text: '停发', on: '2026-10-20' }]);
    expect(measuresOf(returned)).toEqual([]);
    expect(attachedIds(reported)).toEqual(['f1']);
    const opinion = event(3, 'consultation.conclude', '2026-10-20T04:00:00.000Z', { concludeAttachments: ['f2'] });
    expect(attachedIds(opinion)).toEqual(['f2']);
  });
});

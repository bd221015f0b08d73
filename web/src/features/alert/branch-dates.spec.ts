import { describe, expect, it } from 'vitest';
import type { Branch } from './alert-actions.js';
import { dateReasonOf } from './branch-dates.js';

const branch = (given: Partial<Branch>) =>
  ({
    openedAt: '2026-10-20T03:00:00.000Z',
    receivedOn: null,
    dueOn: null,
    waitingForCalendar: false,
    ...given,
  }) as Branch;

describe("why a branch's date is that date", () => {
  it('an opinion is due thirty days after the receipt, rolled to a working day', () => {
    const reason = dateReasonOf(branch({ kind: 'consultation', receivedOn: '2026-09-02', dueOn: '2026-10-08' }));
    expect(reason).toMatchObject({ rule: 'thirty_days', nominalOn: '2026-10-02', rolled: true });
  });

  it('an order names its own day', () => {
    const reason = dateReasonOf(branch({ kind: 'supervise_order', dueOn: '2026-11-30' }));
    expect(reason).toMatchObject({ rule: 'set_by_order', startedOn: '2026-10-20', nominalOn: null });
  });

  it('a question that nobody signed for has no date yet', () => {
    expect(dateReasonOf(branch({ kind: 'consultation' }))).toBeNull();
  });
});

import { inspectionCommands } from '@fundwatch/domain/alert';
import { describe, expect, it } from 'vitest';
import { inspectionActFields, maySayNothing } from './inspection-acts.js';

const objection = {
  clock: 'objection' as const,
  countedFrom: '2026-11-03',
  dueOn: '2026-11-12',
  keptOn: null,
  running: true,
  waitingForCalendar: false,
  workingDaysLeft: 2,
};

describe('the steps of an inspection', () => {
  it('are those of the table, but for the plan and the work records, which have forms of their own', () => {
    const own = ['plan', 'revise', 'record_work'];
    expect(Object.keys(inspectionActFields).sort()).toEqual(
      inspectionCommands.filter((command) => !own.includes(command)).sort(),
    );
  });

  it('count silence as no objection from the day after the last one', () => {
    expect(maySayNothing({ clocks: [objection] }, '2026-11-12')).toBe(false);
    expect(maySayNothing({ clocks: [objection] }, '2026-11-13')).toBe(true);
    expect(maySayNothing({ clocks: [{ ...objection, dueOn: null }] }, '2026-11-13')).toBe(false);
    expect(maySayNothing({ clocks: [] }, '2026-11-13')).toBe(false);
  });
});

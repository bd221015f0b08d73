import { expect, test } from 'vitest';
import { inspectionReminders } from './inspection-reminders.js';
import type { Inspection } from './inspection.js';

const soon = '2026-10-23';
const told = (
  state: Inspection['state'],
  today: string,
  due: { draftDueOn?: string; rectificationDueOn?: string } = {},
  through: string | null = soon,
) =>
  inspectionReminders({ state, draftDueOn: null, rectificationDueOn: null, ...due }, today, through).map(
    ({ kind }) => kind,
  );

test.each([
  ['a draft that is due in days', 'ended', '2026-10-20', { draftDueOn: '2026-10-23' }, ['draft_remind']],
  ['a draft that is due today', 'ended', '2026-10-20', { draftDueOn: '2026-10-20' }, ['draft_remind']],
  ['a draft that is not near', 'ended', '2026-10-20', { draftDueOn: '2026-10-26' }, []],
  ['a draft that is late', 'ended', '2026-10-20', { draftDueOn: '2026-10-19' }, ['draft_breach']],
  ['a draft that was sent', 'drafted', '2026-10-20', { draftDueOn: '2026-10-19' }, []],
  ['a rectification', 'rectifying', '2026-10-20', { rectificationDueOn: '2026-10-23' }, ['rectification_remind']],
  ['one that is late', 'confirmed', '2026-10-20', { rectificationDueOn: '2026-10-19' }, ['rectification_breach']],
  ['one that is over', 'finished', '2026-10-20', { rectificationDueOn: '2026-10-19' }, []],
  ['a date that waits for its calendar', 'ended', '2026-10-20', {}, []],
] as const)('of %s is told what is due', (_, state, today, due, kinds) =>
  expect(told(state, today, due)).toEqual(kinds),
);

test('what is late is told also where the calendar lacks the year', () => {
  expect(told('ended', '2026-10-20', { draftDueOn: '2026-10-19' }, null)).toEqual(['draft_breach']);
  expect(told('ended', '2026-10-20', { draftDueOn: '2026-10-20' }, null)).toEqual([]);
});

import { assignmentSideOf } from '@fundwatch/domain/alert';
import { builtInCalendar, isWorkingDay } from '@fundwatch/domain/calendar';
import { expect, it } from 'vitest';
import { demoAccounts } from './demo-accounts.js';
import { assignments, standIn } from './duty-story.js';
import { expectedFindings } from './expected-findings.js';
import { locateFinding } from './locate-finding.js';

const accounts = new Map(demoAccounts().map((account) => [account.userName, account]));
const sideOf = (userName: string) => assignmentSideOf(accounts.get(userName)!.roles);

it('heads give planted alerts to people of their own side and place, on a working day before the demonstration stands', () => {
  const { hits } = expectedFindings({ persons: 12 });
  for (const { given, to, alerts } of assignments) {
    expect(isWorkingDay(builtInCalendar, given.at.slice(0, 10)), given.at).toBe(true);
    expect(given.at < '2026-10-20').toBe(true);
    expect(sideOf(given.by)).toBe(sideOf(to));
    expect(accounts.get(given.by)!.organisation).toBe(accounts.get(to)!.organisation);
    for (const place of alerts) expect(locateFinding(hits, place).subject).not.toBe('');
  }
}, 60_000);

it('somebody stands in for a colleague who has work, on the day on which the demonstration stands', () => {
  expect(standIn.fromOn <= '2026-10-20' && '2026-10-20' <= standIn.untilOn).toBe(true);
  expect(standIn.entered.at.slice(0, 10) <= standIn.fromOn).toBe(true);
  expect(assignments.map(({ to }) => to)).toContain(standIn.absent);
});

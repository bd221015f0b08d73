import { builtInCalendar, isWorkingDay } from '@fundwatch/domain/calendar';
import { expect, it } from 'vitest';
import { demoAccounts } from './demo-accounts.js';
import { registerStories } from './register-story.js';

it('facts are entered by hand on working days by accounts of the office, in or after the month in which they happened', () => {
  const accounts = new Map(demoAccounts().map((account) => [account.userName, account]));
  for (const { period, entered, corrected } of registerStories)
    for (const { at, by } of [entered, ...(corrected ? [corrected] : [])]) {
      expect(isWorkingDay(builtInCalendar, at.slice(0, 10)), at).toBe(true);
      expect(at < '2026-10-20').toBe(true);
      expect(at.slice(0, 7).replace('-', '') >= period).toBe(true);
      expect(accounts.get(by)?.organisation).toBe('120000');
    }
});

it('one of them was corrected by another officer, and says why', () => {
  const corrected = registerStories.filter((one) => one.corrected);
  expect(corrected).toHaveLength(1);
  expect(corrected[0]!.corrected!.by).not.toBe(corrected[0]!.entered.by);
  expect(corrected[0]!.corrected!.reason).not.toBe('');
});

import { builtInCalendar, isWorkingDay, periodOf } from '@fundwatch/domain/calendar';
import { requireWhitelistMonths } from '@fundwatch/domain/evaluate';
import type { Role } from '@fundwatch/domain/identity';
import { describe, expect, it } from 'vitest';
import { demoAccounts } from './demo-accounts.js';
import { demoMonths } from './months.js';
import { officeFigures } from './office-figures.js';
import { ownIndicator } from './own-indicator.js';
import { versions, whitelistEntries, type Hand } from './tuning-story.js';

const accounts = new Map(demoAccounts().map((account) => [account.userName, account]));
const proposals = [...versions, ...whitelistEntries, { proposed: ownIndicator.submitted, ...ownIndicator }];
const tests = [...versions.flatMap(({ backTest }) => backTest ?? []), ownIndicator.backTest];
const hands: Hand[] = [
  ...officeFigures,
  ...proposals.flatMap(({ proposed, approved }) => (approved ? [proposed, approved] : [proposed])),
  ...tests,
  ownIndicator.written,
  ownIndicator.checked,
];

describe('what the office does about its indicators', () => {
  it('happens on working days before the demonstration stands', () => {
    for (const { at } of hands) {
      expect(isWorkingDay(builtInCalendar, at.slice(0, 10)), at).toBe(true);
      expect(at < '2026-10-20').toBe(true);
    }
  });

  it('is proposed by an officer and approved later by a head of supervision', () => {
    const has = ({ by }: Hand, role: Role) => expect(accounts.get(by)?.roles, by).toContain(role);
    for (const { proposed, approved } of proposals) {
      has(proposed, 'supervision_officer');
      if (!approved) continue;
      has(approved, 'supervision_head');
      expect(approved.by).not.toBe(proposed.by);
      expect(approved.at > proposed.at).toBe(true);
    }
    expect(proposals.some(({ approved }) => !approved)).toBe(true);
  });

  it('tests versions over months that were due by then, before they are decided', () => {
    for (const { backTest, proposed, approved } of proposals.flatMap((one) => ('changes' in one ? one : []))) {
      if (!backTest) continue;
      expect(backTest.at > proposed.at && (!approved || backTest.at < approved.at)).toBe(true);
      for (const period of backTest.periods)
        expect(demoMonths[period].dueOn < backTest.at.slice(0, 10), `${period} ${backTest.at}`).toBe(true);
    }
  });

  it('puts a version in force before the first run of the month from which it holds', () => {
    for (const { approved, inForceFrom } of versions)
      if (inForceFrom) expect(approved!.at.slice(0, 10) <= demoMonths[inForceFrom].dueOn).toBe(true);
  });

  it('keeps cases quiet for months that the product allows, on a paper', () => {
    for (const { validFrom, validTo, proposed, documentNo } of whitelistEntries) {
      const present = periodOf(proposed.at.slice(0, 10));
      expect(() => requireWhitelistMonths({ validFrom, validTo }, present)).not.toThrow();
      expect(documentNo).not.toBe('');
    }
  });

  it('enters figures that nobody can take for published ones, before the first month is due', () => {
    for (const { at, file } of officeFigures) {
      expect(file).toMatch(/source: .*示范值.*虚构.*不得用于实际监督/);
      expect(at.slice(0, 10) < demoMonths['202606'].dueOn).toBe(true);
    }
  });
});

import { inspectionTransitions, mayDo } from '@fundwatch/domain/alert';
import { builtInCalendar, isWorkingDay, lastDayBefore } from '@fundwatch/domain/calendar';
import { describe, expect, it } from 'vitest';
import { demoAccounts } from './demo-accounts.js';
import { expectedFindings } from './expected-findings.js';
import { locateFinding } from './locate-finding.js';
import { caseStory, handAlert, inspectionStories } from './matter-story.js';
import type { Hand } from './tuning-story.js';

const accounts = new Map(demoAccounts().map((account) => [account.userName, account]));
const { opened, loss, investigation, majorMatter } = caseStory;

describe('the matters of the demonstration', () => {
  it('happen on working days before the demonstration stands, by accounts of the office', () => {
    const hands: Hand[] = [
      handAlert.registered,
      opened,
      loss,
      investigation,
      majorMatter,
      ...inspectionStories.flatMap(({ planned, acts }) => [planned, ...acts]),
    ];
    for (const { at, by } of hands) {
      expect(isWorkingDay(builtInCalendar, at.slice(0, 10)), at).toBe(true);
      expect(at < '2026-10-20').toBe(true);
      expect(accounts.get(by)?.organisation).toBe('120000');
    }
  });

  it('join alerts of one account and line in the case, with any number of persons', () => {
    for (const persons of [12, 40]) {
      const { hits } = expectedFindings({ persons });
      const members = caseStory.alerts.map((place) => locateFinding(hits, place));
      expect(members.length).toBeGreaterThan(1);
      expect(new Set(members.map(({ agency, line, subject }) => `${agency} ${line} ${subject}`)).size).toBe(1);
    }
  }, 60_000);

  it('inspect with a team that declared itself, approved by another, told seven working days before', () => {
    for (const { planned, startOn, team, agency, acts, alerts } of inspectionStories) {
      expect(acts.filter((act) => act.do === 'declare').map(({ by }) => by)).toEqual([...team]);
      const notified = acts.find((act) => act.do === 'notify')!;
      expect(notified.at.slice(0, 10) <= lastDayBefore(builtInCalendar, startOn, 7)).toBe(true);
      for (const act of acts) {
        if (act.do === 'declare' || act.do === 'make_notice') continue;
        const transition = inspectionTransitions.find(({ command }) => command === act.do)!;
        expect(mayDo(transition, accounts.get(act.by)!.roles), `${act.by} ${act.do}`).toBe(true);
        if (transition.byAnother) expect(act.by).not.toBe(planned.by);
      }
      expect(acts.map(({ at }) => at)).toEqual(acts.map(({ at }) => at).toSorted());
      for (const place of alerts) expect(place.agency).toBe(agency);
    }
  });
});

import { branchTransitionFor, isBranchOpen, mayDo, type BranchState } from '@fundwatch/domain/alert';
import { builtInCalendar, isWorkingDay } from '@fundwatch/domain/calendar';
import { describe, expect, it } from 'vitest';
import { branchStories } from './branch-story.js';
import { demoAccounts, demoDepartments } from './demo-accounts.js';
import { expectedFindings } from './expected-findings.js';
import { ledgers } from './ledger-story.js';
import { locateFinding } from './locate-finding.js';
import { papers } from './paper-story.js';
import type { Hand } from './tuning-story.js';

const accounts = new Map(demoAccounts().map((account) => [account.userName, account]));
/** Of a small world, and of the one that is shown. */
const worlds = [expectedFindings({ persons: 12 }).hits, expectedFindings().hits];

describe('what runs beside alerts in the demonstration', () => {
  it('happens on working days before the demonstration stands, at alerts that were planted', () => {
    const hands: Hand[] = [
      ...branchStories.flatMap(({ acts }) => acts),
      ...ledgers.flatMap(({ entries }) => entries),
      ...papers,
    ];
    for (const { at } of hands) {
      expect(isWorkingDay(builtInCalendar, at.slice(0, 10)), at).toBe(true);
      expect(at < '2026-10-20').toBe(true);
    }
    for (const hits of worlds)
      for (const { of } of [...branchStories, ...ledgers, ...papers])
        expect(locateFinding(hits, of).subject).toBeTruthy();
  });

  it.each(branchStories.map((story) => ({ ...story, name: `${story.kind} ${story.of.indicator} ${story.of.agency}` })))(
    'is allowed to the accounts that do it: $name',
    ({ kind, of, acts, department }) => {
      let state: BranchState | null = null;
      let before = '';
      for (const act of acts) {
        const transition = branchTransitionFor(kind, state, act.do);
        if (!transition) throw new Error(`${act.do} is not possible in ${state}`);
        const account = accounts.get(act.by)!;
        expect(mayDo(transition, account.roles), `${act.by} ${act.do}`).toBe(true);
        if (transition.byAnother) expect(act.by).not.toBe(acts[0].by);
        if (transition.reasonRequired) expect(act.reason).toBeTruthy();
        if (account.roles.includes('line_department')) expect(account.organisation).toBe(department);
        else if (account.organisation !== '120000') expect(account.organisation).toBe(of.agency);
        expect(act.at > before, act.at).toBe(true);
        before = act.at;
        state = transition.to;
      }
    },
  );

  it('is over at some alerts and waits at others, for each kind that somebody approves', () => {
    const last = (kind: string) =>
      branchStories
        .filter((one) => one.kind === kind)
        .map(({ kind, acts }) => {
          const { do: command } = acts.at(-1)!;
          const to = branchTransitionFor(kind, null, 'open')!.to;
          return command === 'open' ? isBranchOpen(kind, to) : false;
        });
    for (const kind of ['consultation', 'extension', 'field_check', 'supervise_order', 'recovery_plan'])
      expect(new Set(last(kind)), kind).toEqual(new Set([true, false]));
  });

  it('asks departments that somebody answers for', () => {
    for (const { code } of demoDepartments)
      expect([...accounts.values()].some((one) => one.organisation === code)).toBe(true);
    for (const { kind, department } of branchStories)
      if (kind === 'consultation') expect(demoDepartments.map(({ code }) => code)).toContain(department);
  });
});

describe('the recovery ledgers of the demonstration', () => {
  it('are kept by the office for what is owed, by the agency for what comes back', () => {
    for (const { of, entries } of ledgers)
      for (const { kind, by } of entries) {
        const { organisation } = accounts.get(by)!;
        expect(organisation, by).toBe(kind === 'confirmed' ? '120000' : of.agency);
      }
  });

  it('have one that is settled to the cent', () => {
    const cents = (amount: string) => Math.round(Number(amount) * 100);
    const settled = ledgers.filter(({ entries }) => {
      const sum = (kind: string) =>
        entries.filter((one) => one.kind === kind && one.amount).reduce((total, one) => total + cents(one.amount!), 0);
      return sum('confirmed') > 0 && sum('confirmed') === sum('recovered');
    });
    expect(settled.map(({ of }) => of.indicator)).toEqual(['CW07']);
  });
});

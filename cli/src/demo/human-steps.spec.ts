import { alertStates, transitionFor, mayDo, type AlertState } from '@fundwatch/domain/alert';
import { checkAnswer } from '@fundwatch/domain/feedback';
import { builtInCalendar, isWorkingDay } from '@fundwatch/domain/calendar';
import { describe, expect, it } from 'vitest';
import { demoAccounts, demoPassword } from './demo-accounts.js';
import { expectedFindings } from './expected-findings.js';
import { humanSteps, type HumanStep } from './human-steps.js';
import { demoMonths } from './months.js';

const options = { persons: 12 };
const steps = humanSteps(options);
const { hits } = expectedFindings(options);
const accounts = new Map(demoAccounts().map((account) => [account.userName, account]));
const keyOf = ({ which }: HumanStep) =>
  [which.indicator, which.agency, which.line, which.subject, which.period].join('/');

describe('what people do in the demonstration', () => {
  it('happens on working days between the first evaluation and the end, in the order of time', () => {
    const times = steps.map((step) => step.on);
    expect([...times].sort()).toEqual(times);
    for (const step of steps) {
      expect(isWorkingDay(builtInCalendar, step.on.slice(0, 10)), `${step.on} ${step.do}`).toBe(true);
      expect(step.on.slice(0, 10) > demoMonths[step.which.period].dueOn, `${step.on} ${keyOf(step)}`).toBe(true);
      expect(step.on < '2026-10-20').toBe(true);
    }
  });

  it('is allowed by the lifecycle, step by step, to the account that does it', () => {
    const states = new Map<string, AlertState>();
    for (const step of steps) {
      const state = states.get(keyOf(step)) ?? 'raised';
      const transition = transitionFor(state, step.do);
      if (!transition) throw new Error(`${step.do} is not possible in ${state}: ${keyOf(step)} on ${step.on}`);
      const account = accounts.get(step.by);
      if (!account) throw new Error(`no account ${step.by}`);
      expect(mayDo(transition, account.roles), `${step.by} ${step.do}`).toBe(true);
      if (account.organisation !== '120000') expect(account.organisation).toBe(step.which.agency);
      if (transition.reasonRequired) expect(step.reason?.trim(), `${step.do} ${keyOf(step)}`).toBeTruthy();
      states.set(keyOf(step), transition.to ?? state);
    }
    const reached = new Set(states.values());
    const bySystem = ['raised', 'withdrawn'];
    for (const state of alertStates) if (!bySystem.includes(state)) expect(reached, state).toContain(state);
  });

  it('answers with everything that the problem type asks for', () => {
    for (const { answer, which } of steps.filter((step) => step.do === 'answer')) {
      if (!answer) throw new Error(`no answer for ${which.indicator} ${which.agency}`);
      const uploaded = answer.attachments.map(({ fileName }) => fileName);
      expect(checkAnswer({ ...answer, attachments: uploaded }), answer.explanation).toEqual([]);
    }
  });

  it('closes a continuing alert only when no later run finds more of it', () => {
    const continuing = ['DQ06', 'DY01', 'DY02', 'DY04', 'DY15'];
    for (const { which, on } of steps.filter((step) => step.do === 'close')) {
      if (!continuing.includes(which.indicator)) continue;
      const own = hits.filter(
        (hit) =>
          hit.indicator === which.indicator &&
          hit.agency === which.agency &&
          hit.line === which.line &&
          hit.subject === which.subject,
      );
      const before = own.filter((hit) => demoMonths[hit.period as keyof typeof demoMonths].dueOn < on.slice(0, 10));
      const seen = new Set(before.map((hit) => hit.hitKey));
      expect(own.filter((hit) => !seen.has(hit.hitKey))).toEqual([]);
    }
  });

  it('leaves some alerts as raised', () => {
    const touched = new Set(steps.map(keyOf));
    const untouched = hits.filter(
      (hit) =>
        hit.verdict === 'hit' &&
        hit.period === '202609' &&
        !touched.has([hit.indicator, hit.agency, hit.line, hit.subject, hit.period].join('/')),
    );
    expect(untouched.length).toBeGreaterThan(0);
  });
});

describe('the demonstration accounts', () => {
  it('have names of their own and hold every role between them', () => {
    expect(accounts.size).toBe(demoAccounts().length);
    const held = new Set([...accounts.values()].flatMap((account) => account.roles));
    expect([...held].sort()).toEqual([
      'administrator',
      'agency_handler',
      'agency_head',
      'bureau_leader',
      'data_steward',
      'information_institution',
      'internal_auditor',
      'line_department',
      'supervision_head',
      'supervision_officer',
    ]);
    expect(demoPassword.length).toBeGreaterThanOrEqual(12);
  });
});

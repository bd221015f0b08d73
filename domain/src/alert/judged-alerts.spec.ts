import { expect, it } from 'vitest';
import { judgementOf, sumJudgedAlerts } from './judged-alerts.js';
import { alertStates, endedStates, problemTypes } from './types.js';

it('closed P5 to P8 is real; P1 to P4, P9 and P10 is normal or false; P11 is neither', () => {
  const judged = Object.fromEntries(problemTypes.map((type) => [type, judgementOf('closed', type)]));
  expect(judged).toEqual({
    P1: 'false',
    P2: 'false',
    P3: 'false',
    P4: 'false',
    P5: 'real',
    P6: 'real',
    P7: 'real',
    P8: 'real',
    P9: 'false',
    P10: 'false',
    P11: 'other',
  });
});

it('an answer that nobody has accepted yet judges nothing: the alert is open', () => {
  const open = alertStates.filter((state) => judgementOf(state, 'P5') === 'open');
  expect(open).toEqual(alertStates.filter((state) => !(endedStates as readonly string[]).includes(state)));
});

it('a dismissed alert is counted apart, and one that newer data took back not at all', () => {
  const sum = sumJudgedAlerts([
    { state: 'closed', problemType: 'P5', alerts: 3, lost: 1 },
    { state: 'closed', problemType: 'P8', alerts: 1, lost: 1 },
    { state: 'closed', problemType: 'P3', alerts: 5, lost: 4 },
    { state: 'dismissed', problemType: null, alerts: 2, lost: 2 },
    { state: 'raised', problemType: null, alerts: 7, lost: 0 },
    { state: 'withdrawn', problemType: 'P5', alerts: 9, lost: 9 },
  ]);
  expect(sum).toEqual({
    real: { alerts: 4, lost: 2 },
    false: { alerts: 5, lost: 4 },
    dismissed: { alerts: 2, lost: 2 },
    open: { alerts: 7, lost: 0 },
    other: { alerts: 0, lost: 0 },
  });
});

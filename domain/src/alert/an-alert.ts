import type { Alert, AlertHit } from './alert.js';

/** An alert as tests need it; everything not named is an ordinary one, just raised. */
export function anAlert(named: Partial<Alert> = {}): Alert {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    number: '津预2026-000001',
    indicator: 'DY01',
    indicatorVersion: 1,
    agency: '120101',
    line: '110',
    subject: 'P1',
    period: null,
    firstPeriod: '202607',
    severity: 'high',
    state: 'raised',
    revision: 0,
    continues: true,
    grouped: false,
    lookBackCutShort: false,
    hits: 1,
    observed: '1',
    threshold: '0',
    amount: '100',
    raisedAt: '2026-08-17T17:00:00Z',
    screenedAt: null,
    dispatchedAt: null,
    autoReceiptOn: null,
    receivedOn: null,
    receivedAt: null,
    answerDueOn: null,
    returnedAt: null,
    returnDueOn: null,
    calendarVersion: null,
    waitingForCalendar: false,
    answeredAt: null,
    answeredLate: null,
    answerRound: 0,
    problemType: null,
    closedAt: null,
    closedOn: null,
    newSinceAnswer: false,
    recurrenceOf: null,
    linkedTo: null,
    again: false,
    baseline: false,
    ...named,
  };
}

/** A row behind the alert above. */
export function aHit(named: Partial<AlertHit> = {}): AlertHit {
  return {
    subject: 'P1',
    hitKey: 'pay-1',
    period: '202607',
    live: true,
    relatedKey: null,
    firstPeriod: '202607',
    observed: '1',
    threshold: '0',
    amount: '100',
    severity: null,
    indicatorVersion: 1,
    evidence: {},
    foundAt: '2026-08-17T17:00:00Z',
    ...named,
  };
}

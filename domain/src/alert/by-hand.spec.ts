import { builtInCalendar as calendar } from '../calendar/index.js';
import { describe, expect, it } from 'vitest';
import { anAlert } from './an-alert.js';
import {
  availableCommands,
  decide,
  defaultAlertSettings,
  handIndicator,
  raiseByHand,
  type Commander,
} from './index.js';

const now = '2026-10-20T01:00:00Z';
const given = {
  agency: '120101',
  line: '110',
  subject: 'P1',
  severity: 'high' as const,
  firstPeriod: '202606',
  amount: '8412.00',
  source: { kind: 'complaint' as const, number: '津信〔2026〕31号', on: '2026-10-19' },
};
const as = (account: string): Commander => ({
  kind: 'user',
  account,
  roles: ['supervision_officer'],
  organisation: '120000',
});
const byHand = anAlert({ ...raiseByHand(given, { now, account: 'first' }).alert });
const command = (name: 'screen' | 'dismiss', by: Commander) =>
  decide(
    byHand,
    { command: name, revision: 0, reason: '核对过' },
    { now, by, calendar, settings: defaultAlertSettings },
  );

describe('an alert by hand', () => {
  it('stands raised, without hits and without a month of its own', () => {
    expect(byHand).toMatchObject({
      indicator: handIndicator,
      state: 'raised',
      hits: 0,
      amount: '8412.00',
      period: null,
      continues: false,
      raisedBy: 'first',
    });
  });

  it('is screened or dismissed by another officer than the one who raised it', () => {
    for (const name of ['screen', 'dismiss'] as const) {
      expect(() => command(name, as('first'))).toThrow('NEEDS_ANOTHER_PERSON');
      expect(command(name, as('second')).alert.state).toBe(name === 'screen' ? 'screened' : 'dismissed');
    }
    const names = (account: string) =>
      availableCommands(byHand, { roles: ['supervision_officer'], account }, defaultAlertSettings).map(
        (one) => one.command,
      );
    expect(names('first')).toEqual([]);
    expect(names('second')).toEqual(['screen', 'dismiss']);
  });

  it('cannot come, or begin, after today', () => {
    const source = { ...given.source, on: '2026-10-21' };
    expect(() => raiseByHand({ ...given, source }, { now, account: 'a' })).toThrow('source.on');
    expect(() => raiseByHand({ ...given, firstPeriod: '202611' }, { now, account: 'a' })).toThrow('firstPeriod');
  });
});

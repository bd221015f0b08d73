import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting } from '../world.js';
import { changeControl } from './change-control.js';

/** Passwords that nobody has changed for a year. */
export const nk21: Planting = {
  control(world) {
    const { findings } = world;
    // Older than a year from July on, changed in September.
    changeControl(
      world,
      '120110',
      periodsBetween('202606', '202608'),
      'system_account',
      { account_no: 'u011' },
      {
        password_changed_on: '2025-07-20',
        auth_method: 'password',
      },
    );
    changeControl(
      world,
      '120110',
      ['202609'],
      'system_account',
      { account_no: 'u011' },
      {
        password_changed_on: '2026-09-03',
        auth_method: 'password',
      },
    );
    findings.nearMiss('NK21', '120110', '000', '120110', 'u011', '202606', '距上次改密 345 日');
    for (const period of periodsBetween('202607', '202608'))
      findings.hit('NK21', '120110', '000', '120110', 'u011', period);
    findings.nearMiss('NK21', '120110', '000', '120110', 'u011', '202609', '9 月已改密');
    // Not a year old before the last day of September.
    changeControl(
      world,
      '120106',
      demoPeriods,
      'system_account',
      { account_no: 'u005' },
      {
        password_changed_on: '2025-09-29',
      },
    );
    findings.nearMiss('NK21', '120106', '000', '120106', 'u005', '202608', '距上次改密 336 日');
    findings.hit('NK21', '120106', '000', '120106', 'u005', '202609');
    // New posts that the plans of NK03 and CW17 give.
    for (const period of periodsBetween('202608', '202609')) {
      findings.hit('NK21', '120104', '000', '120104', 'u004', period);
      findings.hit('NK21', '120113', '000', '120113', 'u011', period);
    }
    changeControl(
      world,
      '120118',
      ['202608'],
      'system_account',
      { account_no: 'u004' },
      {
        password_changed_on: null,
        auth_method: 'password',
      },
    );
    findings.cannotDecide('NK21', '120118', '000', '120118', 'u004', '202608');
  },
};

import type { DemoPeriod } from '../months.js';
import type { Planting } from '../world.js';
import { addControl } from './change-control.js';

interface Case {
  agency: string;
  period: DemoPeriod;
  /** Time of the day's second login, from another device. */
  then: string;
  method?: string;
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120104', period: '202607', then: '14:05:20' },
  { agency: '120115', period: '202609', then: '14:10:00' },
  { agency: '120110', period: '202608', then: '14:10:01', why: '两次登录相隔超过 10 分钟' },
  { agency: '120118', period: '202609', then: '16:00:00', method: 'password' },
];

/** One account in two places within minutes, and a login by password. */
export const nk14: Planting = {
  control(world) {
    for (const { agency, period, then, method, why } of cases) {
      const day = `${period.slice(0, 4)}-${period.slice(4)}-16`;
      const login = (order: number, time: string, device: string) => ({
        login_no: `D${period}9000${order}`,
        account_no: 'u003',
        logged_in_at: `${day}T${time}`,
        ip: `10.12.90.${order}`,
        device,
        method: method ?? 'certificate',
        succeeded: 'true',
      });
      addControl(world, agency, [period], 'login_log', [
        login(1, '14:00:00', `PC-${agency}-901`),
        login(2, then, `PC-${agency}-902`),
      ]);
      if (why) world.findings.nearMiss('NK14', agency, '000', 'S003', 'S003', period, why);
      else world.findings.hit('NK14', agency, '000', 'S003', 'S003', period);
    }
  },
};

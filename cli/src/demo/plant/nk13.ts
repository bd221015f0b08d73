import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting } from '../world.js';
import { addControl } from './change-control.js';

/** Second accounts; the one at two agencies lies in the plan of NK03. */
export const nk13: Planting = {
  control(world) {
    const { findings } = world;
    // The person of two staff numbers in the plan of NK01 has an account for each.
    for (const period of demoPeriods) findings.hit('NK13', '120116', '000', 'S005', 'S005', period);
    const second = (account_no: string, staff_no: string, status: string) => ({
      account_no,
      staff_no,
      status,
      status_at: '2026-08-11T09:20:00',
      password_changed_on: '2026-08-11',
      auth_method: 'certificate',
    });
    const periods = periodsBetween('202608', '202609');
    addControl(world, '120102', periods, 'system_account', [second('u903', 'S003', 'active')]);
    addControl(world, '120115', periods, 'system_account', [second('u902', 'S002', 'frozen')]);
    for (const period of periods) {
      findings.hit('NK13', '120102', '000', 'S003', 'S003', period);
      findings.nearMiss('NK13', '120115', '000', 'S002', 'S002', period, '另一个账号已冻结');
    }
  },
};

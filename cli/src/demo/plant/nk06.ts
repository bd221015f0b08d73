import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting } from '../world.js';
import { addControl, changeControl, dutyRow } from './change-control.js';

/** Terms of more than sixty months, and high-risk posts of clerks who are not on the permanent staff. */
export const nk06AndNk07: Planting = {
  control(world) {
    const { findings } = world;
    const start = (agency: string, duty_no: string, from_date: string) =>
      changeControl(world, agency, demoPeriods, 'duty', { duty_no }, { from_date });
    start('120115', 'G011', '2020-03-02');
    for (const period of demoPeriods) findings.hit('NK06', '120115', '000', 'S011', 'S011', period);
    start('120102', 'G007', '2021-07-15');
    for (const period of periodsBetween('202607', '202609')) {
      findings.hit('NK06', '120102', '000', 'S007', 'S007', period);
    }
    // Two entries of the ledger, one after the other.
    start('120104', 'G006', '2024-01-01');
    addControl(world, '120104', demoPeriods, 'duty', [
      dutyRow({
        duty_no: 'G106',
        staff_no: 'S006',
        post_class: 'business',
        post: '复核岗',
        matter: '业务复核',
        risk_point: '审核把关不严',
        risk_level: 'high',
        permission: '复核岗权限',
        from_date: '2019-05-06',
        to_date: '2023-12-31',
      }),
    ]);
    for (const period of demoPeriods) findings.hit('NK06', '120104', '000', 'S006', 'S006', period);
    start('120114', 'G009', '2021-09-30');
    findings.nearMiss('NK06', '120114', '000', 'S009', 'S009', '202609', '到月末正好满 60 个月');

    const employ = (agency: string, staff_no: string, employment: string, periods = demoPeriods.slice()) =>
      changeControl(world, agency, periods, 'staff', { staff_no }, { employment });
    employ('120111', 'S006', 'contract');
    for (const period of demoPeriods) findings.hit('NK07', '120111', '000', 'S006', 'S006', period);
    const dispatched = periodsBetween('202608', '202609');
    employ('120119', 'S011', 'dispatched', dispatched);
    for (const period of dispatched) findings.hit('NK07', '120119', '000', 'S011', 'S011', period);
    employ('120113', 'S001', 'contract');
    for (const period of demoPeriods) {
      findings.nearMiss('NK07', '120113', '000', 'S001', 'S001', period, '编外人员在受理岗，不是高风险岗位');
    }
  },
};

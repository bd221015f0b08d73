import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting } from '../world.js';
import { addClerk, addControl, dutyRow } from './change-control.js';

/** Posts that do not go together. */
export const nk03: Planting = {
  control(world) {
    const { findings } = world;
    // A first reviewer who audits too, from August on.
    const audited = periodsBetween('202608', '202609');
    addControl(world, '120104', audited, 'duty', [
      dutyRow({
        duty_no: 'G104',
        staff_no: 'S004',
        post_class: 'audit',
        post: '稽核内控岗',
        matter: '内控检查',
        permission: '初审岗权限',
        from_date: '2026-08-03',
      }),
    ]);
    for (const period of audited) findings.hit('NK03', '120104', '000', 'S004', 'S004', period);

    // The auditor of one agency accepts business at the next, with an account there.
    const auditor = world.controlOf('120113').staff.find(({ no }) => no === 'S013');
    if (!auditor) throw new RangeError('no auditor');
    addClerk(world, '120112', { no: 'S016', name: auditor.name, personHash: auditor.personHash }, 'S003');
    for (const period of demoPeriods) {
      for (const code of ['NK03', 'NK13'] as const) {
        findings.hit(code, '120112', '000', 'S016', 'S016', period);
        findings.hit(code, '120113', '000', 'S013', 'S013', period);
      }
    }

    // Settling benefits and checking qualification; at the other agency the second matter ended in time.
    for (const [agency, until] of [
      ['120118', null],
      ['120117', '2026-09-29'],
    ] as const) {
      addControl(world, agency, ['202609'], 'duty', [
        settling('G202', '待遇核定', null),
        settling('G302', '待遇领取资格认证', until),
      ]);
    }
    findings.hit('NK03', '120118', '000', 'S002', 'S002', '202609');
    findings.nearMiss('NK03', '120117', '000', 'S002', 'S002', '202609', '资格认证岗位在月末前一天已结束');
  },
};

const settling = (duty_no: string, matter: string, to_date: string | null) =>
  dutyRow({
    duty_no,
    staff_no: 'S002',
    post_class: 'business',
    post: '受理岗',
    matter,
    permission: '受理岗权限',
    from_date: '2026-09-01',
    to_date,
  });

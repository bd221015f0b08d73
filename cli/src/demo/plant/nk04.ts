import { periodsBetween } from '../months.js';
import type { Planting } from '../world.js';
import { addControl, changeControl, requestRow } from './change-control.js';

/** A permission of another class than its holder's posts; a common one may be given to everybody. */
export const nk04: Planting = {
  control(world) {
    const { findings } = world;
    const periods = periodsBetween('202607', '202609');
    for (const [agency, permission, post_class] of [
      ['120106', '会计岗权限', 'finance'],
      ['120105', '通用查询', 'common'],
    ] as const) {
      const request_no = `SQ202607${agency}`;
      const held = { account_no: 'u005', permission, post_class, granted_on: '2026-07-14', request_no };
      addControl(world, agency, periods, 'permission', [held]);
      addControl(world, agency, ['202607'], 'permission_request', [
        requestRow({ request_no, account_no: 'u005', permission }, '2026-07-14'),
      ]);
      changeControl(world, agency, periods, 'duty', { duty_no: 'G005' }, { permission: `初审岗权限、${permission}` });
    }
    for (const period of periods) {
      findings.hit('NK04', '120106', '000', 'S005', 'S005', period);
      findings.nearMiss('NK04', '120105', '000', 'S005', 'S005', period, '通用查询权限不限类别');
    }
    findings.nearMiss('NK12', '120106', '000', 'S005', 'S005', '202607', '新增权限有已核准的申请');
  },
};

import { demoAgencies } from '../region.js';
import type { Planting } from '../world.js';
import { periodsBetween } from '../months.js';
import { addControl, changeControl, requestRow } from './change-control.js';

/** Requests that are done late, and permissions that nobody asked for. */
export const nk11AndNk12: Planting = {
  control(world) {
    const { findings } = world;
    addControl(world, '120102', ['202608'], 'permission_request', [
      requestRow(
        {
          request_no: 'SQ202608901',
          kind: 'configure',
          account_no: 'u003',
          permission: null,
          done_at: '2026-08-14T09:30:00',
        },
        '2026-08-10',
      ),
    ]);
    findings.hit('NK11', '120102', '000', '120102', 'SQ202608901', '202608');
    addControl(world, '120118', ['202609'], 'permission_request', [
      requestRow(
        { request_no: 'SQ202609901', account_no: 'u004', permission: '查询导出', done_by: null, done_at: null },
        '2026-09-24',
      ),
    ]);
    findings.hit('NK11', '120118', '000', '120118', 'SQ202609901', '202609');
    addControl(world, '120104', ['202607'], 'permission_request', [
      requestRow(
        {
          request_no: 'SQ202607901',
          kind: 'configure',
          account_no: 'u003',
          permission: null,
          done_at: '2026-07-15T17:10:00',
        },
        '2026-07-13',
      ),
    ]);
    findings.nearMiss('NK11', '120104', '000', '120104', 'SQ202607901', '202607', '核准后第 2 个工作日办结');

    // June has no month before it.
    for (const { code } of demoAgencies) findings.cannotDecide('NK12', code, '000', code, 'total', '202606');
    const held = periodsBetween('202607', '202609');
    addControl(world, '120110', held, 'permission', [
      {
        account_no: 'u004',
        permission: '复核岗权限',
        post_class: 'business',
        granted_on: '2026-07-22',
        request_no: null,
      },
    ]);
    changeControl(world, '120110', held, 'duty', { duty_no: 'G004' }, { permission: '初审岗权限、复核岗权限' });
    findings.hit('NK12', '120110', '000', 'S004', 'S004', '202607');
    findings.nearMiss('NK12', '120110', '000', 'S004', 'S004', '202608', '与上月相同的权限');
    changeControl(world, '120119', ['202609'], 'permission', { account_no: 'u010' }, { granted_on: '2026-09-15' });
    findings.hit('NK12', '120119', '000', 'S010', 'S010', '202609');
  },
};

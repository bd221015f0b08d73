import { keyedHash } from '../keyed-hash.js';
import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting, World } from '../world.js';
import { addControl, changeControl, dutyRow } from './change-control.js';

/** Somebody who maintains permissions, with ledger, account and permission that agree. */
function addMaintainer(world: World, agency: string, name: string, org_level: 'county' | 'city'): void {
  const staff_no = 'S019';
  const permission = '权限维护岗权限';
  const absence = { absent_from: null, absent_to: null, absence_kind: null };
  const gone = { left_on: null, left_kind: null, investigated_from: null };
  const person_hash = keyedHash(`${agency}${staff_no.slice(1)}`);
  const add = (table: string, row: Parameters<typeof dutyRow>[0]) =>
    addControl(world, agency, demoPeriods, table, [row]);
  add('staff', { staff_no, person_hash, name, employment: 'permanent', org_level, ...absence, ...gone });
  const post = { post_class: 'system_admin', post: '权限维护岗', matter: '岗位权限配置' };
  add('duty', dutyRow({ duty_no: 'G019', staff_no, ...post, permission, from_date: '2024-03-01' }));
  add('system_account', {
    account_no: 'u019',
    staff_no,
    status: 'active',
    status_at: '2024-03-01T09:00:00',
    password_changed_on: '2026-03-02',
    auth_method: 'certificate',
  });
  add('permission', {
    account_no: 'u019',
    permission,
    post_class: 'system_admin',
    granted_on: '2024-03-01',
    request_no: null,
  });
}

/** Permissions that a county maintains itself, and internal audit without permanent staff. */
export const nk22AndNk23: Planting = {
  control(world) {
    const { findings } = world;
    addMaintainer(world, '120119', '沈立', 'county');
    addMaintainer(world, '120113', '吕凤', 'city');
    for (const period of demoPeriods) {
      findings.hit('NK22', '120119', '000', '120119', 'total', period);
      findings.nearMiss('NK22', '120113', '000', '120113', 'total', period, '权限维护人员由市级派驻');
    }

    const fromAugust = periodsBetween('202608', '202609');
    changeControl(world, '120117', fromAugust, 'staff', { staff_no: 'S013' }, { employment: 'contract' });
    for (const period of fromAugust) findings.hit('NK23', '120117', '000', '120117', 'total', period);
    const post = { post_class: 'finance', post: '会计岗', matter: '会计核算', permission: '会计岗权限' };
    addControl(world, '120112', demoPeriods, 'duty', [
      dutyRow({ duty_no: 'G113', staff_no: 'S013', ...post, from_date: '2022-03-01', to_date: '2024-02-29' }),
    ]);
    findings.nearMiss('NK23', '120112', '000', '120112', 'total', '202609', '稽核人员兼任的会计岗早已结束');
  },
};

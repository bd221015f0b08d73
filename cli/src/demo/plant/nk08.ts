import { periodsBetween, type DemoPeriod } from '../months.js';
import type { Row } from '../rows.js';
import type { Planting, World } from '../world.js';
import { addClerk, changeControl, dropControl } from './change-control.js';
import { handleBusiness } from './handle-business.js';

/** A clerk of the counter who does no business and does not log in from some month on. */
function awayFrom(world: World, agency: string, name: string, from: DemoPeriod, staff: Row): void {
  addClerk(world, agency, { no: 'S017', name }, 'S003');
  const periods = periodsBetween(from, '202609');
  dropControl(world, agency, periods, 'login_log', { account_no: 'u017' });
  changeControl(world, agency, periods, 'staff', { staff_no: 'S017' }, staff);
}

const setAccount = (world: World, agency: string, from: DemoPeriod, status: string, status_at: string) =>
  changeControl(
    world,
    agency,
    periodsBetween(from, '202609'),
    'system_account',
    { account_no: 'u017' },
    { status, status_at },
  );

/** The post ends and the permissions go; the account is another matter. */
function leave(world: World, agency: string, from: DemoPeriod, on: string): void {
  const periods = periodsBetween(from, '202609');
  changeControl(world, agency, periods, 'duty', { duty_no: 'G017' }, { to_date: on });
  dropControl(world, agency, periods, 'permission', { account_no: 'u017' });
}

/** Accounts of clerks who are absent for long, have left or are under investigation. */
export const nk08AndNk09AndNk10: Planting = {
  control(world) {
    const { findings } = world;
    const hit = (code: 'NK08' | 'NK09' | 'NK10', agency: string, ...periods: DemoPeriod[]) => {
      for (const period of periods) findings.hit(code, agency, '000', 'S017', 'S017', period);
    };

    // Frozen in September at last.
    awayFrom(world, '120105', '郑立', '202606', { absent_from: '2026-04-01', absence_kind: 'sick' });
    setAccount(world, '120105', '202609', 'frozen', '2026-09-04T10:12:00');
    hit('NK08', '120105', '202607', '202608');
    findings.nearMiss('NK08', '120105', '000', 'S017', 'S017', '202609', '账号已冻结，没有再使用');
    awayFrom(world, '120114', '何敏', '202606', {
      absent_from: '2026-05-06',
      absent_to: '2027-05-05',
      absence_kind: 'secondment',
    });
    hit('NK08', '120114', '202608', '202609');
    awayFrom(world, '120110', '罗静', '202607', { absent_from: '2026-06-28', absence_kind: 'maternity' });
    findings.nearMiss('NK08', '120110', '000', 'S017', 'S017', '202609', '满三个月后第 2 个工作日，仍在期限内');

    // Cancelled in August, but used once more before.
    awayFrom(world, '120103', '冯国', '202607', { left_on: '2026-07-20', left_kind: 'retired' });
    leave(world, '120103', '202607', '2026-07-20');
    setAccount(world, '120103', '202608', 'cancelled', '2026-08-12T16:30:00');
    handleBusiness(
      world,
      '120103',
      '2026-08-05',
      [
        ['accept', 'S017', 9],
        ['first_review', 'S004', 10],
        ['second_review', 'S006', 14],
        ['approval', 'S008', 15],
      ],
      { operation: '参保登记' },
    );
    hit('NK09', '120103', '202607', '202608');
    findings.nearMiss('NK09', '120103', '000', 'S017', 'S017', '202609', '账号已注销，没有再使用');
    // Left on the last day of August and gone from the table of staff.
    awayFrom(world, '120116', '谢芳', '202608', { left_on: '2026-08-31', left_kind: 'transferred' });
    leave(world, '120116', '202608', '2026-08-31');
    dropControl(world, '120116', ['202609'], 'staff', { staff_no: 'S017' });
    findings.nearMiss('NK09', '120116', '000', 'S017', 'S017', '202608', '月末当天离岗，期限未到');
    hit('NK09', '120116', '202609');
    awayFrom(world, '120118', '邓平', '202609', { left_on: '2026-09-28', left_kind: 'resigned' });
    leave(world, '120118', '202609', '2026-09-28');
    findings.nearMiss('NK09', '120118', '000', 'S017', 'S017', '202609', '离岗后第 2 个工作日，仍在期限内');

    awayFrom(world, '120117', '韩松', '202608', { investigated_from: '2026-08-17' });
    hit('NK10', '120117', '202608', '202609');
    awayFrom(world, '120106', '唐宁', '202609', { investigated_from: '2026-09-01' });
    setAccount(world, '120106', '202609', 'frozen', '2026-09-02T09:05:00');
    findings.nearMiss('NK10', '120106', '000', 'S017', 'S017', '202609', '账号次日已冻结');
  },
};

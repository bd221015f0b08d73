import { addDays } from '@fundwatch/domain/calendar';
import type { ControlBook } from './control-book.js';
import { atSecond, clock, demoMonths, demoPeriods, workingDaysOf, type DemoPeriod } from './months.js';
import type { Rows } from './rows.js';

/** The control package of one agency × month. */
export function controlRows(control: ControlBook, period: DemoPeriod): Record<string, Rows> {
  const district = Number(control.agency.slice(-2));
  const accountOf = (staffNo: string) => `u${staffNo.slice(1)}`;
  const addressOf = (staffNo: string) => `10.12.${district}.${Number(staffNo.slice(1)) + 20}`;
  const log = control.log[period];
  return {
    staff: control.staff.map((staff) => ({
      staff_no: staff.no,
      person_hash: staff.personHash,
      name: staff.name,
      employment: 'permanent',
      org_level: 'county',
      absent_from: null,
      absent_to: null,
      absence_kind: null,
      left_on: null,
      left_kind: null,
      investigated_from: null,
    })),
    duty: control.staff.map((staff) => ({
      duty_no: `G${staff.no.slice(1)}`,
      staff_no: staff.no,
      post_class: staff.postClass,
      post: staff.post,
      matter: staff.matter,
      process: '受理、初审、复核、审核',
      risk_point: staff.riskLevel === 'high' ? '审核把关不严' : '资料不全',
      risk_level: staff.riskLevel,
      permission: `${staff.post}权限`,
      control_measure: '分级授权，定期抽查',
      from_date: '2024-03-01',
      to_date: null,
    })),
    system_account: control.staff.map((staff) => ({
      account_no: accountOf(staff.no),
      staff_no: staff.no,
      status: 'active',
      status_at: '2024-03-01T09:00:00',
      password_changed_on: '2026-03-02',
      auth_method: 'certificate',
    })),
    permission: control.staff.map((staff) => ({
      account_no: accountOf(staff.no),
      permission: `${staff.post}权限`,
      post_class: staff.postClass,
      granted_on: '2024-03-01',
      request_no: null,
    })),
    // Every month an account is set up anew on request.
    permission_request: [
      {
        request_no: `SQ${period}001`,
        kind: 'configure',
        account_no: accountOf('S002'),
        permission: null,
        applicant: 'S009',
        reviewed_by: 'S013',
        approved_by: 'S008',
        approved_at: atSecond(workingDaysOf(period)[6]!, clock(10, 20)),
        done_by: 'S014',
        done_at: atSecond(workingDaysOf(period)[7]!, clock(9, 40)),
      },
    ],
    operation_log: log.map((entry) => ({
      log_no: entry.logNo,
      business_no: entry.businessNo,
      operation: entry.operation,
      risk_level: entry.riskLevel,
      step: entry.step,
      staff_no: entry.staffNo,
      account_no: entry.staffNo === null ? null : accountOf(entry.staffNo),
      operated_at: entry.at,
      ip: entry.staffNo === null ? null : addressOf(entry.staffNo),
      device: entry.staffNo === null ? null : `PC-${control.agency}-${entry.staffNo.slice(1)}`,
      batch: 'false',
      self_service: String(entry.selfService),
      person_no: entry.personNo,
      before_hash: null,
      after_hash: null,
    })),
    login_log: loginRows(control, period, accountOf, addressOf),
    control_report: [
      {
        report_no: `NB${period}`,
        population: String(populationOf(control, period)),
        sampled: String(Math.ceil(populationOf(control, period) / 10)),
        problems: '0',
        reported_on: addDays(demoMonths[period].firstDay, 8),
      },
    ],
  };
}

/** Businesses of the month before; a typical month for the first. */
function populationOf(control: ControlBook, period: DemoPeriod): number {
  const before = demoPeriods[demoPeriods.indexOf(period) - 1];
  return before ? new Set(control.log[before].map((entry) => entry.businessNo)).size : 40;
}

function loginRows(
  control: ControlBook,
  period: DemoPeriod,
  accountOf: (staffNo: string) => string,
  addressOf: (staffNo: string) => string,
): Rows {
  const days = workingDaysOf(period).filter((_, index) => index % 5 === 0);
  return days
    .flatMap((day) => control.staff.map((staff, index) => ({ day, staff, index })))
    .map(({ day, staff, index }, order) => ({
      login_no: `D${period}${String(order + 1).padStart(5, '0')}`,
      account_no: accountOf(staff.no),
      logged_in_at: atSecond(day, clock(8, 35) + index * 41),
      ip: addressOf(staff.no),
      device: `PC-${control.agency}-${staff.no.slice(1)}`,
      method: 'certificate',
      succeeded: 'true',
    }));
}

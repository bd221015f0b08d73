import type { LogEntry } from '../control-book.js';
import { atSecond, clock, type DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';
import { handleBusiness } from './handle-business.js';

const steps = [
  ['accept', 'S001', 9],
  ['first_review', 'S004', 10],
  ['second_review', 'S006', 14],
  ['approval', 'S008', 16],
] as const;

function acceptInBulk(
  world: World,
  agency: string,
  staff: string,
  day: string,
  hour: number,
  count: number,
): LogEntry[] {
  const period = (day.slice(0, 4) + day.slice(5, 7)) as DemoPeriod;
  const control = world.controlOf(agency);
  return Array.from({ length: count }, (_, index) =>
    control.step(period, control.newBusinessNo(period), 'accept', staff, atSecond(day, clock(hour, 3 + index * 4, 9)), {
      operation: '参保登记',
      riskLevel: 'low',
    }),
  );
}

/** Steps at night and on days off. */
export const nk17: Planting = {
  control(world) {
    const { findings } = world;
    const hits = (agency: string, period: DemoPeriod, entries: readonly LogEntry[]) => {
      for (const entry of entries) findings.hit('NK17', agency, '000', entry.staffNo ?? '', () => entry.logNo, period);
    };
    const high = { operation: '待遇补发', riskLevel: 'high' } as const;
    // Approved at half past nine in the evening.
    const evening = handleBusiness(
      world,
      '120112',
      '2026-07-15',
      [...steps.slice(0, 3), ['approval', 'S008', 21]],
      high,
    );
    hits('120112', '202607', evening.slice(3));
    // A whole matter on a Saturday.
    hits('120104', '202608', handleBusiness(world, '120104', '2026-08-22', steps, high));
    hits('120116', '202609', acceptInBulk(world, '120116', 'S002', '2026-09-13', 10, 10));

    const nine = acceptInBulk(world, '120119', 'S003', '2026-07-22', 20, 9);
    for (const entry of nine)
      findings.nearMiss('NK17', '120119', '000', 'S003', () => entry.logNo, '202607', '一般业务当月 9 笔，不足 10 笔');
    for (const entry of handleBusiness(world, '120102', '2026-09-20', steps, high))
      findings.nearMiss('NK17', '120102', '000', entry.staffNo ?? '', () => entry.logNo, '202609', '调休上班的星期日');
    const control = world.controlOf('120114');
    const night = control.step('202608', control.newBusinessNo('202608'), 'approval', 'S009', '2026-08-20T23:12:40', {
      operation: '网上资格认证',
      riskLevel: 'high',
      selfService: true,
    });
    findings.nearMiss('NK17', '120114', '000', 'S009', () => night.logNo, '202608', '自助渠道夜间自动办结');
  },
};

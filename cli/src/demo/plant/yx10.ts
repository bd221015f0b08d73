import { demoPeriods, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Row } from '../rows.js';
import type { Planting, World } from '../world.js';

/** Half a percent of the insured, at least one of them, suspend in each of these months. */
const losses: readonly { agency: string; line: DemoLine; months: readonly DemoPeriod[] }[] = [
  { agency: '120114', line: '120', months: ['202607', '202608', '202609'] },
  { agency: '120103', line: '210', months: ['202608', '202609'] },
];

/** Insured persons who grow fewer month by month. */
export const yx10: Planting = {
  drafts(world) {
    for (const { agency, line, months } of losses) {
      for (const period of demoPeriods) {
        const steps = months.filter((month) => month <= period).length;
        if (steps > 0) suspend(world, agency, line, period, steps);
      }
    }
    const { findings } = world;
    findings.hit('YX10', '120114', '120', '120114', 'total', '202609');
    for (const period of ['202607', '202608'])
      findings.cannotDecide('YX10', '120114', '120', '120114', 'total', period);
    findings.nearMiss('YX10', '120103', '210', '120103', 'total', '202609', '只有两个月连续减少');
  },
};

/** The suspended persons are gone from the count of the report too. */
function suspend(world: World, agency: string, line: DemoLine, period: DemoPeriod, steps: number): void {
  const lost = (insured: number) => Math.ceil(insured / 200) * steps;
  const place = { agency, line, period };
  world.slips.push({
    ...place,
    dataset: 'business',
    spoil: (tables) => {
      const rows = tables['enrolment'] ?? [];
      const paying = [...new Set(rows.filter((row) => row['status'] === 'paying').map((row) => row['person_no']))];
      const gone = new Set(paying.slice(-lost(paying.length)));
      const enrolment = rows.map((row): Row => (gone.has(row['person_no']) ? { ...row, status: 'suspended' } : row));
      return { ...tables, enrolment };
    },
  });
  world.slips.push({
    ...place,
    dataset: 'finance',
    spoil: (tables) => {
      const fund_report = (tables['fund_report'] ?? []).map((row): Row => {
        if (row['report_line'] !== 'insured_count') return row;
        const insured = Number(row['month_amount']);
        const left = `${insured - lost(insured)}.00`;
        return { ...row, month_amount: left, year_amount: left };
      });
      return { ...tables, fund_report };
    },
  });
}

import type { DemoPeriod } from '../months.js';
import type { DemoDataset } from '../region.js';
import type { Planting } from '../world.js';

/** Tables that a first version left out; refused, and sent again whole after the due day or before it. */
const missing = [
  {
    agency: '120103',
    line: '410',
    dataset: 'business',
    period: '202608',
    table: 'qualification_check',
    firstSentAt: '2026-09-14T15:10:00+08:00',
    correctedSentAt: '2026-09-18T09:30:00+08:00',
    why: null,
  },
  {
    agency: '120104',
    line: '170',
    dataset: 'business',
    period: '202608',
    table: 'bank_return',
    firstSentAt: '2026-09-08T10:15:00+08:00',
    correctedSentAt: '2026-09-11T11:05:00+08:00',
    why: '缺表的首次报送在截止日前已补齐',
  },
] as const;

/** Tables without a row in a month, after months with rows. */
const emptied: readonly { agency: string; line: string; dataset: DemoDataset; period: DemoPeriod; table: string }[] = [
  { agency: '120101', line: '000', dataset: 'control', period: '202609', table: 'login_log' },
  { agency: '120105', line: '000', dataset: 'control', period: '202608', table: 'control_report' },
];

/** Incomplete packages. */
export const dq02: Planting = {
  drafts({ findings, resubmissions, slips }) {
    for (const { agency, line, dataset, period, table, why, ...sent } of missing) {
      resubmissions.push({ agency, line, dataset, period, ...sent, spoil: (tables) => tables, lacks: table });
      if (why) findings.nearMiss('DQ02', agency, line, agency, dataset, period, why);
      else {
        findings.hit('DQ02', agency, line, agency, dataset, period);
        findings.hit('DQ01', agency, line, agency, dataset, period);
      }
    }
    for (const { table, ...place } of emptied) {
      slips.push({ ...place, spoil: (tables) => ({ ...tables, [table]: [] }) });
      const { agency, line, dataset, period } = place;
      if (table === 'login_log') findings.hit('DQ02', agency, line, agency, dataset, period);
      else findings.nearMiss('DQ02', agency, line, agency, dataset, period, '内控月度核查不是必报表');
    }
  },
};

import type { DemoPeriod } from '../months.js';
import type { Rows } from '../rows.js';
import type { Planting } from '../world.js';

interface Case {
  indicator: 'DQ10' | 'DQ12';
  agency: string;
  line: string;
  period: DemoPeriod;
  firstSentAt: string;
  correctedSentAt: string;
  table: string;
  column: string;
  /** What the first row of the table holds instead. */
  value: string | null;
  reason: string;
  /** Nothing is raised where the corrected version came in time. */
  why?: string;
}

const cases: readonly Case[] = [
  {
    indicator: 'DQ12',
    agency: '120114',
    line: '210',
    period: '202607',
    firstSentAt: '2026-08-13T10:50:00+08:00',
    correctedSentAt: '2026-08-21T09:15:00+08:00',
    table: 'person',
    column: 'person_status',
    value: 'laid_off',
    reason: 'the value is not in the code list',
  },
  {
    indicator: 'DQ12',
    agency: '120112',
    line: '170',
    period: '202608',
    firstSentAt: '2026-09-07T14:05:00+08:00',
    correctedSentAt: '2026-09-10T10:35:00+08:00',
    table: 'benefit_payment',
    column: 'channel',
    value: 'wire',
    reason: 'the value is not in the code list',
    why: '代码越界的首次报送在截止日前已更正',
  },
  {
    indicator: 'DQ10',
    agency: '120101',
    line: '410',
    period: '202606',
    firstSentAt: '2026-07-13T11:30:00+08:00',
    correctedSentAt: '2026-07-29T15:45:00+08:00',
    table: 'person',
    column: 'name',
    value: null,
    reason: 'a required value is missing',
  },
  {
    indicator: 'DQ10',
    agency: '120116',
    line: '120',
    period: '202607',
    firstSentAt: '2026-08-07T09:55:00+08:00',
    correctedSentAt: '2026-08-12T13:40:00+08:00',
    table: 'benefit_payment',
    column: 'person_no',
    value: null,
    reason: 'a required value is missing',
    why: '必填项为空的首次报送在截止日前已更正',
  },
];

/** First versions that were refused for one cell: a value outside its code list (DQ12) or a missing one (DQ10). */
export const dq10AndDq12: Planting = {
  drafts({ findings, resubmissions }) {
    for (const { indicator, agency, line, period, table, column, value, reason, why, ...sent } of cases) {
      const dataset = 'business' as const;
      const spoil = (tables: Record<string, Rows>) => ({
        ...tables,
        [table]: (tables[table] ?? []).map((row, index) => (index === 0 ? { ...row, [column]: value } : row)),
      });
      const wrongCell = { table, column, reason };
      resubmissions.push({ agency, line, dataset, period, ...sent, spoil, wrongCell });
      const key = `${table}.${column}`;
      if (why) findings.nearMiss(indicator, agency, line, agency, key, period, why);
      else {
        findings.hit(indicator, agency, line, agency, key, period);
        findings.hit('DQ01', agency, line, agency, dataset, period);
      }
    }
  },
};

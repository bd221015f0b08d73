import type { DemoPeriod } from './months.js';

/** A month that two people of the office close. */
export interface DemoMonthClose {
  period: DemoPeriod;
  /** ISO 8601 with +08:00, and the user name of a demonstration account. */
  proposedAt: string;
  proposedBy: string;
  note: string;
  decidedAt: string;
  decidedBy: string;
}

/** June is closed and stays so; July is closed a day before a correction comes that restates it. */
export const monthCloses: readonly DemoMonthClose[] = [
  {
    period: '202606',
    proposedAt: '2026-08-03T10:10:00+08:00',
    proposedBy: 'zhangmin',
    note: '六月数据已收齐，更正版本均已评估。',
    decidedAt: '2026-08-03T15:40:00+08:00',
    decidedBy: 'wangjianguo',
  },
  {
    period: '202607',
    proposedAt: '2026-09-01T09:50:00+08:00',
    proposedBy: 'zhangmin',
    note: '七月数据已收齐。',
    decidedAt: '2026-09-01T14:20:00+08:00',
    decidedBy: 'wangjianguo',
  },
];

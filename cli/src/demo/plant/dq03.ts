import type { Planting } from '../world.js';

/** Data that changed after its acceptance; the other corrected versions raise it, too. */
export const dq03: Planting = {
  drafts({ findings, resubmissions }) {
    // Corrected within the month after: the control totals of its own month changed.
    findings.hit('DQ03', '120117', '110', '120117', 'finance', '202606');
    findings.hit('DQ03', '120111', '110', '120111', 'business', '202608');
    // July's data corrected in September: found by the run of August, in whose month of arrival it came.
    findings.hit('DQ03', '120104', '110', '120104', 'business:202607', '202608');
    resubmissions.push({
      agency: '120118',
      line: '110',
      dataset: 'finance',
      period: '202607',
      firstSentAt: null,
      correctedSentAt: '2026-08-21T14:25:00+08:00',
      spoil: (tables) => ({
        ...tables,
        voucher: (tables['voucher'] ?? []).map((row) => ({ ...row, summary: null })),
      }),
    });
    findings.nearMiss('DQ03', '120118', '110', '120118', 'finance', '202607', '补填凭证摘要，控制总数没有变化');
  },
};

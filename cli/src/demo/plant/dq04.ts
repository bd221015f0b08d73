import type { Planting } from '../world.js';

/** Wrong control totals; the one that was put right after the due day is in the plan of DQ01. */
export const dq04: Planting = {
  drafts({ findings, resubmissions }) {
    findings.hit('DQ04', '120106', '110', '120106', 'business', '202608');
    resubmissions.push({
      agency: '120119',
      line: '110',
      dataset: 'business',
      period: '202607',
      firstSentAt: '2026-08-06T09:40:00+08:00',
      correctedSentAt: '2026-08-10T16:20:00+08:00',
      spoil: (tables) => tables,
      controlTotalOverride: { table: 'contribution', column: 'amount', value: '1024.00' },
    });
    findings.nearMiss(
      'DQ04',
      '120119',
      '110',
      '120119',
      'business',
      '202607',
      '控制总数不符的首次报送在截止日前已更正',
    );
  },
};

import type { DemoIndicator } from '../findings.js';
import type { Planting } from '../world.js';

/** Submissions that arrive after the due day, or not at all until the demonstration ends. */
export const lateSubmissions = [
  { agency: '120113', line: '170', dataset: 'business', period: '202607', sentAt: '2026-08-21T16:05:00+08:00' },
  { agency: '120113', line: '170', dataset: 'finance', period: '202609', sentAt: null },
  { agency: '120000', line: '000', dataset: 'external', period: '202607', sentAt: '2026-08-18T10:20:00+08:00' },
] as const;

/** Sent on the rolled due day shortly before midnight: in time. */
export const lastMinuteSubmission = {
  agency: '120112',
  line: '110',
  dataset: 'business',
  period: '202607',
  sentAt: '2026-08-17T23:40:00+08:00',
} as const;

/** The region's data of August on the due day itself: four weeks after July's late ones. */
export const dueDaySubmission = {
  agency: '120000',
  line: '000',
  dataset: 'external',
  period: '202608',
  sentAt: '2026-09-15T17:50:00+08:00',
} as const;

/** Refused for a wrong control total; the corrected version comes after the due day. */
const refused = { agency: '120106', line: '110', dataset: 'business', period: '202608' } as const;

/** Indicators that read an agency's finance data, in the order of the codes. */
const onFinance =
  'CW01 CW02 CW03 CW04 CW05 CW06 CW07 CW08 CW09 CW10 CW11 CW12 CW13 CW14 CW15 CW17 CW18 CW19 CW20 CW21 CW22 DQ10 YX01 YX02 YX03 YX04 YX05 YX08 YX10'.split(
    ' ',
  ) as DemoIndicator[];

/** What the missing submission leaves undone at the demonstration's end. */
export const notEvaluatedScopes = onFinance.map((indicator) => ({
  period: '202609',
  indicator,
  agency: '120113',
  line: '170',
  missing: 'finance',
}));

export const dq01: Planting = {
  population(world) {
    for (const { agency, line, dataset, period } of [...lateSubmissions, refused]) {
      world.findings.hit('DQ01', agency, line, agency, dataset, period);
    }
    const { agency, line, dataset, period } = lastMinuteSubmission;
    world.findings.nearMiss(
      'DQ01',
      agency,
      line,
      agency,
      dataset,
      period,
      '截止日 8 月 15 日逢周六顺延至 17 日，23:40 报到',
    );
    world.resubmissions.push({
      ...refused,
      firstSentAt: '2026-09-11T14:30:00+08:00',
      correctedSentAt: '2026-09-18T10:45:00+08:00',
      spoil: (tables) => tables,
      // The sender's total leaves a supplementary list out.
      controlTotalOverride: { table: 'benefit_payment', column: 'amount', value: '61250.43' },
    });
  },
};

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

/** What the missing submission leaves undone at the demonstration's end. */
export const notEvaluatedScopes = [
  { period: '202609', indicator: 'CW01', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW02', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW03', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW04', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW05', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW06', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW07', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW08', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW09', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW10', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW11', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW12', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW13', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW14', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW15', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW17', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW18', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW19', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW20', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW21', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'CW22', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'DQ10', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'YX01', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'YX02', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'YX03', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'YX04', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'YX05', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'YX08', agency: '120113', line: '170', missing: 'finance' },
  { period: '202609', indicator: 'YX10', agency: '120113', line: '170', missing: 'finance' },
] as const;

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

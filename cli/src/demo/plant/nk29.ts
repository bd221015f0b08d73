import type { DemoPeriod } from '../months.js';
import type { Planting } from '../world.js';

/** Alerts of the stories whose answers are late when a month ends, by the indicator and line of the alert. */
const late: readonly { agency: string; alert: string; periods: readonly DemoPeriod[] }[] = [
  // Signed for on 20 July and never answered.
  { agency: '120116', alert: 'DQ06/110', periods: ['202608', '202609'] },
  // Received automatically on 21 July and never answered.
  { agency: '120102', alert: 'DY04/170', periods: ['202608', '202609'] },
  // Answered five days late.
  { agency: '120110', alert: 'NK01/000', periods: ['202608'] },
  // Returned on 14 August and not answered again.
  { agency: '120101', alert: 'DQ06/110', periods: ['202608', '202609'] },
  { agency: '120110', alert: 'DY23/110', periods: ['202609'] },
  // Signed for on 20 August, or received automatically a day later.
  { agency: '120114', alert: 'DQ06/170', periods: ['202609'] },
  { agency: '120112', alert: 'DY15/170', periods: ['202609'] },
];

/** What the stories leave late; an alert's number is given when it is raised, so it stands for its indicator and line. */
export const nk29: Planting = {
  drafts({ findings }) {
    for (const { agency, alert, periods } of late)
      for (const period of periods) findings.hit('NK29', agency, '000', agency, alert, period);
    findings.nearMiss('NK29', '120101', '000', '120101', 'DY04/110', '202608', '退回后在期限内再次反馈');
    findings.nearMiss('NK29', '120103', '000', '120103', 'DQ06/170', '202608', '在一个月的期限内反馈');
    findings.nearMiss('NK29', '120117', '000', '120117', 'CW01/110', '202608', '期限以前已撤回');
  },
};

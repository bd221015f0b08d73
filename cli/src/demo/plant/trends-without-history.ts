import type { DemoIndicator } from '../findings.js';
import { demoPeriods } from '../months.js';
import { demoAgencies, linesOf, type DemoLine } from '../region.js';
import type { Planting } from '../world.js';
import { lateSubmissions } from './dq01.js';

/** Trends that look back on more months than the demonstration has: where they are judged, and on which figures. */
const trends: readonly { code: DemoIndicator; lines?: readonly DemoLine[]; keys?: readonly string[] }[] = [
  { code: 'YX01' },
  { code: 'YX02', lines: ['110'] },
  { code: 'YX03' },
  { code: 'YX04', keys: ['income', 'expense'] },
  { code: 'YX07', lines: ['110', '120'] },
  { code: 'YX08' },
  { code: 'YX11', lines: ['210'] },
];

/** What cannot be decided before a year of reports is there. */
export const trendsWithoutHistory: Planting = {
  drafts({ findings }) {
    const places = demoAgencies.flatMap(({ code }) => linesOf(code).map((line) => ({ agency: code, line })));
    for (const { agency, line } of places) {
      findings.cannotDecide('YX10', agency, line, agency, 'total', demoPeriods[0]);
      for (const period of demoPeriods) {
        const isMissing = lateSubmissions.some(
          (one) => one.sentAt === null && one.agency === agency && one.line === line && one.period === period,
        );
        if (isMissing) continue;
        for (const { code, lines, keys = ['total'] } of trends) {
          if (lines && !lines.includes(line)) continue;
          for (const key of keys) findings.cannotDecide(code, agency, line, agency, key, period);
        }
      }
    }
  },
};

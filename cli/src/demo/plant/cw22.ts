import { demoPeriods } from '../months.js';
import type { Planting } from '../world.js';
import { lateSubmissions } from './dq01.js';

/** Interest is judged over twelve months, more than the demonstration has. */
export const cw22: Planting = {
  drafts({ books, findings }) {
    for (const { agency, line } of books) {
      for (const period of demoPeriods) {
        const isMissing = lateSubmissions.some(
          (one) => one.sentAt === null && one.agency === agency && one.line === line && one.period === period,
        );
        if (!isMissing) findings.cannotDecide('CW22', agency, line, agency, 'total', period);
      }
    }
  },
};

import { demoPeriods } from '../months.js';
import type { Planting } from '../world.js';

const withoutO = (code: string): string => code.slice(0, 10) + 'O' + code.slice(11);
const otherCheck = (code: string): string => code.slice(0, 17) + (code.endsWith('1') ? '2' : '1');

/** Credit codes that GB 32100 does not allow; those of employers that are gone don't count. */
export const dq09: Planting = {
  population({ book, findings }) {
    const wrong = [
      { agency: '120105', line: '110', spoil: otherCheck },
      { agency: '120103', line: '210', spoil: withoutO },
    ] as const;
    for (const { agency, line, spoil } of wrong) {
      const employer = book(agency, line).addEmployer();
      employer.creditCode = spoil(employer.creditCode);
      for (const period of demoPeriods) findings.hit('DQ09', agency, line, agency, employer.no, period);
    }
    const gone = book('120110', '110').addEmployer({ cancelledOn: '2025-11-20' });
    gone.creditCode = otherCheck(gone.creditCode);
    for (const period of demoPeriods) {
      findings.nearMiss('DQ09', '120110', '110', '120110', gone.no, period, '单位已注销，不再检查代码');
    }
  },
};

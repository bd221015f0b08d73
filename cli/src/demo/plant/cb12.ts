import type { DemoPeriod } from '../months.js';
import type { Planting } from '../world.js';

const cases: readonly { agency: string; period: DemoPeriod; enrolledOn: string; newcomers: number }[] = [
  { agency: '120104', period: '202608', enrolledOn: '2026-08-05', newcomers: 20 },
  { agency: '120119', period: '202607', enrolledOn: '2026-07-06', newcomers: 19 },
];

/** Many elder newcomers of one employer in a month; every case is on line 110. */
export const cb12: Planting = {
  population({ book, findings, issuer }) {
    for (const { agency, period, enrolledOn, newcomers } of cases) {
      const place = book(agency, '110');
      const employer = place.addEmployer();
      for (let i = 0; i < newcomers; i++) {
        place.addWorker(employer, { ...issuer.issue(1974, 1978), from: period, enrolledOn });
      }
      if (newcomers >= 20) findings.hit('CB12', agency, '110', employer.no, employer.no, period);
      else findings.nearMiss('CB12', agency, '110', employer.no, employer.no, period, '当月新增 19 人');
    }
  },
};

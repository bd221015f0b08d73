import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting } from '../world.js';

/** One person under two numbers of an agency and line; on two lines two numbers are right. */
export const dq08: Planting = {
  population({ book, findings, issuer }) {
    const enterprise = book('120115', '110');
    const who = issuer.issue(1980, 1995);
    const [first, second] = [
      enterprise.addWorker(enterprise.employers[0] ?? null, who),
      enterprise.addWorker(enterprise.employers[1] ?? null, { ...who, from: '202607' }),
    ];
    for (const period of periodsBetween('202607', '202609')) {
      for (const { no } of [first, second]) findings.hit('DQ08', '120115', '110', '120115', no, period);
    }

    const insured = issuer.issue(1980, 1995);
    for (const line of ['110', '410'] as const) {
      const place = book('120114', line);
      const person = place.addWorker(place.employers[0] ?? null, insured);
      for (const period of demoPeriods) {
        findings.nearMiss('DQ08', '120114', line, '120114', person.no, period, '同一人在两个险种各有一个编号');
      }
    }
  },
};

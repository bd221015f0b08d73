import { demoPeriods } from '../months.js';
import type { Planting } from '../world.js';

/** Enrolled as a child; on the sixteenth birthday it is allowed. */
export const dq13: Planting = {
  population({ book, findings }) {
    const residents = book('120106', '170');
    const child = residents.addWorker(null);
    child.enrolledOn = `${Number(child.birthDate.slice(0, 4)) + 14}-03-01`;
    const young = book('120117', '170').addWorker(null);
    young.enrolledOn = `${Number(young.birthDate.slice(0, 4)) + 16}${young.birthDate.slice(4)}`;
    for (const period of demoPeriods) {
      findings.hit('DQ13', '120106', '170', '120106', `enrolment:${child.no}//${child.enrolledOn}`, period);
      const key = `enrolment:${young.no}//${young.enrolledOn}`;
      findings.nearMiss('DQ13', '120117', '170', '120117', key, period, '满 16 周岁当日参保');
    }
  },
};

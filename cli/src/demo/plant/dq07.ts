import { addDays } from '@fundwatch/domain/calendar';
import { demoPeriods } from '../months.js';
import type { Planting } from '../world.js';

/** Birth dates and sexes other than the citizen id says. */
export const dq07: Planting = {
  population({ book, findings }) {
    const worker = (agency: string) => book(agency, '110').addWorker(book(agency, '110').employers[0] ?? null);

    const otherSex = worker('120102');
    otherSex.sex = otherSex.sex === '1' ? '2' : '1';
    const otherDate = worker('120112');
    otherDate.birthDate = addDays(otherDate.birthDate, 40);
    for (const period of demoPeriods) {
      findings.hit('DQ07', '120102', '110', '120102', otherSex.no, period);
      findings.hit('DQ07', '120112', '110', '120112', otherDate.no, period);
    }

    const otherArchive = worker('120116');
    otherArchive.archiveBirthDate = addDays(otherArchive.birthDate, -365);
    for (const period of demoPeriods) {
      const why = '档案出生日期不同，报送的出生日期与身份号码一致';
      findings.nearMiss('DQ07', '120116', '110', '120116', otherArchive.no, period, why);
    }
  },
};

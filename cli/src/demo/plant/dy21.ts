import { demoPeriods } from '../months.js';
import { demoRegion } from '../region.js';
import type { Planting } from '../world.js';
import { addRows, changeRows } from './change-rows.js';

/** Abroad for more than a year: one who has not been certified since, and one who has. */
export const dy21: Planting = {
  population(world) {
    const { book, findings } = world;
    const away = book('120117', '110').addBeneficiary();
    const certified = book('120118', '170').addBeneficiary();
    addRows(
      world,
      { agency: demoRegion.code, line: '000', dataset: 'external' },
      demoPeriods,
      'border_crossing',
      () => [
        { id_number: away.idNumber, crossed_on: '2023-09-12', direction: 'out' },
        { id_number: away.idNumber, crossed_on: '2024-02-03', direction: 'in' },
        { id_number: away.idNumber, crossed_on: '2025-05-20', direction: 'out' },
        { id_number: certified.idNumber, crossed_on: '2024-11-02', direction: 'out' },
      ],
    );
    changeRows(
      world,
      { agency: '120117', line: '110', dataset: 'business' },
      demoPeriods,
      'qualification_check',
      (row) => (row['person_no'] === away.no ? { ...row, checked_on: '2025-05-06', method: 'in_person' } : row),
    );
    for (const period of demoPeriods) {
      findings.hit('DY21', '120117', '110', away.no, away.no, period);
      // Whoever has not passed a check since he left a year ago is overdue, too.
      findings.hit('DY20', '120117', '110', '120117', away.no, period);
      findings.nearMiss('DY21', '120118', '170', certified.no, certified.no, period, '出境后已通过资格认证');
    }
  },
};

import { demoPeriods } from '../months.js';
import type { Planting } from '../world.js';

/** The office has entered no benefit standards: no month of a line can be decided. */
export const dy19: Planting = {
  population({ books, findings }) {
    for (const { agency, line } of books.filter(({ line }) => line !== '410')) {
      for (const period of demoPeriods) findings.cannotDecide('DY19', agency, line, agency, 'total', period);
    }
    findings.nearMiss('DY19', '120101', '410', '120101', undefined, '202609', '工伤待遇不在本指标范围内');
  },
};

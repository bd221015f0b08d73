import { demoPeriods, periodsBetween } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';
import { changeRows } from './change-rows.js';

/** Last passes that run out: before the demonstration, in August and in September. */
const cases: readonly { agency: string; line: DemoLine; checkedOn: string; overdueFrom: string; method: string }[] = [
  { agency: '120104', line: '110', checkedOn: '2025-04-10', overdueFrom: '202606', method: 'face' },
  { agency: '120119', line: '170', checkedOn: '2025-08-30', overdueFrom: '202608', method: 'visit' },
  { agency: '120116', line: '410', checkedOn: '2025-09-29', overdueFrom: '202609', method: 'in_person' },
];

/** Benefits that are paid without a valid certification. */
export const dy20: Planting = {
  population(world) {
    const { book, findings } = world;
    for (const { agency, line, checkedOn, overdueFrom, method } of cases) {
      const person = book(agency, line).addBeneficiary();
      changeRows(world, { agency, line, dataset: 'business' }, demoPeriods, 'qualification_check', (row) =>
        row['person_no'] === person.no ? { ...row, checked_on: checkedOn, method } : row,
      );
      for (const period of demoPeriods) {
        if (period >= overdueFrom) findings.hit('DY20', agency, line, agency, person.no, period);
        else findings.nearMiss('DY20', agency, line, agency, person.no, period, '上次认证通过未满 12 个月');
      }
    }

    const pending = book('120115', '110').addBeneficiary();
    changeRows(
      world,
      { agency: '120115', line: '110', dataset: 'business' },
      ['202609'],
      'qualification_check',
      (row) =>
        row['person_no'] === pending.no ? { ...row, checked_on: '2026-09-21', method: 'face', result: 'pending' } : row,
    );
    const why = '最近一次认证待处理，以前月份有通过的记录';
    findings.nearMiss('DY20', '120115', '110', '120115', pending.no, '202609', why);

    // Nobody knows of a pass, and four months do not reach back twelve.
    const unknown = book('120101', '170').addBeneficiary();
    changeRows(
      world,
      { agency: '120101', line: '170', dataset: 'business' },
      demoPeriods,
      'qualification_check',
      (row) =>
        row['person_no'] === unknown.no ? { ...row, checked_on: '2026-05-20', method: 'face', result: 'failed' } : row,
    );
    for (const period of periodsBetween('202606', '202609')) {
      findings.cannotDecide('DY20', '120101', '170', '120101', unknown.no, period);
    }
  },
};

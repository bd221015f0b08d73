import type { DemoEmployer } from '../line-book.js';
import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting, World } from '../world.js';
import { changeRows } from './change-rows.js';

/** Mining, with steps from 0.95 % to 2.85 %. */
const highestClass = '8';
const planted = new WeakMap<World, { wrong: DemoEmployer; right: DemoEmployer }>();

/** A work-injury rate that belongs to no step of the industry's class. */
export const cb14: Planting = {
  population(world) {
    const [wrong, right] = ['120114', '120103'].map((agency) => {
      const book = world.book(agency, '410');
      const employer = book.addEmployer();
      book.addWorker(employer);
      return employer;
    });
    if (!wrong || !right) throw new Error('two employers are planted');
    wrong.injuryRate = 4_000;
    right.injuryRate = 6_000;
    planted.set(world, { wrong, right });
  },
  drafts(world) {
    const both = planted.get(world);
    if (!both) return;
    const { wrong, right } = both;
    const periods = periodsBetween('202607', '202609');
    changeRows(world, { agency: '120114', line: '410', dataset: 'business' }, periods, 'employer', (row) =>
      row['employer_no'] === wrong.no ? { ...row, industry_class: highestClass } : row,
    );
    for (const period of periods) world.findings.hit('CB14', '120114', '410', wrong.no, wrong.no, period);
    for (const period of demoPeriods) {
      world.findings.nearMiss('CB14', '120103', '410', right.no, right.no, period, '二类行业上浮至 150%');
    }
  },
};

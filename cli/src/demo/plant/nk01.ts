import type { ControlBook, Step } from '../control-book.js';
import { atSecond, clock, type DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';

type StepRow = readonly [step: Step, staff: string | null, day: string, hour: number, more?: { selfService: true }];

interface Case {
  agency: string;
  period: DemoPeriod;
  operation: string;
  steps: readonly StepRow[];
  /** The staff number of the alert, or why nothing is raised. */
  subject?: string;
  why?: string;
  undecided?: true;
}

const cases: readonly Case[] = [
  {
    agency: '120110',
    period: '202606',
    operation: '待遇补发',
    steps: [
      ['accept', 'S001', '2026-06-16', 9],
      ['first_review', 'S004', '2026-06-16', 10],
      ['second_review', 'S007', '2026-06-16', 14],
      ['approval', 'S007', '2026-06-17', 9],
    ],
    subject: 'S007',
  },
  {
    // One person with two staff numbers.
    agency: '120116',
    period: '202607',
    operation: '一次性补缴',
    steps: [
      ['accept', 'S002', '2026-07-14', 9],
      ['first_review', 'S005', '2026-07-14', 10],
      ['second_review', 'S006', '2026-07-14', 15],
      ['approval', 'S015', '2026-07-15', 10],
    ],
    subject: 'S005',
  },
  ...['2026-08-12', '2026-08-20'].map((day): Case => ({
    agency: '120103',
    period: '202608',
    operation: '待遇核定',
    steps: [
      ['accept', 'S001', day, 9],
      ['first_review', 'S009', day, 10],
      ['second_review', 'S006', day, 14],
      ['approval', 'S009', day, 16],
    ],
    subject: 'S009',
  })),
  {
    // Reviewed in August, approved in September: September's run finds it.
    agency: '120101',
    period: '202609',
    operation: '提前退休核准',
    steps: [
      ['accept', 'S003', '2026-08-27', 9],
      ['first_review', 'S009', '2026-08-28', 10],
      ['second_review', 'S007', '2026-09-02', 14],
      ['approval', 'S009', '2026-09-03', 11],
    ],
    subject: 'S009',
  },
  {
    agency: '120105',
    period: '202607',
    operation: '待遇核定',
    steps: [
      ['accept', 'S001', '2026-07-20', 9],
      ['first_review', 'S004', '2026-07-20', 10],
      ['rollback', 'S006', '2026-07-20', 11],
      ['first_review', 'S004', '2026-07-20', 15],
      ['second_review', 'S006', '2026-07-21', 9],
      ['approval', 'S008', '2026-07-21', 14],
    ],
    why: '回退后同一级由同一人重办',
  },
  {
    agency: '120106',
    period: '202608',
    operation: '待遇核定',
    steps: [
      ['accept', 'S001', '2026-08-18', 9],
      ['first_review', 'S009', '2026-08-18', 10],
      ['rollback', 'S006', '2026-08-18', 14],
      ['first_review', 'S004', '2026-08-19', 9],
      ['second_review', 'S006', '2026-08-19', 10],
      ['approval', 'S009', '2026-08-19', 15],
    ],
    why: '回退前的初审不计，最后一轮由不同人办理',
  },
  {
    agency: '120111',
    period: '202606',
    operation: '参保登记',
    steps: [
      ['accept', 'S008', '2026-06-11', 9],
      ['first_review', 'S004', '2026-06-11', 10],
      ['second_review', 'S006', '2026-06-11', 14],
      ['approval', 'S008', '2026-06-12', 10],
    ],
    why: '受理不是审核级次',
  },
  {
    agency: '120114',
    period: '202609',
    operation: '网上资格认证',
    steps: [
      ['first_review', 'S009', '2026-09-08', 10, { selfService: true }],
      ['second_review', 'S009', '2026-09-08', 11, { selfService: true }],
      ['approval', 'S009', '2026-09-08', 12, { selfService: true }],
    ],
    why: '自助渠道自动办结',
  },
  {
    agency: '120102',
    period: '202607',
    operation: '待遇核定',
    steps: [
      ['accept', 'S001', '2026-07-22', 9],
      ['first_review', 'S004', '2026-07-22', 10],
      ['second_review', null, '2026-07-22', 14],
      ['approval', 'S008', '2026-07-23', 10],
    ],
    undecided: true,
  },
];

/** One natural person at two levels of a business. */
export const nk01: Planting = {
  control(world) {
    world.controlOf('120116').addAlias('S015', 'S005');
    for (const one of cases) plant(world, world.controlOf(one.agency), one);
  },
};

function plant(world: World, control: ControlBook, one: Case): void {
  const { agency, period } = one;
  const businessNo = control.newBusinessNo(period);
  for (const [step, staff, day, hour, more] of one.steps) {
    const at = atSecond(day, clock(hour, 12 + (hour % 7), 5));
    const inMonth = (day.slice(0, 4) + day.slice(5, 7)) as DemoPeriod;
    control.step(inMonth, businessNo, step, staff, at, { operation: one.operation, ...more });
  }
  if (one.subject) {
    world.findings.hit('NK01', agency, '000', one.subject, businessNo, period);
    // Two persons at three levels of a high-risk matter are too few.
    world.findings.hit('NK05', agency, '000', agency, businessNo, period);
  } else if (one.undecided) {
    for (const code of ['NK01', 'NK05'] as const) {
      world.findings.cannotDecide(code, agency, '000', agency, businessNo, period);
    }
  } else {
    const staff = one.steps.at(-1)?.[1] ?? '';
    world.findings.nearMiss('NK01', agency, '000', staff, businessNo, period, one.why ?? '');
  }
}

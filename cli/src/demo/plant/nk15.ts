import { demoPeriods, periodsBetween } from '../months.js';
import type { Planting } from '../world.js';
import { addClerk } from './change-control.js';
import { handleBusiness } from './handle-business.js';

const maintenance = {
  postClass: 'operations',
  post: '系统运维岗',
  matter: '系统运行维护',
  riskLevel: 'medium',
} as const;

/** Clerks who run the system and handle business. */
export const nk15: Planting = {
  control(world) {
    const { findings } = world;
    for (const [agency, name] of [
      ['120114', '曹亮'],
      ['120104', '彭涛'],
      ['120105', '潘虹'],
    ] as const) {
      addClerk(world, agency, { no: 'S018', name, ...maintenance }, 'S014');
    }
    for (const [agency, day, ...others] of [
      ['120114', '2026-08-19', 'S004', 'S006', 'S008'],
      ['120104', '2026-07-21', 'S005', 'S007', 'S008'],
      ['120104', '2026-09-09', 'S005', 'S007', 'S008'],
    ] as const) {
      handleBusiness(
        world,
        agency,
        day,
        [
          ['accept', 'S018', 9],
          ['first_review', others[0], 10],
          ['second_review', others[1], 14],
          ['approval', others[2], 15],
        ],
        { operation: '参保登记' },
      );
    }
    findings.hit('NK15', '120114', '000', 'S018', 'S018', '202608');
    findings.hit('NK15', '120104', '000', 'S018', 'S018', '202607');
    findings.hit('NK15', '120104', '000', 'S018', 'S018', '202609');
    for (const period of demoPeriods) {
      findings.nearMiss('NK15', '120105', '000', 'S018', 'S018', period, '运维人员没有办理业务');
    }
    for (const period of periodsBetween('202606', '202607')) {
      findings.nearMiss('NK15', '120114', '000', 'S018', 'S018', period, '运维人员当月没有办理业务');
    }
  },
};

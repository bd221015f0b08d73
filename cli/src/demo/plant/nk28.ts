import type { Planting } from '../world.js';
import { handleBusiness } from './handle-business.js';

/** Settled matters that are rolled back, with and without their three levels. */
export const nk28: Planting = {
  control(world) {
    const { findings } = world;
    const more = { operation: '参保信息变更' };
    handleBusiness(
      world,
      '120119',
      '2026-08-19',
      [
        ['accept', 'S001', 9],
        ['approval', 'S008', 11],
        ['rollback', 'S004', 15],
      ],
      more,
    );
    findings.hit('NK28', '120119', '000', 'S004', 'S004', '202608');
    handleBusiness(
      world,
      '120115',
      '2026-09-17',
      [
        ['accept', 'S001', 9],
        ['first_review', 'S004', 10],
        ['second_review', 'S006', 13],
        ['approval', 'S008', 15],
        ['rollback', 'S005', 16],
      ],
      more,
    );
    findings.nearMiss('NK28', '120115', '000', 'S005', 'S005', '202609', '三级审核后回退');
  },
};

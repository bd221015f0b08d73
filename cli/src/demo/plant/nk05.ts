import type { Planting } from '../world.js';
import { handleBusiness } from './handle-business.js';

/** Too few levels for a high-risk matter; more of them lie in the plan of NK01. */
export const nk05: Planting = {
  control(world) {
    const { findings } = world;
    const [high] = handleBusiness(
      world,
      '120113',
      '2026-08-13',
      [
        ['accept', 'S001', 9],
        ['first_review', 'S004', 10],
        ['approval', 'S009', 15],
      ],
      { operation: '待遇补发', riskLevel: 'high' },
    );
    findings.hit('NK05', '120113', '000', '120113', high!.businessNo, '202608');
    const [ordinary] = handleBusiness(
      world,
      '120113',
      '2026-08-14',
      [
        ['accept', 'S001', 9],
        ['first_review', 'S004', 10],
        ['approval', 'S009', 15],
      ],
      { operation: '参保登记' },
    );
    findings.nearMiss('NK05', '120113', '000', '120113', ordinary!.businessNo, '202608', '一般业务，两级审核');
  },
};

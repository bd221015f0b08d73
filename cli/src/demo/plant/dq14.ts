import type { Planting } from '../world.js';

const feeds = ['death', 'imprisonment', 'border_crossing', 'tax_wage', 'business_registry'];

/** July's external data came a day late and five weeks after June's; the plan of DQ01 holds when it was sent. */
export const dq14: Planting = {
  population({ findings }) {
    for (const feed of feeds) {
      findings.hit('DQ14', '120000', '000', '120000', feed, '202607');
      findings.nearMiss('DQ14', '120000', '000', '120000', feed, '202608', '截止日当天到达，距上次 28 日');
    }
  },
};

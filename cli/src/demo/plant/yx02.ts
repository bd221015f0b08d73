import { atSecond, clock, periodsBetween } from '../months.js';
import { keyedHash } from '../keyed-hash.js';
import type { Planting } from '../world.js';

/** What the municipal fund takes, each month more than the line earns. */
const remitted = 25_000_000;

/** Three months in a row in which a line spends more than it earns. */
export const yx02: Planting = {
  drafts(world) {
    const [agency, line] = ['120116', '410'] as const;
    for (const period of periodsBetween('202607', '202609')) {
      world.book(agency, line).months[period].movements.push({
        account: 'fiscal',
        direction: 'out',
        cents: remitted,
        counterpartyKind: 'superior',
        counterpartyHash: keyedHash('0290004'),
        counterpartyName: '市级工伤保险基金财政专户',
        purpose: '上解市级工伤保险基金',
        contra: '5301',
        at: atSecond(`${period.slice(0, 4)}-${period.slice(4)}-22`, clock(15, 20)),
        serial: null,
      });
    }
    world.findings.hit('YX02', agency, line, agency, 'total', '202609');
    world.findings.nearMiss('YX02', agency, line, agency, 'total', '202608', '连续两个月收不抵支，未到三个月');
  },
};

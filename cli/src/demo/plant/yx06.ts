import { sum } from '../cents.js';
import type { LineMonth } from '../line-book.js';
import type { DemoPeriod } from '../months.js';
import type { Planting, World } from '../world.js';

/** Residents who pay a part of what was assessed, in percent; CB05 looks at more than 10,000 yuan. */
const shares: readonly { agency: string; period: DemoPeriod; percent: number; why?: string }[] = [
  { agency: '120104', period: '202607', percent: 92 },
  { agency: '120118', period: '202609', percent: 88 },
  { agency: '120106', period: '202608', percent: 95.1, why: '征缴率略高于 95%' },
];

/** Where CB05's employers of the line 110 pay too little. */
const shortOfCb05: readonly { agency: string; period: DemoPeriod }[] = [
  { agency: '120102', period: '202606' },
  { agency: '120112', period: '202607' },
  { agency: '120101', period: '202608' },
  { agency: '120114', period: '202609' },
];

/** Collection rates below the limits. */
export const yx06: Planting = {
  drafts(world) {
    for (const { agency, period, percent, why } of shares) {
      const month = world.book(agency, '170').months[period];
      for (const paid of month.contributions) paid.cents = Math.ceil((paid.cents * percent) / 100);
      const { due, received } = sumsOf(month);
      if (why === undefined) world.findings.hit('YX06', agency, '170', agency, 'total', period);
      else world.findings.nearMiss('YX06', agency, '170', agency, 'total', period, why);
      if (due - received > 1_000_000) world.findings.hit('CB05', agency, '170', agency, 'total', period);
    }
    for (const { agency, period } of shortOfCb05) followShortfall(world, agency, period);
  },
};

/** How much of the line an employer's shortfall is depends on how many others there are. */
function followShortfall(world: World, agency: string, period: DemoPeriod): void {
  const { due, received } = sumsOf(world.book(agency, '110').months[period]);
  if (received * 100 < due * 95) world.findings.hit('YX06', agency, '110', agency, 'total', period);
  else world.findings.nearMiss('YX06', agency, '110', agency, 'total', period, '少缴的单位占应收不到 5%');
}

function sumsOf({ levies, contributions }: LineMonth): { due: number; received: number } {
  return {
    due: sum(levies.map((levy) => levy.unitDue + levy.personDue)),
    received: sum(contributions.map((paid) => paid.cents)),
  };
}

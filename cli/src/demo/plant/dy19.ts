import type { Cents } from '../cents.js';
import { periodsBetween, type DemoPeriod } from '../months.js';
import { benefitStandards } from '../office-figures.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  item: string;
  /** Of every month from `from` on. */
  cents: Cents;
  from: DemoPeriod;
  /** Nothing is found, because … */
  why?: string;
}

const { enterprise, resident, unemployment } = benefitStandards;
/** Above three times the region's average, and below three times that of 120116. */
const high = 1_180_000;

const cases: readonly Case[] = [
  { agency: '120110', line: '110', item: 'basic_pension', cents: high, from: '202607' },
  { agency: '120119', line: '170', item: 'basic_pension', cents: 29_800, from: '202608' },
  { agency: '120103', line: '210', item: 'unemployment_benefit', cents: 232_001, from: '202609' },
  { agency: '120116', line: '110', item: 'basic_pension', cents: high, from: '202607', why: '不超过本机构均值的 3 倍' },
  {
    agency: '120115',
    line: '110',
    item: 'basic_pension',
    cents: enterprise.average * 3,
    from: '202607',
    why: '恰好等于均值的 3 倍',
  },
  {
    agency: '120106',
    line: '170',
    item: 'basic_pension',
    cents: resident.minimum,
    from: '202608',
    why: '恰好等于最低标准',
  },
  {
    agency: '120114',
    line: '210',
    item: 'unemployment_benefit',
    cents: unemployment.maximum,
    from: '202609',
    why: '恰好等于最高标准',
  },
];

/** Benefits outside the standards that the office entered, and benefits exactly at them. */
export const dy19: Planting = {
  population({ book, findings }) {
    for (const { agency, line, item, cents, from, why } of cases) {
      const person = book(agency, line).addBeneficiary({ from, paidFrom: from, benefits: [{ item, cents }] });
      for (const period of periodsBetween(from, '202609')) {
        if (why) findings.nearMiss('DY19', agency, line, agency, person.no, period, why);
        else findings.hit('DY19', agency, line, agency, person.no, period);
      }
    }
    findings.nearMiss('DY19', '120101', '410', '120101', undefined, '202609', '工伤待遇不在本指标范围内');
  },
};

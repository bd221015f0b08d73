import { addPeriods, periodOf } from '@fundwatch/domain/calendar';
import { demoPeriods } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  deathDate: string;
}

const cases: readonly Case[] = [
  { agency: '120102', line: '110', deathDate: '2025-06-10' },
  { agency: '120111', line: '170', deathDate: '2025-08-31' },
  // Eleven months in September.
  { agency: '120110', line: '170', deathDate: '2025-10-01' },
];

/** Personal accounts of persons long dead, never settled. */
export const dy02: Planting = {
  population({ book, deaths, findings }) {
    for (const { agency, line, deathDate } of cases) {
      const person = book(agency, line).addBeneficiary({ paidTo: periodOf(deathDate), deathBookedIn: '202606' });
      deaths.push({ source: 'civil_affairs', idNumber: person.idNumber, deathDate, knownFrom: '202606' });
      const dueFrom = addPeriods(periodOf(deathDate), 12);
      for (const period of demoPeriods) {
        if (period >= dueFrom) findings.hit('DY02', agency, line, person.no, person.no, period);
        else findings.nearMiss('DY02', agency, line, person.no, person.no, period, '死亡未满 12 个月');
      }
    }
  },
};

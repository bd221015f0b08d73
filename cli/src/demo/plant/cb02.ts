import { demoPeriods } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting } from '../world.js';

interface Case {
  agency: string;
  line: DemoLine;
  birthDate: string;
  enrolledOn: string;
  /** Nothing is found, because … */
  why?: string;
}

const cases: readonly Case[] = [
  { agency: '120110', line: '110', birthDate: '1962-08-19', enrolledOn: '2025-03-03' },
  { agency: '120119', line: '170', birthDate: '1965-03-07', enrolledOn: '2026-02-10' },
  { agency: '120103', line: '410', birthDate: '1963-11-23', enrolledOn: '2026-04-01' },
  {
    agency: '120111',
    line: '170',
    birthDate: '1966-04-16',
    enrolledOn: '2026-04-15',
    why: '满 60 周岁的前一天参加居民养老',
  },
  { agency: '120104', line: '110', birthDate: '1962-05-05', enrolledOn: '2024-06-03', why: '首次参保在 24 个月以前' },
];

/** First enrolments after the age at which one retires. */
export const cb02: Planting = {
  population({ book, findings, issuer }) {
    for (const { agency, line, birthDate, enrolledOn, why } of cases) {
      const place = book(agency, line);
      const employer = line === '170' ? null : (place.employers[0] ?? null);
      const { no } = place.addWorker(employer, { ...issuer.issue(1962, 1966, { birthDate }), enrolledOn });
      for (const period of demoPeriods) {
        if (why) findings.nearMiss('CB02', agency, line, no, no, period, why);
        else findings.hit('CB02', agency, line, no, no, period);
      }
    }
  },
};

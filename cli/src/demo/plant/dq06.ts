import { withCheckCharacter } from '../identities.js';
import { demoPeriods, periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Planting, World } from '../world.js';

type Spoil = (right: string) => string | null;

interface Case {
  agency: string;
  line: DemoLine;
  from: DemoPeriod;
  to: DemoPeriod;
  spoil: Spoil;
}

/** Another check character than the right one. */
const wrongCheck: Spoil = (id) => id.slice(0, 17) + (id.endsWith('1') ? '2' : '1');
const fifteenDigits: Spoil = (id) => id.slice(0, 6) + id.slice(8, 17);
const lowerCaseX: Spoil = (id) => id.replace('X', 'x');
/** The 30th of February, with a check character that is right. */
const impossibleBirth: Spoil = (id) => withCheckCharacter(`${id.slice(0, 10)}0230${id.slice(14, 17)}`);

const cases: readonly Case[] = [
  { agency: '120101', line: '110', from: '202606', to: '202609', spoil: wrongCheck },
  { agency: '120103', line: '170', from: '202606', to: '202609', spoil: fifteenDigits },
  { agency: '120116', line: '110', from: '202606', to: '202609', spoil: lowerCaseX },
  { agency: '120114', line: '170', from: '202607', to: '202609', spoil: impossibleBirth },
  { agency: '120118', line: '110', from: '202608', to: '202609', spoil: () => null },
  // Found out and put right in August.
  { agency: '120110', line: '110', from: '202606', to: '202607', spoil: wrongCheck },
];

/** Invalid citizen ids; right ones with an X and of a leap day stay quiet. */
export const dq06: Planting = {
  population(world) {
    for (const { agency, line, from, to, spoil } of cases) {
      const book = world.book(agency, line);
      const employer = line === '170' ? null : (book.employers[0] ?? null);
      const who = world.issuer.issue(1975, 1999, spoil === lowerCaseX ? { check: 'X' } : {});
      const wrong = spoil(who.idNumber);
      const months = periodsBetween(from, to);
      // The person comes with the wrong number where the case starts later than the demonstration.
      const person = book.addWorker(employer, { ...who, from });
      person.idSent = (period) => (months.includes(period) ? wrong : who.idNumber);
      for (const period of months) {
        world.findings.hit('DQ06', agency, line, agency, person.no, period);
        if (wrong === null) world.findings.cannotDecide('DY02', agency, line, person.no, person.no, period);
      }
    }
    const valid = [
      { agency: '120102', line: '110', wanted: { check: 'X' as const }, why: '校验位为大写 X，有效' },
      { agency: '120111', line: '110', wanted: { birthDate: '1988-02-29' }, why: '闰年 2 月 29 日出生，有效' },
    ] as const;
    for (const { agency, line, wanted, why } of valid) {
      const book = world.book(agency, line);
      const person = book.addWorker(book.employers[0] ?? null, world.issuer.issue(1975, 1999, wanted));
      for (const period of demoPeriods) world.findings.nearMiss('DQ06', agency, line, agency, person.no, period, why);
    }
    plantWithoutId(world);
  },
  drafts(world) {
    const book = world.book('120110', '110');
    const person = book.persons.find((p) => p.idSent('202606') !== p.idSent('202608'));
    if (!person) throw new Error('the corrected person of DQ06 is missing');
    book.change('202608', person, 'id_number', person.idSent('202607') ?? '', person.idNumber, '2026-08-12');
    world.findings.nearMiss('DQ06', '120110', '110', '120110', person.no, '202608', '8 月已更正为有效号码');
  },
};

/** A foreign resident with a passport: undecidable for every rule that needs the citizen id. */
function plantWithoutId(world: World): void {
  const pensioner = world.book('120114', '170').addBeneficiary({ otherId: 'E00001234' });
  pensioner.idSent = () => null;
  for (const period of demoPeriods) {
    for (const indicator of ['DY01', 'DY02', 'DY03', 'DY04', 'DY05'] as const) {
      world.findings.cannotDecide(indicator, '120114', '170', pensioner.no, pensioner.no, period);
    }
    world.findings.cannotDecide('DQ06', '120114', '170', '120114', pensioner.no, period);
  }
  const book = world.book('120115', '110');
  const worker = book.addWorker(book.employers[0] ?? null, { otherId: 'E00005678' });
  worker.idSent = () => null;
  for (const period of demoPeriods) {
    world.findings.cannotDecide('DQ06', '120115', '110', '120115', worker.no, period);
    world.findings.cannotDecide('DY02', '120115', '110', worker.no, worker.no, period);
  }
}

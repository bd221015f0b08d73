import { yuanText } from '../cents.js';
import type { DemoPerson, LineBook } from '../line-book.js';
import { periodsBetween, type DemoPeriod } from '../months.js';
import type { DemoLine } from '../region.js';
import type { Row } from '../rows.js';
import type { Planting, World } from '../world.js';
import { changeRows } from './change-rows.js';

interface Case {
  agency: string;
  line: DemoLine;
  period: DemoPeriod;
  who: (person: DemoPerson) => boolean;
  kind: string;
  /** Drawn in the month, in fen: a sum, all that there is, or more than that. */
  draw: number | 'all' | 'too much';
  /** Months in which it is found. */
  hits: readonly DemoPeriod[];
  why?: string;
}

const works = ({ kind, from }: DemoPerson): boolean => kind === 'worker' && from === '202606';
const draws = ({ kind, paidTo }: DemoPerson): boolean => kind === 'beneficiary' && paidTo === null;

const cases: readonly Case[] = [
  { agency: '120104', line: '110', period: '202608', who: works, kind: 'lump_sum', draw: 300_000, hits: ['202608'] },
  { agency: '120117', line: '170', period: '202609', who: works, kind: 'monthly', draw: 9_000, hits: ['202609'] },
  {
    agency: '120103',
    line: '120',
    period: '202608',
    who: draws,
    kind: 'monthly',
    draw: 'too much',
    hits: ['202608', '202609'],
  },
  {
    agency: '120110',
    line: '110',
    period: '202609',
    who: ({ deathBookedIn }) => deathBookedIn !== null,
    kind: 'inheritance',
    draw: 'all',
    hits: [],
    why: '死亡后由继承人领取余额',
  },
];

/** Personal accounts that are drawn upon too early, or overdrawn. */
export const cb17: Planting = {
  drafts(world) {
    for (const one of cases) {
      const { agency, line, period, why } = one;
      const book = world.book(agency, line);
      const person = book.persons.find(one.who);
      if (!person) throw new Error(`no such person at ${agency} ${line}`);
      draw(world, book, person, one);
      for (const month of one.hits) world.findings.hit('CB17', agency, line, person.no, person.no, month);
      if (why) world.findings.nearMiss('CB17', agency, line, person.no, person.no, period, why);
    }
  },
};

const cents = (text: string | null | undefined): number => Math.round(Number(text ?? 0) * 100);

/** Takes the money in its month; the months after open with what is left (R08). */
function draw(world: World, { agency, line }: LineBook, person: DemoPerson, { period, kind, draw: much }: Case): void {
  const place = { agency, line, dataset: 'business' } as const;
  const isHis = (row: Row): boolean => row['person_no'] === person.no;
  let drawn = 0;
  changeRows(world, place, [period], 'personal_account', (row) => {
    if (!isHis(row)) return row;
    const left = cents(row['closing']);
    drawn = much === 'all' ? left : much === 'too much' ? left + 15_000 : much;
    return {
      ...row,
      debit: yuanText(cents(row['debit']) + drawn),
      debit_kind: kind,
      closing: yuanText(left - drawn),
    };
  });
  const later = periodsBetween(period, '202609').slice(1);
  changeRows(world, place, later, 'personal_account', (row) =>
    isHis(row)
      ? { ...row, opening: yuanText(cents(row['opening']) - drawn), closing: yuanText(cents(row['closing']) - drawn) }
      : row,
  );
}

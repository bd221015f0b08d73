import { ControlBook } from './control-book.js';
import { Findings } from './findings.js';
import { IdentityIssuer } from './identities.js';
import { keepBooks } from './keep-books.js';
import { LineBook } from './line-book.js';
import { demoPeriods, workingDaysOf, type DemoPeriod } from './months.js';
import { plantings as demoPlantings } from './plant/index.js';
import { demoAgencies, linesOf } from './region.js';
import { seededRandom } from './seeded-random.js';
import type { Planting, World } from './world.js';

export interface DemoOptions {
  seed?: number;
  /** Ordinary persons per agency and line, 12 to 2000; what is planted comes on top. */
  persons?: number;
  /** What is planted, and what else shapes the world; the demonstration's problems unless given. */
  plantings?: readonly Planting[];
}

export const defaultSeed = 20260701;
export const defaultPersons = 40;

/**
 * The whole region with its planted problems; the same options give the same world.
 * @throws RangeError when `persons` is out of range
 */
export function buildWorld({
  seed = defaultSeed,
  persons = defaultPersons,
  plantings = demoPlantings,
}: DemoOptions = {}): World {
  if (!Number.isInteger(persons) || persons < 12 || persons > 2000) {
    throw new RangeError(`persons must be a whole number from 12 to 2000, got ${persons}`);
  }
  const world = emptyWorld(seed);
  for (const book of world.books) populate(book, persons);
  for (const planting of plantings) planting.population?.(world);
  for (const book of world.books) for (const period of demoPeriods) draft(book, period);
  for (const planting of plantings) planting.drafts?.(world);
  for (const book of world.books) {
    for (const period of demoPeriods) {
      for (const business of book.months[period].businesses) world.controlOf(book.agency).chain(period, business);
    }
  }
  for (const planting of plantings) planting.control?.(world);
  for (const control of world.control.values()) control.number();
  for (const book of world.books) world.finance.set(book, keepBooks(book));
  for (const planting of plantings) planting.books?.(world);
  return world;
}

function emptyWorld(seed: number): World {
  const issuer = new IdentityIssuer(seededRandom(seed, 'identities'));
  let credits = 0;
  const nextCredit = () => ++credits;
  const books = demoAgencies.flatMap(({ code }) =>
    linesOf(code).map((line) => new LineBook(code, line, seededRandom(seed, `${code}/${line}`), issuer, nextCredit)),
  );
  const byKey = new Map(books.map((book) => [`${book.agency}/${book.line}`, book]));
  const control = new Map<string, ControlBook>(
    demoAgencies.map(({ code }) => [
      code,
      new ControlBook(code, seededRandom(seed, `${code}/control`), () => issuer.name()),
    ]),
  );
  return {
    seed,
    issuer,
    books,
    book: (agency, line) => found(byKey.get(`${agency}/${line}`), `${agency}/${line}`),
    control,
    controlOf: (agency) => found(control.get(agency), agency),
    deaths: [],
    imprisonments: [],
    resubmissions: [],
    slips: [],
    findings: new Findings(),
    finance: new Map(),
  };
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new RangeError(`nothing in the region under ${what}`);
  return value;
}

/** Share of beneficiaries among the ordinary persons of a line, in percent. */
const beneficiaryShare = { '110': 45, '120': 45, '170': 55, '210': 30, '410': 25 } as const;

function populate(book: LineBook, persons: number): void {
  const beneficiaries = Math.max(3, Math.round((persons * beneficiaryShare[book.line]) / 100));
  const workers = persons - beneficiaries;
  if (book.line !== '170') for (let i = 0; i < Math.max(2, Math.ceil(workers / 9)); i++) book.addEmployer();
  for (let i = 0; i < workers; i++) {
    book.addWorker(book.line === '170' ? null : (book.employers[i % book.employers.length] ?? null));
  }
  for (let i = 0; i < beneficiaries; i++) book.addBeneficiary();
  // One new case a month from July on.
  for (const from of demoPeriods.slice(1)) book.addBeneficiary({ from, paidFrom: from });
}

function draft(book: LineBook, period: DemoPeriod): void {
  const days = workingDaysOf(period).slice(4, 12);
  book.levyAndCollect(period);
  book.payRegularBatch(period);
  for (const person of book.persons) {
    if (person.kind === 'beneficiary' && person.from === period && period !== demoPeriods[0]) {
      book.approve(period, person, book.random.pick(days));
    }
  }
  for (let i = 0; i < 2; i++) book.business(period, '参保登记', 'low', book.persons[i] ?? null, book.random.pick(days));
}

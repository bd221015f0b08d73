import { seededRandom, type SeededRandom } from '../../../cli/src/demo/seeded-random.js';
import { groupBy, keyOf, type Row } from './month-facts.js';

/** How often each thing was done to the rows. */
export type Counts = Map<string, number>;

export function count(counts: Counts, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

const periods = ['202606', '202607', '202608', '202609'] as const;
const deathDays = [
  '2026-05-31',
  '2026-06-01',
  '2026-06-30',
  '2026-07-01',
  '2026-07-31',
  '2026-08-17',
  '2026-08-31',
  '2026-09-30',
  '2026-10-01',
] as const;
const items = [
  'basic_pension',
  'transitional_pension',
  'funeral_grant',
  'survivor_benefit',
  'winter_subsidy',
  'arrears',
] as const;

/** Spoils persons, deaths, payments and returns, reproducibly. */
export function spoilBenefits(facts: Map<string, Row[]>, seed: number): Counts {
  const counts: Counts = new Map();
  registerTwice(facts, seededRandom(seed, 'registered twice'), counts);
  spoilPayments(facts, seededRandom(seed, 'payments'), counts);
  spoilReturns(facts, seededRandom(seed, 'returns'), counts);
  reportDeaths(facts, seededRandom(seed, 'deaths'), counts);
  spoilPersons(facts, seededRandom(seed, 'persons'), counts);
  return counts;
}

/** Some beneficiaries draw at a second place, or under a second number of the same place, in some of the months. */
function registerTwice(facts: Map<string, Row[]>, random: SeededRandom, counts: Counts): void {
  const persons = groupBy(facts.get('person')!, (row) => keyOf(row, 'person_no'));
  const payments = groupBy(facts.get('benefit_payment')!, (row) => keyOf(row, 'person_no'));
  const returns = groupBy(facts.get('bank_return')!, (row) => keyOf(row, 'payment_no'));
  const places = [...groupBy(facts.get('person')!, (row) => `${row['agency']}|${row['line']}`).keys()];
  let serial = 0;
  for (const [key, rows] of persons) {
    const paid = payments.get(key) ?? [];
    if (!paid.length || random.next() > 0.12) continue;
    const own = `${rows[0]!['agency']}|${rows[0]!['line']}`;
    const place = random.next() < 0.2 ? own : random.pick(places);
    count(counts, place === own ? 'second number of one place' : 'second place');
    const [agency, line] = place.split('|') as [string, string];
    const asSecond = { agency, line, person_no: `Z${++serial}` };
    const first = random.between(0, 2);
    facts.get('person')!.push(...rows.map((row) => ({ ...row, ...asSecond })));
    for (const payment of paid.filter((row) => row['period']! >= periods[first]!)) {
      if (random.next() < 0.15) continue;
      const payment_no = `Z${payment['payment_no']}-${asSecond.person_no}`;
      facts.get('benefit_payment')!.push({ ...payment, ...asSecond, payment_no });
      for (const one of returns.get(keyOf(payment, 'payment_no')) ?? []) {
        const { person_no: _, ...there } = asSecond;
        facts
          .get('bank_return')!
          .push({ ...one, ...there, payment_no, return_no: `Z${one['return_no']}-${payment_no}` });
      }
    }
  }
}

/** Amounts of nothing and less, other items, other months, cash. */
function spoilPayments(facts: Map<string, Row[]>, random: SeededRandom, counts: Counts): void {
  const unanswered = new Set<string>();
  for (const payment of facts.get('benefit_payment')!) {
    const chance = random.next();
    if (chance < 0.02) {
      payment['amount'] = random.pick(['0.00', '-12.34', '-3000.00']);
      count(counts, 'amount of zero or less');
    } else if (chance < 0.05) {
      payment['item'] = random.pick(items);
      count(counts, 'another item');
    } else if (chance < 0.08) {
      payment['benefit_period'] = random.pick(['202605', ...periods]);
      count(counts, 'another month');
    } else if (chance < 0.12) {
      payment['channel'] = 'cash';
      payment['paid_at'] =
        random.next() < 0.7 ? `${payment['period']!.slice(0, 4)}-${payment['period']!.slice(4)}-09T10:00:00` : null;
      const keepsReturns = random.next() < 0.4;
      count(counts, keepsReturns ? 'cash with a return' : payment['paid_at'] ? 'cash' : 'cash without a time');
      if (!keepsReturns) unanswered.add(keyOf(payment, 'payment_no'));
    }
  }
  facts.set(
    'bank_return',
    facts.get('bank_return')!.filter((row) => !unanswered.has(keyOf(row, 'payment_no'))),
  );
}

/** Failures, failures repeated in a later month, double successes, answers to nobody's payment. */
function spoilReturns(facts: Map<string, Row[]>, random: SeededRandom, counts: Counts): void {
  const added: Row[] = [];
  for (const row of facts.get('bank_return')!) {
    const chance = random.next();
    const period = row['period']!;
    const next = periods.find((one) => one > period);
    const at = (day: string) => ({ settled_at: `${day.slice(0, 4)}-${day.slice(4)}-20T11:00:00` });
    if (chance < 0.03) {
      row['result'] = 'failure';
      count(counts, 'failed for good');
    } else if (chance < 0.06 && next) {
      row['result'] = 'failure';
      added.push({
        ...row,
        return_no: `${row['return_no']}R`,
        result: 'success',
        reissue_of: row['return_no']!,
        period: next,
        ...at(next),
      });
      count(counts, 'repeated in the next month');
    } else if (chance < 0.09) {
      const period = next && random.next() < 0.5 ? next : row['period']!;
      added.push({ ...row, return_no: `${row['return_no']}D`, result: 'success', period, ...at(period) });
      count(counts, 'answered twice');
    } else if (chance < 0.098) {
      row['payment_no'] = `${row['payment_no']}-nobody`;
      count(counts, 'answer to no payment');
    }
  }
  facts.get('bank_return')!.push(...added);
}

/** Deaths at the ends of months, in the future, of several sources, known at once or later. */
function reportDeaths(facts: Map<string, Row[]>, random: SeededRandom, counts: Counts): void {
  const deaths = facts.get('death')!;
  const [region] = deaths;
  if (!region) throw new Error('the region names no death');
  const ids = [...new Set(facts.get('person')!.map((row) => row['id_number']!))].filter(Boolean);
  for (const id of ids) {
    if (random.next() > 0.08) continue;
    const day = random.pick(deathDays);
    const knownFrom = random.pick(periods);
    const sources: [string, string][] = [['police', day]];
    if (random.next() < 0.3) sources.push(['health', random.pick(deathDays)]);
    if (random.next() < 0.2) sources.push(['court', day]);
    for (const period of periods.filter((one) => one >= knownFrom)) {
      for (const [source, death_date] of sources) {
        const id_number = random.next() < 0.5 ? id.replace('X', 'x') : id;
        deaths.push({ ...region, source, id_number, death_date, period });
      }
    }
    count(counts, sources.length > 1 ? 'death of several sources' : 'death');
  }
}

/** Ids in lower case, ids gone, persons gone from a package or from all. */
function spoilPersons(facts: Map<string, Row[]>, random: SeededRandom, counts: Counts): void {
  const gone = new Set<Row>();
  for (const rows of groupBy(facts.get('person')!, (row) => keyOf(row, 'person_no')).values()) {
    const chance = random.next();
    const some = rows.filter(() => random.next() < 0.6);
    if (chance < 0.1 && rows.some((row) => row['id_number']?.endsWith('X'))) {
      for (const row of rows) row['id_number'] = row['id_number']!.replace('X', 'x');
      count(counts, 'lower-case x');
    } else if (chance < 0.14) {
      for (const row of some) Object.assign(row, { id_number: null, other_id: `H${row['person_no']}` });
      count(counts, 'id missing');
    } else if (chance < 0.19) {
      for (const row of random.next() < 0.2 ? rows : some) gone.add(row);
      count(counts, 'person gone');
    }
  }
  facts.set(
    'person',
    facts.get('person')!.filter((row) => !gone.has(row)),
  );
}

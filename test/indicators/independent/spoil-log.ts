import { seededRandom } from '../../../cli/src/demo/seeded-random.js';
import { groupBy, monthsBefore, type Row } from './month-facts.js';
import { count, type Counts } from './spoil-benefits.js';

/** Lets one clerk act twice, under one number or two, and much that only looks like it. */
export function spoilLog(facts: Map<string, Row[]>, seed: number): Counts {
  const random = seededRandom(seed, 'log');
  const counts: Counts = new Map();
  const log = facts.get('operation_log')!;
  for (const rows of groupBy(log, (row) => `${row['agency']}|${row['business_no']}`).values()) {
    const stepOf = (name: string) => rows.find((row) => row['step'] === name);
    const [first, second, approval] = ['first_review', 'second_review', 'approval'].map(stepOf);
    if (!first || !second || !approval || random.next() < 0.35) continue;
    const spoiler = random.pick(spoilers);
    count(counts, spoiler.name);
    spoiler.spoil({ first, second, approval, add: (row) => log.push(row), staff: facts.get('staff')! });
  }
  takeFromStaff(facts, counts, seed);
  return counts;
}

interface Business {
  first: Row;
  second: Row;
  approval: Row;
  add: (row: Row) => void;
  staff: Row[];
}

const spoilers: readonly { name: string; spoil: (business: Business) => void }[] = [
  { name: 'one clerk at two levels', spoil: ({ first, approval }) => give(approval, first) },
  {
    name: 'one clerk at three levels',
    spoil: ({ first, second, approval }) => {
      give(second, first);
      give(approval, first);
    },
  },
  {
    name: 'two numbers of one clerk',
    spoil: ({ first, approval, staff }) => {
      approval['staff_no'] = aliasOf(first, staff);
    },
  },
  {
    name: 'a clerk whom the table lacks',
    spoil: ({ first, second }) => {
      first['staff_no'] = second['staff_no'] = 'S999';
    },
  },
  {
    name: 'no clerk at a level',
    spoil: ({ second }) => {
      second['staff_no'] = null;
    },
  },
  {
    name: 'no clerk beside one at two levels',
    spoil: ({ first, second, approval }) => {
      give(approval, first);
      second['staff_no'] = null;
    },
  },
  {
    name: 'rolled back, then another first review',
    spoil: ({ first, second, approval, add }) => {
      give(approval, first);
      add({ ...first, step: 'rollback', log_no: `${first['log_no']}1` });
      add({ ...first, staff_no: second['staff_no'] === 'S004' ? 'S005' : 'S004', log_no: `${first['log_no']}2` });
    },
  },
  {
    name: 'rolled back in the same second, before the first review by its number',
    spoil: ({ first, approval, add }) => {
      give(approval, first);
      add({ ...first, step: 'rollback', log_no: `0${first['log_no']}` });
    },
  },
  {
    name: 'rolled back, no first review again',
    spoil: ({ first, approval, add }) => {
      give(approval, first);
      add({ ...first, step: 'rollback', log_no: `${first['log_no']}1` });
    },
  },
  {
    name: 'the first review done twice by two clerks',
    spoil: ({ first, approval, add }) => {
      give(approval, first);
      add({ ...first, staff_no: 'S001', log_no: `${first['log_no']}1` });
    },
  },
  { name: 'one clerk at one level twice', spoil: ({ first, add }) => add({ ...first, log_no: `${first['log_no']}1` }) },
  {
    name: 'one of the two by self-service',
    spoil: ({ first, approval }) => {
      give(approval, first);
      approval['self_service'] = 'true';
    },
  },
  {
    name: 'self-service not said',
    spoil: ({ first, approval }) => {
      give(approval, first);
      approval['self_service'] = null;
    },
  },
  {
    name: 'first review in the package before',
    spoil: ({ first, approval }) => {
      give(approval, first);
      moveBack(first);
    },
  },
  {
    name: 'no clerk in the package before',
    spoil: ({ first }) => {
      first['staff_no'] = null;
      moveBack(first);
    },
  },
  {
    name: 'both in the package before, the third now',
    spoil: ({ first, second }) => {
      give(second, first);
      moveBack(first);
      moveBack(second);
    },
  },
];

function give(step: Row, of: Row): void {
  step['staff_no'] = of['staff_no']!;
}

function moveBack(step: Row): void {
  const period = monthsBefore(step['period']!, 1);
  step['period'] = period;
  step['operated_at'] = `${period.slice(0, 4)}-${period.slice(4)}-28T09:00:00`;
}

/** A second number of the step's clerk, in every month's table. */
function aliasOf(step: Row, staff: Row[]): string {
  const alias = `A${step['staff_no']}`;
  const own = staff.filter((row) => row['agency'] === step['agency'] && row['staff_no'] === step['staff_no']);
  const known = staff.some((row) => row['agency'] === step['agency'] && row['staff_no'] === alias);
  if (!known) staff.push(...own.map((row) => ({ ...row, staff_no: alias })));
  return alias;
}

/** Some aliases are gone from the table of later months. */
function takeFromStaff(facts: Map<string, Row[]>, counts: Counts, seed: number): void {
  const random = seededRandom(seed, 'staff');
  const kept = facts.get('staff')!.filter((row) => {
    const goes = row['staff_no']!.startsWith('A') && row['period']! > '202606' && random.next() < 0.5;
    if (goes) count(counts, 'clerk gone from the table');
    return !goes;
  });
  facts.set('staff', kept);
}

import { groupBy, packagesUpTo, wholeNumber, type Finding, type MonthFacts, type Row } from './month-facts.js';

const levels = ['first_review', 'second_review', 'approval'] as const;

/** NK01 of a month by the words of the document: one person at two levels of a business. */
export function computeNk01(facts: MonthFacts, period: string): Finding[] {
  const personOf = personsOf(facts, period);
  const steps = packagesUpTo(facts, 'operation_log', period).filter((row) => row['self_service'] !== 'true');
  const businesses = groupBy(steps, (row) => `${row['agency']}|${row['business_no']}`);
  return [...businesses.values()].flatMap((rows) => judgeBusiness(lastSteps(rows), personOf, period));
}

/** The last step of each level after the last rollback. */
function lastSteps(rows: readonly Row[]): Row[] {
  const ordered = [...rows].sort(inOrder);
  const after = ordered.slice(ordered.findLastIndex((row) => row['step'] === 'rollback') + 1);
  return levels.flatMap((level): Row[] => {
    const last = after.findLast((row) => row['step'] === level);
    return last ? [last] : [];
  });
}

function inOrder(a: Row, b: Row): number {
  const [left, right] = [a, b].map((row) => `${row['operated_at']!.replace('T', ' ')} ${row['log_no']}`) as [
    string,
    string,
  ];
  return left < right ? -1 : left > right ? 1 : 0;
}

function judgeBusiness(steps: readonly Row[], personOf: (row: Row) => string, period: string): Finding[] {
  const isOfMonth = (some: readonly Row[]) => some.length >= 2 && some.some((row) => row['period'] === period);
  const named = steps.filter((row) => row['staff_no'] !== null);
  const held = [...groupBy(named, personOf).values()].filter(isOfMonth);
  const [first] = steps;
  if (!first) return [];
  const found = {
    agency: first['agency']!,
    line: '000',
    hitKey: first['business_no']!,
    firstPeriod: period,
    amount: null,
  };
  if (held.length) {
    return held.map((rows) => ({
      verdict: 'hit',
      ...found,
      subject: rows.map((row) => row['staff_no']!).sort()[0]!,
      observed: wholeNumber(rows.length),
    }));
  }
  const open = steps.some(
    (row) => row['staff_no'] === null && steps.some((other) => other !== row && isOfMonth([row, other])),
  );
  return open ? [{ verdict: 'cannot_decide', ...found, subject: first['agency']!, observed: null }] : [];
}

/** The natural person of a step: by the staff table of the month, else the latest earlier one, else by the number alone. */
function personsOf(facts: MonthFacts, period: string): (row: Row) => string {
  const latest = new Map<string, Row>();
  for (const row of packagesUpTo(facts, 'staff', period)) {
    const key = `${row['agency']}|${row['staff_no']}`;
    const known = latest.get(key);
    if (!known || known['period']! < row['period']!) latest.set(key, row);
  }
  return (row) => latest.get(`${row['agency']}|${row['staff_no']}`)?.['person_hash'] ?? `number ${row['staff_no']}`;
}

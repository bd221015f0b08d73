import { buildWorld, type DemoOptions } from './build-world.js';
import { businessRows } from './business-rows.js';
import { controlRows } from './control-rows.js';
import { externalRows } from './external-rows.js';
import { financeRows } from './finance-rows.js';
import { atSecond, clock, demoMonths, demoPeriods, type DemoPeriod } from './months.js';
import { dueDaySubmission, lastMinuteSubmission, lateSubmissions } from './plant/dq01.js';
import { demoAgencies, demoRegion, monthlySubmissions, type SubmissionKey } from './region.js';
import type { Rows } from './rows.js';
import { seededRandom } from './seeded-random.js';
import type { Resubmission, World } from './world.js';

/** One submission as an agency sends it; control totals and row counts are the writer's to compute. */
export interface GeneratedSubmission extends SubmissionKey {
  period: DemoPeriod;
  version: number;
  sentBy: string;
  /** ISO 8601 with +08:00. */
  sentAt: string;
  /** Every table of the dataset, in the exchange standard's CSV forms; null = empty. */
  tables: Record<string, Rows>;
  /** A control total that is sent instead of the right one. */
  controlTotalOverride?: { table: string; column: string; value: string };
  /** Tables that are not sent at all. */
  lacks?: string[];
  /** Set when the product has to refuse the submission. */
  expectRefusal?: { table: string; column: string | null; reason: string };
}

/**
 * Every submission of the region, in the order in which they are sent; equal options give equal rows.
 * @throws RangeError when `persons` is out of range
 */
export function* generateRegion(options: DemoOptions = {}): Generator<GeneratedSubmission> {
  const world = buildWorld(options);
  const late = options.plantings ? [] : [...lateSubmissions, lastMinuteSubmission, dueDaySubmission];
  const plan = demoPeriods.flatMap((period) =>
    monthlySubmissions().flatMap((key) => versionsOf(world, key, period, late)),
  );
  plan.sort((a, b) => (a.sentAt < b.sentAt ? -1 : a.sentAt > b.sentAt ? 1 : 0));
  for (const { build, ...submission } of plan) yield { ...submission, tables: build() };
}

type Planned = Omit<GeneratedSubmission, 'tables'> & { build: () => Record<string, Rows> };

type LateSubmission = KeyText & { sentAt: string | null };

function versionsOf(world: World, key: SubmissionKey, period: DemoPeriod, late: readonly LateSubmission[]): Planned[] {
  const sentAt = sentAtOf(world.seed, key, period, late);
  if (sentAt === null) return [];
  const right = () => rowsOf(world, key, period);
  const base = { ...key, period, sentBy: senderOf(key.agency) };
  const again = world.resubmissions.find((one) => sameKey(one, { ...key, period }));
  if (!again) return [{ ...base, version: 1, sentAt, build: right }];
  const first = () => withoutTable(again.spoil(right()), again.lacks);
  return [
    { ...base, version: 1, sentAt: again.firstSentAt ?? sentAt, build: first, ...refusalOf(again) },
    { ...base, version: 2, sentAt: again.correctedSentAt, build: right },
  ];
}

function withoutTable(tables: Record<string, Rows>, lacking: string | undefined): Record<string, Rows> {
  return Object.fromEntries(Object.entries(tables).filter(([name]) => name !== lacking));
}

/** Why a first version is refused, if it is. */
function refusalOf({ controlTotalOverride, lacks, wrongCell }: Resubmission): Partial<Planned> {
  if (controlTotalOverride) {
    const { table, column } = controlTotalOverride;
    const reason = 'the control total is not the sum of the rows';
    return { controlTotalOverride, expectRefusal: { table, column, reason } };
  }
  if (lacks) return { lacks: [lacks], expectRefusal: { table: lacks, column: null, reason: 'the table is missing' } };
  return wrongCell ? { expectRefusal: wrongCell } : {};
}

type KeyText = Record<'agency' | 'line' | 'dataset' | 'period', string>;

function sameKey(a: KeyText, b: KeyText): boolean {
  return a.agency === b.agency && a.line === b.line && a.dataset === b.dataset && a.period === b.period;
}

/** An agency sends all that it has on one day at one time; what comes late or never is in the plan of DQ01. */
function sentAtOf(
  seed: number,
  key: SubmissionKey,
  period: DemoPeriod,
  late: readonly LateSubmission[],
): string | null {
  const own = late.find((one) => sameKey(one, { ...key, period }));
  if (own) return own.sentAt;
  const random = seededRandom(seed, `sent/${key.agency}/${period}`);
  const day = random.pick(demoMonths[period].sendDays);
  return `${atSecond(day, clock(9) + random.between(0, 450) * 60)}+08:00`;
}

function senderOf(agency: string): string {
  const district = demoAgencies.find(({ code }) => code === agency)?.name;
  return district ? `${district}社会保险经办机构` : `${demoRegion.name}人社信息中心`;
}

/** The rows that an agency takes to be right: with its lasting slips. */
function rowsOf(world: World, key: SubmissionKey, period: DemoPeriod): Record<string, Rows> {
  const slips = world.slips.filter((one) => sameKey(one, { ...key, period }));
  return slips.reduce((tables, { spoil }) => spoil(tables), bookedRows(world, key, period));
}

function bookedRows(world: World, { agency, line, dataset }: SubmissionKey, period: DemoPeriod): Record<string, Rows> {
  if (dataset === 'external') return externalRows(world, period);
  if (dataset === 'control') return controlRows(world.controlOf(agency), period);
  const book = world.books.find((one) => one.agency === agency && one.line === line);
  const books = book && world.finance.get(book);
  if (!book || !books) throw new RangeError(`no ${line} at ${agency}`);
  return dataset === 'business' ? businessRows(book, period) : financeRows(book, books, period);
}

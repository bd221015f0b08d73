import { addDays, addPeriods, isWorkingDay, type Calendar } from '@fundwatch/domain/calendar';
import {
  statutoryTables,
  type IndicatorNeed,
  type RecordTable,
  type StatutoryTable,
  type SystemTable,
} from '@fundwatch/domain/evaluate';
import type { Rule, StatutoryContents } from '@fundwatch/indicators';
import type { ExpectedSubmission, Repositories } from '@fundwatch/storage';

/** A fact as text; null is missing. */
type Row = Record<string, string | null>;

/** Rows of the system tables that are read; a table left out is empty. */
export type SystemRows = Partial<Record<SystemTable, Row[]>>;

interface Reach {
  calendar: Calendar;
  /** M. */
  period: string;
  /** First period of those that are looked back on. */
  from: string;
  expected: readonly ExpectedSubmission[];
  /** By code; they say in what unit a difference is. */
  rules: ReadonlyMap<string, Pick<Rule, 'compares'>>;
  /** The delivered statutory tables. */
  statutory: StatutoryContents;
}

type Reader = (repositories: Repositories, reach: Reach) => Promise<Row[]> | Row[];

const statutoryReaders = Object.fromEntries(
  statutoryTables.map((table): [string, Reader] => [
    `statutory_${table}`,
    async ({ statutory: entered }, { statutory }) => [
      ...(statutory.get(table)?.rows ?? []),
      ...(await entered.latest(table)),
    ],
  ]),
) as Record<`statutory_${StatutoryTable}`, Reader>;

const recordReaders: Readonly<Record<RecordTable, Reader>> = {
  submission: async ({ factFiles }, { period }) =>
    (await factFiles.submissionRecords(period))
      .filter(({ state }) => state !== 'received')
      .map((one) => ({
        agency: one.agency,
        line: one.line,
        dataset: one.dataset,
        period: one.period,
        version: String(one.version),
        state: one.state,
        sent_at: shanghaiClock(one.sentAt),
        arrived_at: shanghaiClock(one.arrivedAt),
        accepted_at: one.state === 'accepted' && one.decidedAt ? shanghaiClock(one.decidedAt) : null,
      })),
  submission_table: ({ factFiles }, { from, period }) => factFiles.tableRecords(from, period),
  submission_total: ({ factFiles }, { from, period }) => factFiles.totalRecords(from, period),
  submission_check: ({ factFiles }, { period }) => factFiles.checkRecords(period),
  expected_submission: (_, { expected, period }) =>
    expected.map(({ agency, line, dataset }) => ({ agency, line, dataset, period })),
  external_feed: async ({ factFiles }, { from, period }) =>
    (await factFiles.feedRecords(from, period)).map(({ version, rows, loadedAt, ...feed }) => ({
      ...feed,
      version: String(version),
      rows: String(rows),
      loaded_at: shanghaiClock(loadedAt),
    })),
  rule_result: async ({ rules: checked }, { rules, period }) =>
    (await checked.resultsOf(period)).map((one) => ({
      agency: one.agency,
      line: one.line,
      period: one.period,
      rule: one.rule,
      state: one.state,
      left_value: one.left,
      right_value: one.right,
      difference: one.difference,
      tolerance: one.tolerance,
      broken_rows: String(one.brokenRows),
      unit: rules.get(one.rule)?.compares.unit ?? null,
    })),
  working_day: (_, { calendar }) => workingDays(calendar),
  supervision_alert: ({ supervisionRecords }, { period }) => supervisionRecords.alertsAsOf(period),
  supervision_export: ({ supervisionRecords }, { period }) => supervisionRecords.exportsIn(period),
};

const readers: Readonly<Record<SystemTable, Reader>> = { ...statutoryReaders, ...recordReaders };

/** The system's own records as the tables that a run of `period` reads for these needs; the calendar always. */
export async function readSystemTables(
  repositories: Repositories,
  reach: Omit<Reach, 'from'>,
  needs: readonly IndicatorNeed[],
): Promise<SystemRows> {
  const from = new Map<SystemTable, string>([['working_day', reach.period]]);
  for (const need of needs) {
    if (!('system' in need)) continue;
    const first = need.lookBack === undefined ? beginning : addPeriods(reach.period, 1 - need.lookBack);
    for (const table of need.system) {
      const known = from.get(table);
      if (known === undefined || first < known) from.set(table, first);
    }
  }
  const rows: SystemRows = {};
  for (const [table, first] of from) rows[table] = await readers[table](repositories, { ...reach, from: first });
  return rows;
}

/** Before every period. */
const beginning = '000000';

/** Every day of the calendar's years; days beyond are unknown, not guessed. */
function workingDays(calendar: Calendar): Row[] {
  const rows: Row[] = [];
  for (const { year } of calendar.years) {
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
      rows.push({ day, is_working: String(isWorkingDay(calendar, day)) });
    }
  }
  return rows;
}

/** Facts hold Shanghai wall-clock time without a zone. */
function shanghaiClock(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');
}

import { addDays, isWorkingDay, type Calendar } from '@fundwatch/domain/calendar';
import type { SystemTable } from '@fundwatch/domain/evaluate';
import type { ExpectedSubmission, Repositories } from '@fundwatch/storage';

/** A fact as text; null is missing. */
type Row = Record<string, string | null>;

/** The system's own records as the tables that a run of `period` reads. */
export async function readSystemTables(
  repositories: Repositories,
  calendar: Calendar,
  period: string,
  expected: readonly ExpectedSubmission[],
): Promise<Record<SystemTable, Row[]>> {
  const submissions = await repositories.factFiles.submissionRecords(period);
  return {
    submission: submissions
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
    expected_submission: expected.map(({ agency, line, dataset }) => ({ agency, line, dataset, period })),
    submission_check: await repositories.factFiles.checkRecords(period),
    working_day: workingDays(calendar),
  };
}

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

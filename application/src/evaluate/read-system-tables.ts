import { addDays, isWorkingDay, type Calendar } from '@fundwatch/domain/calendar';
import { tablesOf, type Dataset } from '@fundwatch/domain/collect';
import type { Evaluation, ListedFactFile, Repositories } from '@fundwatch/storage';
import type { AbsentTable, FactFile, FactRow, FactRunOptions } from '@fundwatch/storage/facts';
import type { Application } from '../application.js';

/** What a run reads: the listed files of its inputs, and the system's own records as tables. */
export async function readSystemTables(
  repositories: Repositories,
  app: Application,
  evaluation: Evaluation,
): Promise<{ files: FactFile[]; absentTables: AbsentTable[]; system: FactRunOptions['system'] }> {
  const { period } = evaluation;
  const listed = await repositories.factFiles.filesOf(await repositories.evaluations.inputsOf(evaluation.id));
  const expected = await repositories.expectedSubmissions.expectedIn(period);
  const submissions = await repositories.factFiles.submissionRecords(period);
  return {
    files: listed.map((file) => ({ ...file, dataset: file.dataset as Dataset, sha256: file.sha256 ?? undefined })),
    absentTables: absentTables(period, listed),
    system: {
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
      expected_submission: expected.rows.map(({ agency, line, dataset }) => ({ agency, line, dataset, period })),
      submission_check: await repositories.factFiles.checkRecords(period),
      working_day: workingDays(app.calendar),
    },
  };
}

/** A full-state table that M's package lacks (the expected list allowed it): the latest earlier package that has it. */
function absentTables(period: string, files: readonly ListedFactFile[]): AbsentTable[] {
  const absent: AbsentTable[] = [];
  const packages = new Map<string, ListedFactFile[]>();
  for (const file of files) {
    const key = `${file.agency}|${file.line}|${file.dataset}`;
    packages.set(key, [...(packages.get(key) ?? []), file]);
  }
  for (const own of packages.values()) {
    const first = own[0];
    if (!first || !own.some((file) => file.period === period)) continue;
    for (const { name, mode } of tablesOf(first.dataset as Dataset)) {
      if (mode !== 'full' || own.some((file) => file.table === name && file.period === period)) continue;
      const from = own
        .filter((file) => file.table === name && file.period < period)
        .map((file) => file.period)
        .sort()
        .at(-1);
      if (from) absent.push({ table: name, agency: first.agency, line: first.line, from });
    }
  }
  return absent;
}

/** Every day of the calendar's years; days beyond are unknown, not guessed. */
function workingDays(calendar: Calendar): FactRow[] {
  const rows: FactRow[] = [];
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

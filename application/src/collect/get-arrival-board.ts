import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  daysBetween,
  endOfDay,
  nominalSubmissionDueOn,
  orWaiting,
  shanghaiDayOf,
  submissionDueIn,
  submissionLockedIn,
  submissionTermOf,
  workingDaysBetween,
  type PlainDay,
} from '@fundwatch/domain/calendar';
import { arrivalState, datasets, lines, owesReason, type Dataset } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ArrivedSubmission, SubmissionReminder } from '@fundwatch/storage';
import type { Application } from '../application.js';

type Board = ReplyOf<typeof routes.getArrivalBoard>;
type Cell = Board['rows'][number]['cells'][number];

interface Column {
  line: string;
  dataset: Dataset;
}

const columnOrder = datasets.map(({ code }) => code);
const keyOf = (one: { agency: string; line: string; dataset: string }) => `${one.agency}|${one.line}|${one.dataset}`;

/** Who has delivered what for a period, who is late, and who is still waited for. */
export async function getArrivalBoard(
  app: Application,
  context: RequestContext,
  input: { period: string },
): Promise<Board> {
  const { period } = input;
  const today = shanghaiDayOf(await app.clock.now());
  const terms = await app.terms();
  const { expected, arrived, reminders, names } = await app.database.withContext(context, async (repositories) => ({
    expected: await repositories.expectedSubmissions.expectedIn(period),
    arrived: await repositories.submissionReading.ofPeriod(period),
    reminders: await repositories.submissionReminders.ofPeriod(period),
    names: new Map((await repositories.organisations.list()).map(({ code, name }) => [code, name])),
  }));
  const term = submissionTermOf(terms, period);
  const dueOn = submissionDueIn(terms, period);
  const lockedOn = submissionLockedIn(terms, period);
  const own = context.scope.startsWith('agency:') ? context.scope.slice('agency:'.length) : null;
  const due = new Set(expected.rows.filter(({ agency }) => own === null || agency === own).map(keyOf));
  const byCell = groupByCell(arrived);
  const keys = [...new Set([...due, ...byCell.keys()])].map((key) => key.split('|') as [string, string, Dataset]);
  const columns = columnsOf(keys.map(([, line, dataset]) => ({ line, dataset })));
  const rows = [...new Set(keys.map(([agency]) => agency))].sort().map((agency) => ({
    agency: { code: agency, name: names.get(agency) ?? agency },
    cells: columns.map(({ line, dataset }) => {
      const key = keyOf({ agency, line, dataset });
      return cellOf(line, dataset, byCell.get(key) ?? [], due.has(key), { dueOn, lockedOn });
    }),
  }));
  return {
    period,
    dueOn,
    nominalDueOn: nominalSubmissionDueOn(period, term.dueDay),
    dueDay: term.dueDay,
    roll: term.roll,
    calendarVersion: terms.calendar.version,
    workingDaysLeft: dueOn === null ? null : orWaiting(() => workingDaysBetween(terms.calendar, today, dueOn)),
    lockedOn,
    workingDaysToLock: lockedOn === null ? null : orWaiting(() => workingDaysBetween(terms.calendar, today, lockedOn)),
    listKnown: expected.listKnown,
    columns: columns.map((column) => ({ ...column, lineName: lineName(column.line) })),
    rows,
    totals: totalsOf(rows.flatMap(({ cells }) => cells)),
    notices: noticesOf(reminders, names),
  };
}

function groupByCell(arrived: readonly ArrivedSubmission[]): Map<string, ArrivedSubmission[]> {
  const cells = new Map<string, ArrivedSubmission[]>();
  for (const submission of arrived) {
    const key = keyOf(submission);
    cells.set(key, [...(cells.get(key) ?? []), submission]);
  }
  return cells;
}

function columnsOf(found: readonly Column[]): Column[] {
  const unique = new Map(found.map((column) => [`${column.line}|${column.dataset}`, column]));
  return [...unique.values()].sort(
    (a, b) =>
      (a.line < b.line ? -1 : a.line > b.line ? 1 : 0) ||
      columnOrder.indexOf(a.dataset) - columnOrder.indexOf(b.dataset),
  );
}

function lineName(code: string): string {
  return lines.find((line) => line.code === code)?.zh ?? code;
}

function cellOf(
  line: string,
  dataset: Dataset,
  arrived: readonly ArrivedSubmission[],
  expected: boolean,
  { dueOn, lockedOn }: { dueOn: PlainDay | null; lockedOn: PlainDay | null },
): Cell {
  const dated = arrived.map((submission) => ({ ...submission, arrivedAt: new Date(submission.arrivedAt) }));
  const { state, deciding, current } = arrivalState(dated, dueOn === null ? null : new Date(endOfDay(dueOn)), expected);
  const arrivedAt = deciding?.arrivedAt.toISOString() ?? null;
  const shown = current ?? deciding;
  return {
    line,
    dataset,
    state,
    submissionId: shown?.id ?? null,
    version: shown?.version ?? null,
    arrivedAt,
    errors: state === 'refused' ? (deciding?.errors ?? 0) : 0,
    afterLock: lockedOn !== null && arrived.some((one) => Date.parse(one.arrivedAt) >= Date.parse(endOfDay(lockedOn))),
    owesReason: arrived.some(owesReason),
    daysLate: state === 'late' && arrivedAt && dueOn ? daysBetween(dueOn, shanghaiDayOf(arrivedAt)) : null,
  };
}

/** One notice a kind, agency and writing: what it names is one sentence to a person. */
function noticesOf(reminders: readonly SubmissionReminder[], names: ReadonlyMap<string, string>): Board['notices'] {
  const notices = new Map<string, Board['notices'][number]>();
  for (const { kind, agency, dueOn, writtenAt, line, dataset } of reminders) {
    const key = [kind, agency, writtenAt].join('|');
    const notice = notices.get(key) ?? {
      kind,
      agency: { code: agency, name: names.get(agency) ?? agency },
      dueOn,
      writtenAt,
      items: [],
    };
    notice.items.push({ line, dataset: dataset as Dataset });
    notices.set(key, notice);
  }
  return [...notices.values()];
}

function totalsOf(cells: readonly Cell[]): Board['totals'] {
  const totals: Board['totals'] = { waiting: 0, received: 0, refused: 0, on_time: 0, late: 0, not_expected: 0 };
  for (const { state } of cells) totals[state] += 1;
  return totals;
}

import type { ReplyOf, routes } from '@fundwatch/domain/api';
import {
  daysBetween,
  endOfDay,
  nominalSubmissionDueOn,
  orWaiting,
  shanghaiDayOf,
  submissionDueIn,
  submissionTermOf,
  workingDaysBetween,
  type PlainDay,
} from '@fundwatch/domain/calendar';
import { arrivalState, datasets, lines, type Dataset } from '@fundwatch/domain/collect';
import type { RequestContext } from '@fundwatch/domain/identity';
import type { ArrivedSubmission } from '@fundwatch/storage';
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
  const { expected, arrived, names } = await app.database.withContext(context, async (repositories) => ({
    expected: await repositories.expectedSubmissions.expectedIn(period),
    arrived: await repositories.submissionReading.ofPeriod(period),
    names: new Map((await repositories.organisations.list()).map(({ code, name }) => [code, name])),
  }));
  const dueOn = submissionDueIn(terms, period);
  const own = context.scope.startsWith('agency:') ? context.scope.slice('agency:'.length) : null;
  const due = new Set(expected.rows.filter(({ agency }) => own === null || agency === own).map(keyOf));
  const byCell = groupByCell(arrived);
  const keys = [...new Set([...due, ...byCell.keys()])].map((key) => key.split('|') as [string, string, Dataset]);
  const columns = columnsOf(keys.map(([, line, dataset]) => ({ line, dataset })));
  const rows = [...new Set(keys.map(([agency]) => agency))].sort().map((agency) => ({
    agency: { code: agency, name: names.get(agency) ?? agency },
    cells: columns.map(({ line, dataset }) => {
      const key = keyOf({ agency, line, dataset });
      return cellOf(line, dataset, byCell.get(key) ?? [], due.has(key), dueOn);
    }),
  }));
  return {
    period,
    dueOn,
    nominalDueOn: nominalSubmissionDueOn(period, submissionTermOf(terms, period).dueDay),
    calendarVersion: terms.calendar.version,
    workingDaysLeft: dueOn === null ? null : orWaiting(() => workingDaysBetween(terms.calendar, today, dueOn)),
    listKnown: expected.listKnown,
    columns: columns.map((column) => ({ ...column, lineName: lineName(column.line) })),
    rows,
    totals: totalsOf(rows.flatMap(({ cells }) => cells)),
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
  dueOn: PlainDay | null,
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
    daysLate: state === 'late' && arrivedAt && dueOn ? daysBetween(dueOn, shanghaiDayOf(arrivedAt)) : null,
  };
}

function totalsOf(cells: readonly Cell[]): Board['totals'] {
  const totals: Board['totals'] = { waiting: 0, received: 0, refused: 0, on_time: 0, late: 0, not_expected: 0 };
  for (const { state } of cells) totals[state] += 1;
  return totals;
}

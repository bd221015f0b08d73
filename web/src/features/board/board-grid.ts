import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type Board = ReplyOf<typeof routes.getArrivalBoard>;
export type BoardCell = Board['rows'][number]['cells'][number];
export type ArrivalState = BoardCell['state'];

/** The states that can be asked for, what is missing first. */
export const shownStates = ['waiting', 'refused', 'received', 'late', 'on_time'] as const satisfies ArrivalState[];

/** Accepted of expected. */
export interface Sum {
  accepted: number;
  expected: number;
}
export interface GridRow {
  agency: Board['rows'][number]['agency'];
  cells: BoardCell[];
  sum: Sum;
}
export interface Grid {
  columns: Board['columns'];
  /** Columns side by side of one line, for the upper row of the head. */
  lines: { line: string; lineName: string; span: number }[];
  rows: GridRow[];
  columnSums: Sum[];
}

/** The board as a full grid: every row has a cell for every column, in the columns' order, with sums both ways. */
export function gridOf(board: Board): Grid {
  const rows = board.rows.map(({ agency, cells }): GridRow => {
    const byColumn = new Map(cells.map((cell) => [`${cell.line} ${cell.dataset}`, cell]));
    const ordered = board.columns.map(
      ({ line, dataset }) => byColumn.get(`${line} ${dataset}`) ?? notExpected(line, dataset),
    );
    return { agency, cells: ordered, sum: sumOf(ordered) };
  });
  const lines: Grid['lines'] = [];
  for (const { line, lineName } of board.columns) {
    const last = lines.at(-1);
    if (last?.line === line) last.span += 1;
    else lines.push({ line, lineName, span: 1 });
  }
  return {
    columns: board.columns,
    lines,
    rows,
    columnSums: board.columns.map((_, at) => sumOf(rows.map((row) => row.cells[at]!))),
  };
}

function notExpected(line: string, dataset: BoardCell['dataset']): BoardCell {
  return {
    line,
    dataset,
    state: 'not_expected',
    submissionId: null,
    version: null,
    arrivedAt: null,
    errors: 0,
    daysLate: null,
    owesReason: false,
    afterLock: false,
  };
}

function sumOf(cells: readonly BoardCell[]): Sum {
  const expected = cells.filter((cell) => cell.state !== 'not_expected');
  return {
    accepted: expected.filter((cell) => cell.state === 'on_time' || cell.state === 'late').length,
    expected: expected.length,
  };
}

/** The rows that have a cell in this state; without a state all of them. */
export function rowsWith(rows: readonly GridRow[], state: ArrivalState | undefined): GridRow[] {
  return rows.filter((row) => !state || row.cells.some((cell) => cell.state === state));
}

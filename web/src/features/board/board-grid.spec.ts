import { describe, expect, it } from 'vitest';
import { gridOf, rowsWith, type Board, type BoardCell } from './board-grid.js';

function aCell(line: string, dataset: BoardCell['dataset'], state: BoardCell['state']): BoardCell {
  return {
    line,
    dataset,
    state,
    submissionId: null,
    version: null,
    arrivedAt: null,
    errors: 0,
    daysLate: null,
    afterLock: false,
    owesReason: false,
  };
}
function aBoard(rows: Record<string, BoardCell[]>): Board {
  return {
    period: '202609',
    dueOn: '2026-10-15',
    nominalDueOn: '2026-10-15',
    calendarVersion: '2026.1',
    workingDaysLeft: -3,
    dueDay: 15,
    roll: true,
    lockedOn: '2026-10-29',
    workingDaysToLock: 7,
    notices: [],
    listKnown: true,
    columns: [
      { line: '110', lineName: '企业养老', dataset: 'business' },
      { line: '110', lineName: '企业养老', dataset: 'finance' },
      { line: '000', lineName: '不分险种', dataset: 'control' },
    ],
    rows: Object.entries(rows).map(([code, cells]) => ({ agency: { code, name: code }, cells })),
    totals: { waiting: 0, received: 0, refused: 0, on_time: 0, late: 0, not_expected: 0 },
  };
}

describe('the arrival board as a grid', () => {
  const grid = gridOf(
    aBoard({
      A: [aCell('000', 'control', 'refused'), aCell('110', 'business', 'on_time')],
      B: [aCell('110', 'business', 'late'), aCell('110', 'finance', 'waiting'), aCell('000', 'control', 'on_time')],
    }),
  );

  it('puts every cell under its column, and what nobody expects is said as such', () => {
    expect(grid.rows[0]!.cells.map((cell) => cell.state)).toEqual(['on_time', 'not_expected', 'refused']);
  });

  it('counts what was accepted of what was expected, by agency and by column', () => {
    expect(grid.rows.map((row) => row.sum)).toEqual([
      { accepted: 1, expected: 2 },
      { accepted: 2, expected: 3 },
    ]);
    expect(grid.columnSums).toEqual([
      { accepted: 2, expected: 2 },
      { accepted: 0, expected: 1 },
      { accepted: 1, expected: 2 },
    ]);
  });

  it('heads the datasets of a line together', () => {
    expect(grid.lines.map(({ line, span }) => [line, span])).toEqual([
      ['110', 2],
      ['000', 1],
    ]);
  });

  it('shows only the agencies that still owe something when asked for what is awaited', () => {
    expect(rowsWith(grid.rows, 'waiting').map((row) => row.agency.code)).toEqual(['B']);
    expect(rowsWith(grid.rows, undefined)).toHaveLength(2);
  });
});

import { describe, expect, it } from 'vitest';
import { countStates, gridOf, rowsWith } from './rule-grid.js';

const cell = (rule: string, state: 'holds' | 'broken' | 'not_checkable') => ({
  rule,
  state,
  holds: 1,
  broken: 0,
  notCheckable: 0,
});
const agency = (code: string) => ({ code, name: code });
const board: Parameters<typeof gridOf>[0] = {
  agencies: [
    { agency: agency('120101'), check: 'done', cells: [cell('R02', 'broken')] },
    { agency: agency('120102'), check: 'waiting', cells: [cell('R02', 'holds')] },
  ],
};
const rows = gridOf(board, [{ code: 'R01' }, { code: 'R02' }]);

describe('the matrix of agencies and rules', () => {
  it('has a cell for every rule, empty where the rule has nothing to say', () => {
    expect(rows[0]!.cells.map(({ rule, state }) => [rule, state])).toEqual([
      ['R01', null],
      ['R02', 'broken'],
    ]);
  });

  it('shows what is still being checked, and keeps the last result until then', () => {
    expect(rows[1]!.cells.map(({ state }) => state)).toEqual(['waiting', 'holds']);
  });

  it('tells a rule that some lines keep and others cannot be checked for from one that no line can', () => {
    const [{ agency: one }] = board.agencies as [(typeof board)['agencies'][number]];
    const cells = [cell('R01', 'not_checkable'), { ...cell('R02', 'not_checkable'), holds: 0 }];
    const [row] = gridOf({ agencies: [{ agency: one, check: 'done', cells }] }, [{ code: 'R01' }, { code: 'R02' }]);
    expect(row!.cells.map(({ state }) => state)).toEqual(['partly', 'not_checkable']);
  });

  it('counts cells by state and keeps the agencies that have one', () => {
    expect(countStates(rows)).toEqual({ holds: 1, broken: 1, not_checkable: 0, partly: 0, waiting: 1 });
    expect(rowsWith(rows, 'broken').map((row) => row.agency.code)).toEqual(['120101']);
    expect(rowsWith(rows, undefined)).toHaveLength(2);
  });
});

import type { RuleBoard, RuleBoardRow, RuleCell, ShownState } from './rule-glyphs.js';

/** A cell of the matrix; without a result the agency's data is still being checked, or the rule has nothing to say there. */
export interface GridCell {
  rule: string;
  state: ShownState | null;
  counts: RuleCell | null;
}
export interface GridRow {
  agency: RuleBoardRow['agency'];
  check: RuleBoardRow['check'];
  cells: GridCell[];
}

/** The matrix in full: every agency has a cell for every rule, in the rules' order. */
export function gridOf(board: RuleBoard, rules: readonly { code: string }[]): GridRow[] {
  return board.agencies.map(({ agency, check, cells }): GridRow => {
    const byRule = new Map(cells.map((cell) => [cell.rule, cell]));
    return {
      agency,
      check,
      cells: rules.map(({ code }): GridCell => {
        const counts = byRule.get(code) ?? null;
        const isPending = check === 'waiting' || check === 'running';
        return { rule: code, state: counts ? shownStateOf(counts) : isPending ? 'waiting' : null, counts };
      }),
    };
  });
}

function shownStateOf({ state, holds }: RuleCell): ShownState {
  return state === 'not_checkable' && holds > 0 ? 'partly' : state;
}

/** Cells in each state, over all agencies. */
export function countStates(rows: readonly GridRow[]): Record<ShownState, number> {
  const counts = { holds: 0, broken: 0, not_checkable: 0, partly: 0, waiting: 0 };
  for (const { state } of rows.flatMap(({ cells }) => cells)) if (state) counts[state] += 1;
  return counts;
}

/** The rows that have a cell in this state; without a state all of them. */
export function rowsWith(rows: readonly GridRow[], state: ShownState | undefined): GridRow[] {
  return rows.filter(({ cells }) => !state || cells.some((cell) => cell.state === state));
}

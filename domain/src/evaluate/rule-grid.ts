import type { RuleCheckState, RuleState } from './rule-result.js';

/** What a cell shows: the gravest of its lines, that only some of them could be checked, or that its data is still being checked. */
export const shownRuleStates = ['broken', 'not_checkable', 'partly', 'waiting', 'holds'] as const;
export type ShownRuleState = (typeof shownRuleStates)[number];

/** What a rule found at one agency, over its lines. */
interface RuleCounts {
  rule: string;
  state: RuleState;
  holds: number;
  broken: number;
  notCheckable: number;
}

/** A cell of the matrix; without a result the agency's data is still being checked, or the rule has nothing to say there. */
export interface RuleGridCell {
  rule: string;
  state: ShownRuleState | null;
  counts: RuleCounts | null;
}
export interface RuleGridRow {
  agency: { code: string; name: string };
  check: RuleCheckState;
  cells: RuleGridCell[];
}
interface RuleBoard {
  agencies: readonly {
    agency: { code: string; name: string };
    check: RuleCheckState;
    cells: readonly RuleCounts[];
  }[];
}

/** The matrix in full: every agency has a cell for every rule, in the rules' order. */
export function gridOf(board: RuleBoard, rules: readonly { code: string }[]): RuleGridRow[] {
  return board.agencies.map(({ agency, check, cells }): RuleGridRow => {
    const byRule = new Map(cells.map((cell) => [cell.rule, cell]));
    return {
      agency,
      check,
      cells: rules.map(({ code }): RuleGridCell => {
        const counts = byRule.get(code) ?? null;
        const isPending = check === 'waiting' || check === 'running';
        return { rule: code, state: counts ? shownStateOf(counts) : isPending ? 'waiting' : null, counts };
      }),
    };
  });
}

function shownStateOf({ state, holds }: RuleCounts): ShownRuleState {
  return state === 'not_checkable' && holds > 0 ? 'partly' : state;
}

/** Cells in each state, over all agencies. */
export function countStates(rows: readonly RuleGridRow[]): Record<ShownRuleState, number> {
  const counts = { holds: 0, broken: 0, not_checkable: 0, partly: 0, waiting: 0 };
  for (const { state } of rows.flatMap(({ cells }) => cells)) if (state) counts[state] += 1;
  return counts;
}

/** The rows that have a cell in this state; without a state all of them. */
export function rowsWith(rows: readonly RuleGridRow[], state: ShownRuleState | undefined): RuleGridRow[] {
  return rows.filter(({ cells }) => !state || cells.some((cell) => cell.state === state));
}

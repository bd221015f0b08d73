import type { NotEvaluatedReason, ScopeDecision } from './decide-scopes.js';

/** What a rule's check says of an agency × line: never silently "holds". */
export const ruleStates = ['holds', 'broken', 'not_checkable'] as const;
export type RuleState = (typeof ruleStates)[number];

/** Why a rule could not be checked. */
export const ruleReasons = [
  'dataset_missing',
  'table_missing',
  'field_missing',
  'standard_lacks',
  'rule_failed',
] as const;
export type RuleReason = (typeof ruleReasons)[number];

/** The work on one agency's rules of a period. */
export const ruleCheckStates = ['waiting', 'running', 'done', 'failed'] as const;
export type RuleCheckState = (typeof ruleCheckStates)[number];

/** The summary row that a rule's query gave of an agency × line; decimals as text. */
export interface RuleSummary {
  verdict: 'holds' | 'broken' | 'not_checkable';
  compared: number;
  left: string | null;
  right: string | null;
  difference: string | null;
  missing: string | null;
}

/** The result of one rule at one agency × line. */
export interface RuleConclusion {
  agency: string;
  line: string;
  state: RuleState;
  reason: RuleReason | null;
  reasonDetails: Readonly<Record<string, unknown>>;
  compared: number;
  left: string | null;
  right: string | null;
  difference: string | null;
}

const nothingCompared = { compared: 0, left: null, right: null, difference: null };

/**
 * The result at one agency × line: by the scope, whether it could be checked at all; then by the query's summary row. An
 * agency × line with nothing to compare holds.
 */
export function concludeRule(scope: ScopeDecision, summary: RuleSummary | undefined): RuleConclusion {
  const { agency, line } = scope;
  if (scope.outcome === 'not_evaluated') {
    const lacksDataset = scope.reasons.some(({ code }) => code === 'DATASET_MISSING');
    return notCheckable(scope, lacksDataset ? 'dataset_missing' : 'table_missing', { reasons: scope.reasons });
  }
  if (!summary) return { agency, line, state: 'holds', reason: null, reasonDetails: {}, ...nothingCompared };
  const { verdict, compared, left, right, difference, missing } = summary;
  const isUndecided = verdict === 'not_checkable';
  return {
    agency,
    line,
    state: verdict,
    reason: isUndecided ? 'field_missing' : null,
    reasonDetails: isUndecided ? { field: missing } : {},
    compared,
    left,
    right,
    difference,
  };
}

/** A rule that says nothing of an agency × line, and why. */
export function notCheckable(
  { agency, line }: { agency: string; line: string },
  reason: RuleReason,
  reasonDetails: Readonly<Record<string, unknown>> & { reasons?: readonly NotEvaluatedReason[] },
): RuleConclusion {
  return { agency, line, state: 'not_checkable', reason, reasonDetails, ...nothingCompared };
}

import type { RuleDefinition } from '@fundwatch/domain/evaluate';

/** The three headings of a `rule.md`, in their order; agency and officer read them beside a broken rule. */
export const ruleHeadings = [
  { key: 'checks', heading: '核对什么' },
  { key: 'matters', heading: '为什么重要' },
  { key: 'verify', heading: '不符时怎么核查' },
] as const;
export type RuleGuidance = Record<(typeof ruleHeadings)[number]['key'], string>;

/** One rule (钩稽规则) of the catalogue: what it says about itself, its guidance and its query. */
export interface Rule extends RuleDefinition {
  /** Markdown under each heading. */
  guidance: RuleGuidance;
  /** Null when the rule is not checkable. */
  sql: string | null;
  /** sha256 of query and parameters, lower-case hex: what the lock file and a result's inputs hold. */
  hash: string;
  /** The rule's folder, relative to the catalogue: `rules/r05-contributions-equal-ledger`. */
  folder: string;
}

/** A rule that can be run. */
export type CheckableRule = Rule & { sql: string };

export function isCheckable(rule: Rule): rule is CheckableRule {
  return rule.sql !== null;
}

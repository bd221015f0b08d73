import type {
  BilingualText,
  DatasetNeed,
  EvidenceColumn,
  IndicatorBasis,
  IndicatorParameter,
} from './indicator-definition.js';

/** What a rule's query says of an agency × line (one summary row), or of one broken item behind it (`row`). */
export const ruleVerdicts = ['holds', 'broken', 'not_checkable', 'row'] as const;
export type RuleVerdict = (typeof ruleVerdicts)[number];

/** The columns that every rule's query returns, in this order, before its evidence. */
export const ruleColumns = [
  'verdict',
  'agency',
  'line',
  'item',
  'compared',
  'left_value',
  'right_value',
  'difference',
  'missing',
] as const;

/** A part of a rule, or the whole, that cannot be checked because the exchange standard lacks a field. */
export interface RuleWait {
  part: BilingualText;
  /** Table and field that the standard lacks. */
  table: string;
  field: string;
  why: BilingualText;
}

/** What a rule (钩稽规则, R01–R30) says about itself: the front matter of its `rule.md`. */
export interface RuleDefinition {
  code: string;
  title: BilingualText;
  /** Lines of the exchange standard. */
  lines: readonly string[] | 'ALL';
  /** One result an agency × line, or one an agency (line `000`: control data). */
  scope: 'line' | 'agency';
  needs: readonly DatasetNeed[];
  /** The two sides, and the unit of their difference (元, 条, 人, 月 …). */
  compares: { left: BilingualText; right: BilingualText; unit: string };
  /** One of them is `tolerance`: the rule is broken where |difference| exceeds it. */
  parameters: readonly IndicatorParameter[];
  evidence: readonly EvidenceColumn[];
  source: BilingualText;
  basis: readonly IndicatorBasis[];
  /** False: the exchange standard lacks the data; the rule is listed and has no query. */
  checkable: boolean;
  waitsFor: readonly RuleWait[];
  version: number;
  author: string;
  checker: string;
}

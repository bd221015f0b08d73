import type { ReplyOf, routes } from '@fundwatch/domain/api';
import type { ShownRuleState } from '@fundwatch/domain/evaluate';

export type RuleCell = ReplyOf<typeof routes.getRuleBoard>['agencies'][number]['cells'][number];

/** Each state has its own shape, so that colour is never alone. */
export const ruleGlyphs: Readonly<Record<ShownRuleState, string>> = {
  holds: '✓',
  broken: '!',
  not_checkable: '–',
  partly: '◐',
  waiting: '·',
};

import type { ReplyOf, routes } from '@fundwatch/domain/api';

export type RuleBoard = ReplyOf<typeof routes.getRuleBoard>;
export type RuleBoardRow = RuleBoard['agencies'][number];
export type RuleCell = RuleBoardRow['cells'][number];
/** What a cell shows: the gravest of its lines, that only some of them could be checked, or that its data is still being checked. */
export type ShownState = RuleCell['state'] | 'partly' | 'waiting';

export const shownStates = ['broken', 'not_checkable', 'partly', 'waiting', 'holds'] as const satisfies ShownState[];

/** Each state has its own shape, so that colour is never alone. */
export const ruleGlyphs: Readonly<Record<ShownState, string>> = {
  holds: '✓',
  broken: '!',
  not_checkable: '–',
  partly: '◐',
  waiting: '·',
};

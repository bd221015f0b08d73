import type { ReplyOf, routes } from '@fundwatch/domain/api';
import { both, periodText } from './list-columns.js';
import { wordOf, type Language } from './list-words.js';

type Proposal = ReplyOf<typeof routes.listIndicatorProposals>['proposals'][number];

/** What the latest back-test of a proposal found, in one line. */
export function backTestText(run: Proposal['backTest'], language: Language): string {
  if (!run) return both('还没有回测过', 'not yet back-tested')[language];
  const months = [run.firstPeriod, run.lastPeriod].map(periodText).filter(Boolean).join(' – ');
  const found = both(`命中新增 ${run.new}，消失 ${run.gone}`, `${run.new} hits new, ${run.gone} gone`)[language];
  return [wordOf('testRunState', run.state, language), months, ...(run.judged ? [found] : [])].join(' · ');
}
